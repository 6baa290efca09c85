"""The events that Handrail itself records, one class each: its docstring says when it happens, its fields are the event's `props`.

What every run has is one class for all kinds that start, and recorded as `<kind>_<what>`.

What a host tracks (`handrail.track`) is declared in `site.json` instead. A property that is not named here is dropped.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from handrail.content.startable import STARTABLE_KINDS
from handrail.core.clock import from_iso
from handrail.people.preferences import PreferencesChange
from handrail.progress.outline import Outline

Of = tuple[Literal["item", "run", "step"], ...]
By = Literal["page", "server"]
CATALOGUE: dict[str, type[Props]] = {}
LARGEST_PROPS = 2_000


def check_instant(text: str) -> str:
    """Raises ValueError."""
    from_iso(text)
    return text


class Props(BaseModel):
    """`of`: what the event must name besides itself. `by`: who records it; what the server alone does is refused from pages.

    `largest`: its props, in bytes of JSON.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)
    name: ClassVar[str]
    of: ClassVar[Of] = ("item", "run")
    by: ClassVar[By] = "page"
    largest: ClassVar[int] = LARGEST_PROPS

    def __init_subclass__(cls) -> None:
        if "name" in vars(cls):
            CATALOGUE[cls.name] = cls


class RunProps(Props):
    """Of a run of whatever starts, recorded as `<kind>_<what>`: `tour_started`, `quiz_started`."""

    what: ClassVar[str]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "what" in vars(cls):
            CATALOGUE.update({f"{kind}_{cls.what}": cls for kind in STARTABLE_KINDS})


class Started(RunProps):
    """A run began, by itself or by hand."""

    what = "started"
    auto: bool = True


class Paused(RunProps):
    """It waits: on another page, for its target, because `pause_when` holds, because a modal is in its way, or because it was withdrawn (`reason`)."""

    what = "paused"
    reason: Annotated[str, Field(max_length=40)] | None = None


class Resumed(RunProps):
    """It went on; after a decline: the decline was undone. `auto`: it had been put off, and came back by itself."""

    what = "resumed"
    auto: bool = False


class Completed(RunProps):
    """It was gone through to its end."""

    what = "completed"


class QuizCompleted(Completed):
    """It was gone through to its end. `passed` and `score` (of `of`) are what the page was told, `outcome` is where a finder led; what counts is `quiz_graded`."""

    name = "quiz_completed"
    passed: bool | None = None
    score: float | None = None
    of_: Annotated[float | None, Field(alias="of")] = None
    outcome: Annotated[str, Field(max_length=63)] | None = None


class Dismissed(RunProps):
    """Left ("Not now") or declined: this one ("Don't show this again"), or `all` ("No more tours")."""

    what = "dismissed"
    reason: Literal["left", "declined"] = "left"
    all: bool = False


class Snoozed(RunProps):
    """The person put it off ("Remind me tomorrow"): nothing of it shows until then. At most 60 days."""

    what = "snoozed"
    until: Annotated[str, Field(max_length=40), AfterValidator(check_instant)]


class HeldOut(RunProps):
    """It would have started by itself, and did not: the person is in the share that its goal is compared with. Once per person and item."""

    what = "held_out"
    of = ("item",)


class Failed(RunProps):
    """It could not go on and ended: `on_missing` said so, or a fault."""

    what = "failed"
    reason: Annotated[str, Field(max_length=200)] | None = None


class StepShown(Props):
    """A step's card stands before the person."""

    name = "step_shown"
    of = ("item", "run", "step")


class StepCompleted(Props):
    """A step's outcome was reached, or Next was pressed."""

    name = "step_completed"
    of = ("item", "run", "step")


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


class TargetProps(Props):
    """Where the page has outgrown a step. `locator` is the first of its list, as JSON; `outline` is what stands around the place now."""

    of = ("item", "run", "step")
    largest = 2 * LARGEST_PROPS
    locator: object = None
    outline: Outline = []


class TargetMissing(TargetProps):
    """A step's target was not found in time: absent, ambiguous (several matched), or hidden. `locator` is the first of its list, `outline` what stands there instead."""

    name = "target_missing"
    reason: Literal["absent", "ambiguous", "hidden"] = "absent"


class TargetHealed(TargetProps):
    """A step's target was found, but not by the first locator of its list (`locator`); `by` is the number of the one that found it, the first being 1. Once per step and run."""

    name = "target_healed"
    by_: Annotated[int, Field(alias="by", ge=2, le=10)]


class QuizGraded(Props):
    """An attempt at a quiz was finished, and this is what it came to: the server says so. `number`: the how manyth it was; `score` of `of` points."""

    name = "quiz_graded"
    by = "server"
    attempt: Annotated[str, Field(max_length=64)]
    number: int
    score: float
    of_: Annotated[float, Field(alias="of")]
    passed: bool


class QuestionAnswered(Props):
    """A question (`step`) was answered, in a finder or in a survey that is not anonymous. What the answer was is not in it."""

    name = "question_answered"
    of = ("item", "run", "step")


class ChecklistItemCompleted(Props):
    """An entry of a checklist (`step`) is done: by hand, or what it waits for came to be."""

    name = "checklist_item_completed"
    of = ("item", "run", "step")
    by_hand: bool = False


class ChecklistItemReopened(Props):
    """An entry of a checklist (`step`) was ticked off by hand, and that was taken back."""

    name = "checklist_item_reopened"
    of = ("item", "run", "step")


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
