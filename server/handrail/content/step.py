"""What authors write of one step: its type, its target, its texts, media and buttons, and what moves it on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from handrail.conditions.authored import ByKind, Duration, Glob, Model, Name, Several, Shape, Slug, Words
from handrail.conditions.locator import Locator, Locators
from handrail.conditions.schema import Condition

Text = Annotated[
    str,
    Field(
        max_length=4_000,
        description='Markdown: emphasis, code, lists and links; no HTML. {{ trait | default: "you" }} is filled in.',
    ),
]
LinkedText = Annotated[
    str,
    Field(
        max_length=4_000,
        description='Markdown: emphasis, code, lists and links, also to article:ID, tour:ID, quiz:ID, checklist:ID and contact:; no HTML. {{ trait | default: "you" }} is filled in.',
    ),
]
Title = Annotated[str, Field(min_length=1, max_length=200)]
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
Target = Annotated[Annotated[Locator, Shape] | Annotated[Locators, Several], ByKind]


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


NEXT = Advance(on="next")


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
Act = Literal["next", "back", "complete", "dismiss", "start", "go", "snooze", "link", "article", "track", "contact"]
Pause = Literal["hour", "day", "week"]
PARTS: dict[str, str] = {
    "tour": "start",
    "to": "go",
    "for_": "snooze",
    "url": "link",
    "article": "article",
    "event": "track",
}
"""What goes with which `do` of a button."""


class Button(Model):
    """What a card has to press."""

    label: Annotated[str, Field(min_length=1, max_length=60)]
    do: Act
    """`start` completes this tour and starts another; `go` leads to another step; `snooze` comes back later; `track` records an event, then goes on;
    `article` opens one in the help panel and `contact` the way to a person, and the step stays."""
    tour: Slug | None = None
    """What to start: a tour, or a quiz, checklist, survey or announcement."""
    to: Slug | None = None
    """The step to go to."""
    for_: Pause | None = Field(
        default=None, alias="for", description="How long it sleeps: an hour, until tomorrow, or a week."
    )
    url: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None
    """A path of the host, as in /settings, or an https or mailto address. Another origin opens in a new tab."""
    article: Slug | None = None
    """The article to open."""
    event: Name | None = None
    """The event to track, as `site.json` declares it."""

    @model_validator(mode="after")
    def check_parts(self) -> Button:
        for part, act in PARTS.items():
            if (self.do == act) != (getattr(self, part) is not None):
                raise ValueError(f'{part.rstrip("_")} goes with "do": "{act}"; say both, or neither')
        return self


Address = Annotated[
    str,
    Field(
        min_length=1,
        max_length=500,
        description="A file of the folder, relative to this one, as in media/new.png; or an https:// address.",
    ),
]


class Media(Model):
    """An image, or a video with its captions."""

    image: Address | None = None
    """PNG, JPEG, GIF, WebP or AVIF, at most 2 MB."""
    video: Address | None = None
    """MP4 or WebM, at most 25 MB."""
    captions: Address | None = None
    """WebVTT, at most 200 kB: what is said in the video."""
    alt: Annotated[str, Field(max_length=500)]
    """What it shows, for those who do not see it. "" when an image only decorates."""

    @model_validator(mode="after")
    def check_parts(self) -> Media:
        if (self.image is None) == (self.video is None):
            raise ValueError("needs exactly one of image, video")
        if self.captions is not None and self.video is None:
            raise ValueError("captions go with a video; say both, or neither")
        if self.video is not None and not self.alt.strip():
            raise ValueError("alt is empty; say in a sentence what the video shows")
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


class Card(BaseStep):
    """A step that says something."""

    title: Title
    text: Text = ""
    media: Media | None = None
    buttons: Annotated[list[Button], Field(max_length=3)] = []
    """Instead of Next."""


class Pointing(Card):
    """A step about one element."""

    target: Target
    """How to find the element: one way, or several from most to least trusted."""
    placement: Placement = "bottom"
    advance: Advance = NEXT
    on_missing: OnMissing = OnMissing()


class Spotlight(Pointing):
    """Points at one element. `blocked` (default when Next advances): the rest is dimmed and inert; `open`: a ring and the card only."""

    type: Literal["spotlight"] = "spotlight"
    highlights: Annotated[list[Target], Field(max_length=5)] = []
    """More elements that get a ring, where they are there."""
    padding: Annotated[int, Field(ge=0, le=40, description="Air between an element and its ring, CSS px.")] = 6
    radius: (
        Annotated[int, Field(ge=0, le=40, description="Of the ring, CSS px. Left out, the element's own.")] | None
    ) = None
    interaction: Literal["blocked", "open"] | None = None
    """Whether the user can work with the page meanwhile. Left out, `advance` decides."""


class Tooltip(Pointing):
    """A small button beside an element; the card opens when it is hovered over, focused or pressed."""

    type: Literal["tooltip"]


class Modal(Card):
    """A dialog in the middle of the page."""

    type: Literal["modal"]


class QuizStep(Card):
    """A quiz in the middle of the page. It goes on once an attempt is finished; `next` can ask whether it was passed."""

    type: Literal["quiz"]
    quiz: Slug
    """The id of the quiz."""


class SlideOut(Card):
    """A card at the bottom end corner, beside the work."""

    type: Literal["slide-out"]
    advance: Advance = NEXT


class Banner(Card):
    """A bar over the width of the page."""

    type: Literal["banner"]
    position: Literal["top", "bottom"] = "bottom"
    advance: Advance = NEXT


class Hidden(BaseStep):
    """Shows nothing; goes on when its condition holds."""

    type: Literal["hidden"]
    advance: Advance


STEPS: dict[str, type[BaseStep]] = {
    "spotlight": Spotlight,
    "tooltip": Tooltip,
    "modal": Modal,
    "quiz": QuizStep,
    "slide-out": SlideOut,
    "banner": Banner,
    "hidden": Hidden,
}


def name_step_type(value: object) -> str | None:
    """The tag of a step's type; `None` when it is none."""
    type_ = value.get("type", "spotlight") if isinstance(value, dict) else getattr(value, "type", None)
    return f"({type_})" if isinstance(type_, str) and type_ in STEPS else None


Step = Annotated[
    Annotated[Spotlight, Tag("(spotlight)")]
    | Annotated[Tooltip, Tag("(tooltip)")]
    | Annotated[Modal, Tag("(modal)")]
    | Annotated[QuizStep, Tag("(quiz)")]
    | Annotated[SlideOut, Tag("(slide-out)")]
    | Annotated[Banner, Tag("(banner)")]
    | Annotated[Hidden, Tag("(hidden)")],
    Discriminator(name_step_type),
]


ShownStep = Spotlight | Tooltip | Modal | QuizStep | SlideOut | Banner
"""What has a card."""


def advance_of(step: Step) -> Advance:
    return NEXT if isinstance(step, Modal | QuizStep) else step.advance
