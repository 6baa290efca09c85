"""The events that Handrail itself records, one class each: its docstring says when it happens, its fields are the event's `props`.

What a host tracks (`handrail.track`) is declared in `site.json` instead. A property that is not named here is dropped.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from handrail.core.clock import from_iso
from handrail.people.preferences import PreferencesChange

Of = tuple[Literal["item", "run", "step"], ...]
CATALOGUE: dict[str, type[Props]] = {}


def check_instant(text: str) -> str:
    """Raises ValueError."""
    from_iso(text)
    return text


class Props(BaseModel):
    """`of`: what the event must name besides itself."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)
    name: ClassVar[str]
    of: ClassVar[Of] = ("item", "run")

    def __init_subclass__(cls) -> None:
        if "name" in vars(cls):
            CATALOGUE[cls.name] = cls


class TourStarted(Props):
    """A run of a tour began, by itself or by hand."""

    name = "tour_started"
    auto: bool = True


class StepShown(Props):
    """A step's card stands before the person."""

    name = "step_shown"
    of = ("item", "run", "step")


class StepCompleted(Props):
    """A step's outcome was reached, or Next was pressed."""

    name = "step_completed"
    of = ("item", "run", "step")


class TourPaused(Props):
    """The tour waits: on another page, for its target, because `pause_when` holds, or because it was withdrawn (`reason`)."""

    name = "tour_paused"
    reason: Annotated[str, Field(max_length=40)] | None = None


class TourResumed(Props):
    """The tour went on; after a decline: the decline was undone. `auto`: it had been put off, and came back by itself."""

    name = "tour_resumed"
    auto: bool = False


class TourCompleted(Props):
    """The tour was walked to its end."""

    name = "tour_completed"


class TourDismissed(Props):
    """Left ("Not now") or declined: this one ("Don't show this again"), or `all` ("No more tours")."""

    name = "tour_dismissed"
    reason: Literal["left", "declined"] = "left"
    all: bool = False


class TourSnoozed(Props):
    """The person put it off ("Remind me tomorrow"): nothing of it shows until then. At most 60 days."""

    name = "tour_snoozed"
    until: Annotated[str, Field(max_length=40), AfterValidator(check_instant)]


class TourHeldOut(Props):
    """It would have started by itself, and did not: the person is in the share that its goal is compared with. Once per person and item."""

    name = "tour_held_out"
    of = ("item",)


class StepFailed(Props):
    """A step could not be shown (its type is unknown, or it threw); the tour went on past it."""

    name = "step_failed"
    of = ("item", "run", "step")
    reason: Annotated[str, Field(max_length=200)] | None = None


class HookFailed(Props):
    """The host's own function did not answer in time, or threw; the tour went on."""

    name = "hook_failed"
    of = ("item", "run", "step")
    hook: Literal["before_step", "after_step"]
    reason: Literal["timeout", "error"]


class TargetMissing(Props):
    """A step's target was not found in time: absent, ambiguous (several matched), or hidden. `locator` is the first of its list, as JSON."""

    name = "target_missing"
    of = ("item", "run", "step")
    locator: object = None
    reason: Literal["absent", "ambiguous", "hidden"] = "absent"


class TourFailed(Props):
    """The tour could not go on and ended: `on_missing` said so, or a fault."""

    name = "tour_failed"
    reason: Annotated[str, Field(max_length=200)] | None = None


class PreferencesChanged(Props, PreferencesChange):
    """The person changed what may start by itself. Only what is named changes."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)
    name = "preferences_changed"
    of = ()


class HelpProps(Props):
    """What somebody did who looked for help, which is kept for whoever helps them next. `locale`: the page's."""

    of: ClassVar[Of] = ("item",)
    locale: Annotated[str, Field(max_length=40)] | None = None


Query = Annotated[str, Field(max_length=200)]


class HelpOpened(HelpProps):
    """The help panel was opened, on `path`: `""` is its home, `articles/refunds` an article."""

    name = "help_opened"
    of = ()
    path: Annotated[str, Field(max_length=300)] = ""


class ArticleRead(HelpProps):
    """An article was opened. `from`: what led to it."""

    name = "article_read"
    from_: Annotated[Literal["panel", "search", "snippet", "link", "answer"], Field(alias="from")] = "panel"


class ArticleVoted(HelpProps):
    """An answer to "Did this help?", with a reason for no. The last one counts."""

    name = "article_voted"
    helped: bool
    reason: Annotated[str, Field(max_length=500)] | None = None


class SnippetOpened(HelpProps):
    """A piece of help on an element, or for the page, was opened."""

    name = "snippet_opened"


class Searched(HelpProps):
    """Somebody looked for `q`, once they paused or chose; `results`: how many they were shown."""

    name = "searched"
    of = ()
    q: Query
    results: Annotated[int, Field(ge=0, le=10_000)]


class ResultOpened(HelpProps):
    """A result of a search for `q` was chosen: the one at `position`, the first being 1."""

    name = "result_opened"
    q: Query
    position: Annotated[int, Field(ge=0, le=10_000)]
    kind: Literal["article", "snippet", "tour"] = "article"


class QuestionAsked(HelpProps):
    """A question was put to the articles; `answered`: they had an answer."""

    name = "question_asked"
    of = ()
    q: Query
    answered: bool
