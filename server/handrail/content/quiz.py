"""What authors write of a quiz: graded, or a finder that leads to an outcome."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from handrail.conditions.authored import Glob, Model, ShortText, Slug
from handrail.conditions.schema import Condition
from handrail.content.snippet import SnippetText
from handrail.content.startable import Start, Startable
from handrail.content.step import Media, Title

Number = Annotated[float, Field(allow_inf_nan=False)]


class Option(Model):
    id: Slug
    text: Annotated[str, Field(min_length=1, max_length=500)]
    media: Media | None = None
    right: bool = False
    explanation: SnippetText | None = None
    """Shown to who chose it, once it was answered."""
    weights: Annotated[dict[Slug, Number], Field(max_length=20)] = {}
    """Of a finder: how much it speaks for each outcome."""
    to: Slug | None = None
    """Of a finder: the question or the outcome that follows."""


class BaseQuestion(Model):
    id: Slug
    was: list[Slug] = []
    """What it was called before."""
    text: Annotated[SnippetText, Field(min_length=1)]
    media: Media | None = None
    hint: SnippetText | None = None
    explanation: SnippetText | None = None
    """Shown once it was answered."""
    points: Annotated[int, Field(ge=1, le=10)] = 1


class Choice(BaseQuestion):
    """One option is right."""

    type: Literal["choice"]
    options: Annotated[list[Option], Field(min_length=2, max_length=12)]
    shuffle: bool = False


class Choices(BaseQuestion):
    """Right when exactly the right options are chosen."""

    type: Literal["choices"]
    options: Annotated[list[Option], Field(min_length=2, max_length=12)]
    shuffle: bool = False


class TrueFalse(BaseQuestion):
    type: Literal["true-false"]
    answer: bool


class ShortAnswer(BaseQuestion):
    """Compared without regard to case, spaces and a full stop."""

    type: Literal["text"]
    accept: Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(min_length=1, max_length=20)]


class NumberAnswer(BaseQuestion):
    type: Literal["number"]
    answer: Number
    tolerance: Annotated[Number, Field(ge=0)] = 0
    unit: ShortText | None = None


class Doing(BaseQuestion):
    """Answered by doing it in the host: when the condition holds."""

    type: Literal["do"]
    when: Condition
    page: Glob | None = None
    """Where it is done."""


QUIZ_QUESTIONS: dict[str, type[BaseQuestion]] = {
    "choice": Choice,
    "choices": Choices,
    "true-false": TrueFalse,
    "text": ShortAnswer,
    "number": NumberAnswer,
    "do": Doing,
}


def name_quiz_question(value: object) -> str | None:
    """The tag of a question's type; `None` when it is none."""
    type_ = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return f"({type_})" if isinstance(type_, str) and type_ in QUIZ_QUESTIONS else None


QuizQuestion = Annotated[
    Annotated[Choice, Tag("(choice)")]
    | Annotated[Choices, Tag("(choices)")]
    | Annotated[TrueFalse, Tag("(true-false)")]
    | Annotated[ShortAnswer, Tag("(text)")]
    | Annotated[NumberAnswer, Tag("(number)")]
    | Annotated[Doing, Tag("(do)")],
    Discriminator(name_quiz_question),
]


ACTION_PARTS = {"tour": "start", "article": "article", "url": "link"}
"""What goes with which `do` of an action."""


class OutcomeAction(Model):
    """What to do where a finder led."""

    label: Annotated[str, Field(min_length=1, max_length=60)]
    do: Literal["start", "article", "link", "contact"]
    tour: Slug | None = None
    article: Slug | None = None
    url: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None
    """A path of the host, as in /settings, or an https or mailto address."""

    @model_validator(mode="after")
    def check_parts(self) -> OutcomeAction:
        for part, act in ACTION_PARTS.items():
            if (self.do == act) != (getattr(self, part) is not None):
                raise ValueError(f'{part} goes with "do": "{act}"; say both, or neither')
        return self


class Outcome(Model):
    """Where a finder leads."""

    id: Slug
    title: Title
    text: SnippetText = ""
    media: Media | None = None
    action: OutcomeAction | None = None


class Quiz(Startable):
    """A quiz: graded on the server, or a finder without right and wrong."""

    kind: Literal["quiz"]
    start: Start = Start(on="manual")
    text: SnippetText = ""
    mode: Literal["graded", "finder"] = "graded"
    questions: Annotated[list[QuizQuestion], Field(min_length=1, max_length=50)]
    pass_: Annotated[Number, Field(ge=0, le=1)] = Field(
        default=0.8, alias="pass", description="The share of the points that passes."
    )
    attempts: Annotated[int, Field(ge=1, le=20)] | None = None
    """How often it may be tried. Left out, any number of times."""
    retry: Literal["missed", "all"] = "missed"
    """What the next attempt asks."""
    feedback: Literal["each", "end"] = "end"
    shuffle: bool = False
    """The order of the questions."""
    outcomes: Annotated[list[Outcome], Field(max_length=20)] = []
