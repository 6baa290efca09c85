"""What authors write: one file, one item. `kind` and `id` in each; unknown keys are errors; every key but the essential ones has a default.

Compiled shapes (what a browser gets) are in `compiled.py`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, RootModel, Tag, TypeAdapter, ValidationError, model_validator

from handrail.conditions.authored import (
    ByKind,
    Duration,
    Glob,
    Instant,
    Locale,
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
from handrail.conditions.locator import Locator, Locators
from handrail.conditions.schema import Condition, DeviceName

Text = Annotated[
    str,
    Field(
        max_length=4_000,
        description='Markdown: emphasis, code, lists and links; no HTML. {{ trait | default: "you" }} is filled in.',
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
    """Where: what a page knows. Who belongs in `audience`."""
    event: Name | None = None
    """The event that starts it, with `"on": "event"`."""
    delay: Duration | None = None
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


class Advance(Model):
    """What moves a step on. `when` alone: as soon as the condition holds; with `on`: then, if it holds."""

    on: Literal["next", "click", "change", "key", "event"] | None = None
    """`next`: the button. `click` and `change`: on the target. `key`: one that is pressed. `event`: one that the host tracks."""
    when: Condition | None = None
    key: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    """A `KeyboardEvent.key`, as in "Enter"."""
    event: Name | None = None

    @model_validator(mode="after")
    def check_parts(self) -> Advance:
        if self.on is None and self.when is None:
            raise ValueError("needs on, when, or both")
        if (self.on == "key") != (self.key is not None):
            raise ValueError('key goes with "on": "key"; say both, or neither')
        if (self.on == "event") != (self.event is not None):
            raise ValueError('event goes with "on": "event"; say both, or neither')
        return self


class OnMissing(Model):
    """What to do when the target is not there `after` this long. `wait` waits as long again, then pauses."""

    after: Duration = "8s"
    do: Literal["wait", "skip", "float", "pause", "end"] = "pause"


class Branch(Model):
    """One way on. The first whose `if` holds is taken; when none does, the step that follows."""

    if_: Condition | None = Field(default=None, alias="if")
    to: Annotated[Slug, Field(description="The id of a step.")]


Next = Annotated[
    Annotated[Slug, Words] | Annotated[Annotated[list[Branch], Field(min_length=1, max_length=20)], Several], ByKind
]


class Button(Model):
    """What a card has to press."""

    label: Annotated[str, Field(min_length=1, max_length=60)]
    do: Literal["next", "back", "complete", "dismiss", "start", "go"]
    """`start` completes this tour and starts another; `go` leads to another step."""
    tour: Slug | None = None
    """The tour to start."""
    to: Slug | None = None
    """The step to go to."""

    @model_validator(mode="after")
    def check_parts(self) -> Button:
        if (self.do == "start") != (self.tour is not None):
            raise ValueError('tour goes with "do": "start"; say both, or neither')
        if (self.do == "go") != (self.to is not None):
            raise ValueError('to goes with "do": "go"; say both, or neither')
        return self


class BaseStep(Model):
    id: Slug
    was: list[Slug] = []
    """What it was called before, so that who is at it stays there."""
    page: Glob | None = None
    """The path it belongs to; elsewhere the tour is paused. `*` stands for any characters."""
    if_: Condition | None = Field(default=None, alias="if")
    """Otherwise it is passed over."""
    next: Next | None = None
    """Where to go from here; without it, the step that follows."""


class Spotlight(BaseStep):
    """Points at one element. `blocked` (default when Next advances): the rest is dimmed and inert; `open`: a ring and the card only."""

    type: Literal["spotlight"] = "spotlight"
    target: Annotated[Annotated[Locator, Shape] | Annotated[Locators, Several], ByKind]
    """How to find the element: one way, or several from most to least trusted."""
    title: Title
    text: Text = ""
    placement: Placement = "bottom"
    interaction: Literal["blocked", "open"] | None = None
    """Whether the user can work with the page meanwhile. Left out, `advance` decides."""
    advance: Advance = Advance(on="next")
    on_missing: OnMissing = OnMissing()
    buttons: Annotated[list[Button], Field(max_length=3)] = []
    """Instead of Next."""


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
    title: Title
    theme: Literal["default"] = "default"
    audience: Condition | None = None
    """Who gets it: what the server knows of a person. Left out, everybody does."""
    start: Start = Start()
    frequency: Frequency = "once"
    """How often it starts by itself. Who declined it is left alone, whatever it says."""
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    """Of several that could start, the highest does."""
    group: Slug | None = None
    pause_when: Condition | None = None
    """While this holds the tour steps aside."""
    goal: Goal | None = None
    steps: Annotated[list[Step], Field(min_length=1, max_length=100)]
    tests: Annotated[list[ContentTest], Field(max_length=200)] = []
    """Who is to get it where; `handrail validate` runs them."""


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


def is_slug(text: str) -> bool:
    """Whether it may be the name of a site, an item or a step."""
    try:
        TypeAdapter(Slug).validate_python(text)
    except ValidationError:
        return False
    return True
