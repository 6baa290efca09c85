"""What authors write: one file, one item. `kind` and `id` in each; unknown keys are errors; every key but the essential ones has a default.

Compiled shapes (what a browser gets) are in `compiled.py`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel, TypeAdapter, ValidationError, model_validator

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
from handrail.content.article import Article
from handrail.content.site_help import Contact, HelpSettings, Synonyms, Topic
from handrail.content.snippet import Snippet
from handrail.content.step import Step, Title
from handrail.content.theme import Theme


class Start(Model):
    """Where and when a tour starts by itself: on a page where `when` holds, on an event, or never (`manual`)."""

    on: Literal["page", "event", "manual"] = "page"
    when: Condition | None = None
    """Where: what a page knows. Who belongs in `audience`."""
    event: Name | None = None
    """The event that starts it, with `"on": "event"`."""
    delay: Wait | None = None
    """How long the page is left alone first, as in "1s"."""

    @model_validator(mode="after")
    def check_event(self) -> Start:
        if (self.on == "event") != (self.event is not None):
            raise ValueError('event goes with "on": "event"; say both, or neither')
        return self


class Every(Model):
    """Again by itself when this long has passed since it last started."""

    every: Duration


Frequency = Annotated[
    Annotated[Literal["once", "until-completed", "every-visit"], Words] | Annotated[Every, Shape], ByKind
]


class Goal(Model):
    """What the tour is for: an event of the host, counted in the report."""

    event: Name
    within: Annotated[Duration, Field(description="How long after the start it still counts.")] = "7d"
    hold_out: Annotated[float, Field(ge=0, le=0.5)] = 0
    """The share of people who do not get the tour by itself, to compare with: 0.1 is one in ten."""


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
    """When the tour is there at all, and when it may start by itself."""

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
    events: list[TestEvent] = []


class ContentTest(Model):
    """One expectation about who gets the tour where. `because` names the clause that decided, as in `audience.all[0]`."""

    __test__ = False
    person: TestPerson = TestPerson()
    url: Annotated[str, Field(max_length=2_000)] = "/"
    locale: Locale | None = None
    device: DeviceName | None = None
    now: Instant | None = None
    expect: Literal["eligible", "ineligible"]
    because: Annotated[str, Field(max_length=500)] | None = None


class Tour(Model):
    """A tour: who gets it, where it starts, and its steps."""

    schema_: SchemaReference = None
    kind: Literal["tour"]
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
    pause_when: Condition | None = None
    """While this holds the tour steps aside."""
    goal: Goal | None = None
    steps: Annotated[list[Step], Field(min_length=1, max_length=100)]
    tests: Annotated[list[ContentTest], Field(max_length=200)] = []
    """Who is to get it where; `handrail validate` runs them."""


FieldType = Literal["string", "number", "boolean", "time", "strings"]


class FieldDeclaration(Model):
    """`time` is RFC 3339 text, `strings` a list of texts."""

    type: FieldType
    description: str = ""


Declaration = Annotated[Annotated[FieldType, Words] | Annotated[FieldDeclaration, Shape], ByKind]


def name_type(declaration: FieldType | FieldDeclaration) -> FieldType:
    return declaration.type if isinstance(declaration, FieldDeclaration) else declaration


class EventDeclaration(Model):
    """`props` are what comes along with it."""

    description: str = ""
    props: dict[Name, Declaration] = {}


class Attention(Model):
    """How much may start by itself, for one person and all items together."""

    gap: Wait = "30s"
    """Between the end of one and the start of the next."""
    per_day: Annotated[int, Field(ge=1, le=100, description="In 24 hours.")] = 5
    per_week: Annotated[int, Field(ge=1, le=500, description="In 7 days.")] = 15


class Site(Model):
    """What a site knows: the traits, account fields and events that conditions may name, and its locales, the default first."""

    schema_: SchemaReference = None
    kind: Literal["site"]
    id: Slug
    title: Title
    locales: Annotated[list[Locale], Field(min_length=1, max_length=50)] = ["en"]
    """BCP 47 tags. Texts are written in the first."""
    traits: dict[Name, Declaration] = {}
    """What hosts say about a person."""
    account: dict[Name, Declaration] = {}
    """What hosts say about a person's account."""
    events: dict[Name, EventDeclaration] = {}
    """What hosts track."""
    segments: dict[Name, Condition] = {}
    """Audiences with a name."""
    attention: Attention = Attention()
    topics: Annotated[list[Topic], Field(max_length=100)] = []
    """What articles are about, in the order in which readers see them."""
    synonyms: Synonyms = []
    """Groups of words that a search takes for each other, as in `["refund", "money back"]`."""
    help: HelpSettings = HelpSettings()
    contact: Contact | None = None


TranslationKey = Annotated[
    str,
    Field(
        pattern=r"^(\$schema|title|text|media\.(alt|captions)|steps\.[a-z0-9-]{1,63}\.(title|text|buttons\.[0-9]\.label|media\.(alt|captions))|topics\.[a-z0-9-]{1,63}\.(title|description)|help\.title)$",
        description="title, steps.ID.title, steps.ID.text, steps.ID.buttons.0.label, steps.ID.media.alt or steps.ID.media.captions; of a snippet title, text, media.alt or media.captions; of a site topics.ID.title, topics.ID.description or help.title.",
    ),
]


class Translation(Model):
    """`source` is the hash of the text that was translated: when that changes, `validate` says so."""

    text: Annotated[str, Field(max_length=4_000)]
    source: (
        Annotated[str, Field(pattern=r"^[0-9a-f]{8}$", description="8 hexadecimal digits, given by `validate`.")] | None
    ) = None


class Translations(
    RootModel[dict[TranslationKey, Annotated[Annotated[str, Words] | Annotated[Translation, Shape], ByKind]]]
):
    """The sidecar of an item, `first-invoice.nb.json`: texts by key. What is missing is shown in the source's language."""


Item = Tour | Snippet | Theme | Site | Article
JSON_KINDS: dict[str, type[Item]] = {"site": Site, "snippet": Snippet, "theme": Theme, "tour": Tour}
KINDS: dict[str, type[Item]] = {**JSON_KINDS, "article": Article}


SLUG: TypeAdapter[str] = TypeAdapter(Slug)


def is_slug(text: str) -> bool:
    """Whether it may be the name of a site, an item or a step."""
    try:
        SLUG.validate_python(text)
    except ValidationError:
        return False
    return True
