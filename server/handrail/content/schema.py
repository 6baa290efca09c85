"""What authors write: one file, one item. `kind` and `id` in each; unknown keys are errors; every key but the essential ones has a default.

Compiled shapes (what a browser gets) are in `compiled.py`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Discriminator, Field, Tag, model_validator

from handrail.conditions.schema import Condition, Duration, Glob, Locale, Locator, Model, Name, Scalar, Slug

Text = Annotated[str, Field(max_length=4_000, description="Markdown: emphasis, code, lists and links; HTML stays literal. {{ trait | default: \"you\" }} is filled in.")]
Title = Annotated[str, Field(min_length=1, max_length=200)]
SchemaReference = Annotated[str | None, Field(alias="$schema", description="Where an editor finds the JSON Schema.")]
Placement = Literal["top", "top-start", "top-end", "right", "right-start", "right-end", "bottom", "bottom-start", "bottom-end", "left", "left-start", "left-end"]


class Start(Model):
    """Where and when a tour starts by itself: on a page where `when` holds, on an event, or never (`manual`)."""

    on: Literal["page", "event", "manual"] = "page"
    when: Condition | None = None
    event: Name | None = None
    delay: Duration | None = None

    @model_validator(mode="after")
    def check_event(self) -> Start:
        if (self.on == "event") != (self.event is not None):
            raise ValueError('event goes with "on": "event"')
        return self


class Every(Model):
    """Again by itself when this long has passed since it last started."""

    every: Duration


Frequency = Literal["once", "until-completed", "every-visit"] | Every


class Goal(Model):
    event: Name
    within: Duration = "7d"


class Advance(Model):
    """What moves a step on. `when` alone: as soon as the condition holds; with `on`: then, if it holds."""

    on: Literal["next", "click", "change", "key", "event"] | None = None
    when: Condition | None = None
    key: Annotated[str, Field(min_length=1, max_length=20, description='A `KeyboardEvent.key`, as in "Enter".')] | None = None
    event: Name | None = None

    @model_validator(mode="after")
    def check_parts(self) -> Advance:
        if self.on is None and self.when is None:
            raise ValueError("needs on, when, or both")
        if (self.on == "key") != (self.key is not None):
            raise ValueError('key goes with "on": "key"')
        if (self.on == "event") != (self.event is not None):
            raise ValueError('event goes with "on": "event"')
        return self


class OnMissing(Model):
    """What to do when the target is not there `after` this long. `wait` waits as long again, then pauses."""

    after: Duration = "8s"
    do: Literal["wait", "skip", "float", "pause", "end"] = "pause"


class Branch(Model):
    if_: Condition | None = Field(default=None, alias="if")
    to: Slug


class Button(Model):
    label: Annotated[str, Field(min_length=1, max_length=60)]
    do: Literal["next", "back", "complete", "dismiss", "start", "go"]
    tour: Slug | None = None
    to: Slug | None = None

    @model_validator(mode="after")
    def check_parts(self) -> Button:
        if (self.do == "start") != (self.tour is not None):
            raise ValueError('tour goes with "do": "start"')
        if (self.do == "go") != (self.to is not None):
            raise ValueError('to goes with "do": "go"')
        return self


class BaseStep(Model):
    id: Slug
    was: list[Slug] = []
    page: Glob | None = None
    if_: Condition | None = Field(default=None, alias="if")
    next: Slug | Annotated[list[Branch], Field(min_length=1, max_length=20)] | None = None


class Spotlight(BaseStep):
    """Points at one element. `blocked` (default when Next advances): the rest is dimmed and inert; `open`: a ring and the card only."""

    type: Literal["spotlight"] = "spotlight"
    target: Locator | Annotated[list[Locator], Field(min_length=1, max_length=10)]
    title: Title
    text: Text = ""
    placement: Placement = "bottom"
    interaction: Literal["blocked", "open"] | None = None
    advance: Advance = Advance(on="next")
    on_missing: OnMissing = OnMissing()
    buttons: Annotated[list[Button], Field(max_length=3)] = []


class Modal(BaseStep):
    """A dialog in the middle of the page."""

    type: Literal["modal"]
    title: Title
    text: Text = ""
    buttons: Annotated[list[Button], Field(max_length=3)] = []


class Hidden(BaseStep):
    """Shows nothing; goes on when its condition holds."""

    type: Literal["hidden"]
    advance: Advance


def name_step_type(value: object) -> str:
    if isinstance(value, dict):
        type_ = value.get("type", "spotlight")
        return type_ if isinstance(type_, str) else "?"
    return str(getattr(value, "type", "spotlight"))


Step = Annotated[Annotated[Spotlight, Tag("spotlight")] | Annotated[Modal, Tag("modal")] | Annotated[Hidden, Tag("hidden")], Discriminator(name_step_type)]


class TestEvent(Model):
    name: Name
    at: Annotated[AwareDatetime, Field(strict=False)] | None = None
    props: dict[Name, Scalar] = {}


class TestPerson(Model):
    traits: dict[Name, Scalar | list[str]] = {}
    account: dict[Name, Scalar | list[str]] = {}
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
    device: Literal["phone", "tablet", "desktop"] | None = None
    now: Annotated[AwareDatetime, Field(strict=False)] | None = None
    expect: Literal["eligible", "ineligible"]
    because: str | None = None


class Tour(Model):
    schema_: SchemaReference = None
    kind: Literal["tour"]
    id: Slug
    title: Title
    theme: Literal["default"] = "default"
    audience: Condition | None = None
    start: Start = Start()
    frequency: Frequency = "once"
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    group: Slug | None = None
    pause_when: Condition | None = None
    goal: Goal | None = None
    steps: Annotated[list[Step], Field(min_length=1, max_length=100)]
    tests: Annotated[list[ContentTest], Field(max_length=200)] = []


Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="#rrggbb")]


class Theme(Model):
    """Design tokens of the widgets. Only `default` for now; what is not said here is the built-in look."""

    schema_: SchemaReference = None
    kind: Literal["theme"]
    id: Literal["default"]
    scheme: Literal["auto", "light", "dark"] = "auto"
    accent: Colour | None = None
    accent_dark: Colour | None = None
    radius: Annotated[int, Field(ge=0, le=24, description="CSS px")] | None = None


FieldType = Literal["string", "number", "boolean", "time", "strings"]


class FieldDeclaration(Model):
    type: FieldType
    description: str = ""


class EventDeclaration(Model):
    description: str = ""
    props: dict[Name, FieldType | FieldDeclaration] = {}


class Site(Model):
    """What a site knows: the traits, account fields and events that conditions may name, and its locales, the default first."""

    schema_: SchemaReference = None
    kind: Literal["site"]
    id: Slug
    title: Title
    locales: Annotated[list[Locale], Field(min_length=1, max_length=50)] = ["en"]
    traits: dict[Name, FieldType | FieldDeclaration] = {}
    account: dict[Name, FieldType | FieldDeclaration] = {}
    events: dict[Name, EventDeclaration | dict[Name, FieldType | FieldDeclaration]] = {}
    segments: dict[Name, Condition] = {}


Item = Annotated[Tour | Theme | Site, Field(discriminator="kind")]
KINDS: dict[str, type[Tour] | type[Theme] | type[Site]] = {"tour": Tour, "theme": Theme, "site": Site}

