"""What authors write: one file, one item. `kind` and `id` in each; unknown keys are errors; every key but the essential ones has a default.

Compiled shapes (what a browser gets) are in `compiled.py`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, RootModel, Tag, model_validator

from handrail.conditions.schema import (
    ByKind,
    Condition,
    DeviceName,
    Duration,
    Glob,
    Instant,
    Locale,
    Locator,
    Locators,
    Model,
    Name,
    Number,
    Scalar,
    Several,
    Shape,
    Slug,
    Truth,
    Words,
)

Text = Annotated[
    str,
    Field(
        max_length=4_000,
        description='Markdown: emphasis, code, lists and links; HTML stays literal. {{ trait | default: "you" }} is filled in.',
    ),
]
Title = Annotated[str, Field(min_length=1, max_length=200)]
SchemaReference = Annotated[str | None, Field(alias="$schema", description="Where an editor finds the JSON Schema.")]
Placement = Literal[
    "top",
    "top-start",
    "top-end",
    "right",
    "right-start",
    "right-end",
    "bottom",
    "bottom-start",
    "bottom-end",
    "left",
    "left-start",
    "left-end",
]


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


Frequency = Annotated[
    Annotated[Literal["once", "until-completed", "every-visit"], Words] | Annotated[Every, Shape], ByKind
]


class Goal(Model):
    event: Name
    within: Duration = "7d"


class Advance(Model):
    """What moves a step on. `when` alone: as soon as the condition holds; with `on`: then, if it holds."""

    on: Literal["next", "click", "change", "key", "event"] | None = None
    when: Condition | None = None
    key: (
        Annotated[str, Field(min_length=1, max_length=20, description='A `KeyboardEvent.key`, as in "Enter".')] | None
    ) = None
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


Next = Annotated[
    Annotated[Slug, Words] | Annotated[Annotated[list[Branch], Field(min_length=1, max_length=20)], Several], ByKind
]


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
    next: Next | None = Field(default=None, description="Where to go from here; without it, the step that follows.")


class Spotlight(BaseStep):
    """Points at one element. `blocked` (default when Next advances): the rest is dimmed and inert; `open`: a ring and the card only."""

    type: Literal["spotlight"] = "spotlight"
    target: Annotated[Annotated[Locator, Shape] | Annotated[Locators, Several], ByKind]
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


STEPS: dict[str, type[BaseStep]] = {"spotlight": Spotlight, "modal": Modal, "hidden": Hidden}


def name_step_type(value: object) -> str | None:
    """The tag of a step's type; `None` when it is none."""
    type_ = value.get("type", "spotlight") if isinstance(value, dict) else getattr(value, "type", None)
    return f"({type_})" if isinstance(type_, str) and type_ in STEPS else None


Step = Annotated[
    Annotated[Spotlight, Tag("(spotlight)")] | Annotated[Modal, Tag("(modal)")] | Annotated[Hidden, Tag("(hidden)")],
    Discriminator(name_step_type),
]


Value = Annotated[
    Annotated[str, Words]
    | Annotated[bool, Truth]
    | Annotated[int | float, Number]
    | Annotated[Annotated[list[str], Field(max_length=100)], Several],
    ByKind,
]


class TestEvent(Model):
    name: Name
    at: Instant | None = None
    props: dict[Name, Scalar] = {}


class TestPerson(Model):
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


Declaration = Annotated[Annotated[FieldType, Words] | Annotated[FieldDeclaration, Shape], ByKind]


def name_type(declaration: FieldType | FieldDeclaration) -> FieldType:
    return declaration.type if isinstance(declaration, FieldDeclaration) else declaration


class EventDeclaration(Model):
    description: str = ""
    props: dict[Name, Declaration] = {}


class Site(Model):
    """What a site knows: the traits, account fields and events that conditions may name, and its locales, the default first."""

    schema_: SchemaReference = None
    kind: Literal["site"]
    id: Slug
    title: Title
    locales: Annotated[list[Locale], Field(min_length=1, max_length=50)] = ["en"]
    traits: dict[Name, Declaration] = {}
    account: dict[Name, Declaration] = {}
    events: dict[Name, EventDeclaration] = {}
    segments: dict[Name, Condition] = {}


TranslationKey = Annotated[
    str,
    Field(
        pattern=r"^(\$schema|title|steps\.[a-z0-9-]{1,63}\.(title|text|buttons\.[0-9]\.label))$",
        description="title, steps.ID.title, steps.ID.text or steps.ID.buttons.0.label.",
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


Item = Tour | Theme | Site
KINDS: dict[str, type[Tour] | type[Theme] | type[Site]] = {"site": Site, "theme": Theme, "tour": Tour}
