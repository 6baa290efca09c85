"""What authors write of everything that starts (tours, quizzes, checklists, surveys, announcements): who gets it, where and when it starts, how often."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from handrail.conditions.authored import (
    ByKind,
    Duration,
    Instant,
    Locale,
    Model,
    Name,
    Number,
    Scalar,
    SchemaReference,
    Several,
    Shape,
    Slug,
    Truth,
    Wait,
    Words,
)
from handrail.conditions.schema import Condition, DeviceName
from handrail.content.step import Title

StartableKind = Literal["tour", "quiz", "checklist", "survey", "announcement"]
STARTABLE_KINDS: tuple[StartableKind, ...] = get_args(StartableKind)
OWN_STARTS: dict[str, StartableKind | Literal["article"] | None] = {
    "tour_completed": "tour",
    "tour_dismissed": "tour",
    "quiz_completed": "quiz",
    "checklist_completed": "checklist",
    "article_read": "article",
    "article_voted": "article",
    "conversation_closed": None,
}
"""The events of our own that something may start on, each with the kind of what it is about."""


class Start(Model):
    """Where and when it starts by itself: on a page where `when` holds, on an event, or never (`manual`)."""

    on: Literal["page", "event", "manual"] = "page"
    when: Condition | None = None
    """Where: what a page knows. Who belongs in `audience`."""
    event: Name | None = None
    """The event that starts it, with `"on": "event"`: one that the host tracks, or one of our own, as tour_completed, quiz_completed or conversation_closed."""
    of: Slug | None = None
    """With an event of our own: the id of the tour, quiz, checklist or article that it is about. Left out, any."""
    delay: Wait | None = None
    """How long the page is left alone first, as in "1s"."""
    share: Annotated[float, Field(gt=0, le=1)] = 1
    """The share of people for whom it starts by itself, always the same ones: 0.1 is one in ten. By hand it starts for everybody."""

    @model_validator(mode="after")
    def check_event(self) -> Start:
        if (self.on == "event") != (self.event is not None):
            raise ValueError('event goes with "on": "event"; say both, or neither')
        if self.of is not None and OWN_STARTS.get(self.event or "") is None:
            raise ValueError(
                f"of goes with an event of our own; one of {', '.join(filter(OWN_STARTS.get, OWN_STARTS))}"
            )
        return self


class Every(Model):
    """Again by itself when this long has passed since it last started."""

    every: Duration


Frequency = Annotated[
    Annotated[Literal["once", "until-completed", "every-visit"], Words] | Annotated[Every, Shape], ByKind
]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TimeOfDay = Annotated[
    str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description='Hours and minutes, as in "09:30".')
]


class Hours(Model):
    """From one time of the day to another, the person's own; past midnight when `to` is the earlier."""

    from_: TimeOfDay = Field(alias="from")
    to: TimeOfDay

    @model_validator(mode="after")
    def check_order(self) -> Hours:
        if self.from_ == self.to:
            raise ValueError("from and to are the same; without hours it is there all day")
        return self


class Schedule(Model):
    """When it is there at all, and when it may start by itself."""

    from_: Instant | None = Field(default=None, alias="from", description="Not there before, by the server's clock.")
    until: Instant | None = None
    """Not there from then on, by the server's clock."""
    days: Annotated[list[Day], Field(min_length=1, max_length=7)] | None = None
    """Starts by itself on these days alone, of the person's own week."""
    hours: Hours | None = None
    """Starts by itself in these hours alone."""

    @model_validator(mode="after")
    def check_order(self) -> Schedule:
        if self.from_ and self.until and self.from_ >= self.until:
            raise ValueError("from is not before until; it would never be there")
        if self.days and len(set(self.days)) < len(self.days):
            raise ValueError("days has a day twice; each of them once")
        return self


Value = Annotated[
    Annotated[str, Words]
    | Annotated[bool, Truth]
    | Annotated[int | float, Number]
    | Annotated[Annotated[list[str], Field(max_length=100)], Several],
    ByKind,
]


class TestEvent(Model):
    """Something that the host tracked of the person."""

    name: Name
    at: Instant | None = None
    """Left out, it has just happened."""
    props: dict[Name, Scalar] = {}


class TestPerson(Model):
    """Who the test is about: what a host says of them, and what they have done."""

    traits: dict[Name, Value] = {}
    account: dict[Name, Value] = {}
    seen: list[Slug] = []
    completed: list[Slug] = []
    dismissed: list[Slug] = []
    active: list[Slug] = []
    passed: list[Slug] = []
    """Quizzes."""
    events: list[TestEvent] = []


class ContentTest(Model):
    """One expectation about who gets it where. `because` names the clause that decided, as in `audience.all[0]`."""

    __test__ = False
    person: TestPerson = TestPerson()
    url: Annotated[str, Field(max_length=2_000)] = "/"
    locale: Locale | None = None
    device: DeviceName | None = None
    now: Instant | None = None
    expect: Literal["eligible", "ineligible"]
    because: Annotated[str, Field(max_length=500)] | None = None


class Startable(Model):
    """What all of them have in common."""

    schema_: SchemaReference = None
    kind: StartableKind
    id: Slug
    was: Annotated[list[Slug], Field(max_length=20)] = []
    """What it was called before: who finished, declined or began it then has done so still."""
    title: Title
    theme: Slug = "default"
    """The id of a theme."""
    audience: Condition | None = None
    """Who gets it: what the server knows of a person. Left out, everybody does."""
    start: Start = Start()
    frequency: Frequency = "once"
    """How often it starts by itself. Who declined it is left alone, whatever it says."""
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    """Of several that could start, the highest does."""
    group: Slug | None = None
    """Of one group, one starts by itself per visit, and none while another is under way."""
    schedule: Schedule | None = None
    tests: Annotated[list[ContentTest], Field(max_length=200)] = []
    """Who is to get it where; `handrail validate` runs them."""
