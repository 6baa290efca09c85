"""What a browser gets of a quiz, a survey and a checklist: one locale, texts as a small node tree. Of a quiz nothing that says what is right."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handrail.conditions.schema import Condition
from handrail.content.compiled import ArticlePart, CompiledMedia, CompiledTour, Sparse, Wire


class CompiledOption(Sparse):
    """`weights` and `to` are a finder's."""

    id: str
    text: list[ArticlePart]
    media: CompiledMedia | None = None
    weights: dict[str, float] | None = None
    to: str | None = None


class CompiledQuestion(Sparse):
    """`options` of a choice; `unit` of a number; `when` and `page` of what is done in the host."""

    id: str
    type: Literal["choice", "choices", "true-false", "text", "number", "do"]
    text: list[ArticlePart]
    media: CompiledMedia | None = None
    hint: list[ArticlePart] | None = None
    points: int = 1
    shuffle: bool = False
    options: list[CompiledOption] | None = None
    unit: str | None = None
    when: Condition | None = None
    page: str | None = None


class CompiledAction(Sparse):
    label: str
    do: Literal["start", "article", "link", "contact"]
    tour: str | None = None
    article: str | None = None
    url: str | None = None


class CompiledOutcome(Sparse):
    id: str
    title: str
    text: list[ArticlePart] = []
    media: CompiledMedia | None = None
    action: CompiledAction | None = None


class CompiledQuiz(Wire):
    """`attempts` null: any number of them. `pass` is a share of the points. `outcomes` are a finder's."""

    kind: Literal["quiz"]
    id: str
    locale: str
    title: str
    theme: str = "default"
    text: list[ArticlePart] = []
    mode: Literal["graded", "finder"] = "graded"
    feedback: Literal["each", "end"] = "end"
    retry: Literal["missed", "all"] = "missed"
    attempts: int | None = None
    pass_: float = Field(default=0.8, alias="pass")
    shuffle: bool = False
    questions: list[CompiledQuestion]
    outcomes: list[CompiledOutcome] = []


class CompiledAnswerIs(Sparse):
    """One operator beside `answer`, which is the id of an earlier question."""

    answer: str
    is_: str | int | float | bool | None = Field(default=None, alias="is")
    is_not: str | int | float | bool | None = None
    in_: list[str | int | float | bool] | None = Field(default=None, alias="in")
    not_in: list[str | int | float | bool] | None = None
    gt: int | float | str | None = None
    gte: int | float | str | None = None
    lt: int | float | str | None = None
    lte: int | float | str | None = None
    contains: str | int | float | bool | None = None
    exists: bool | None = None


class CompiledPollOption(Wire):
    id: str
    text: str


class CompiledSurveyQuestion(Sparse):
    """`nps` is 0 to 10, `csat` 1 to 5, `ces` 1 to 7, with what the lowest and the highest say. `options` and `several` of a poll; `text` is in one line."""

    id: str
    type: Literal["nps", "csat", "ces", "poll", "text"]
    text: list[ArticlePart]
    required: bool = False
    if_: CompiledAnswerIs | None = Field(default=None, alias="if")
    low: str | None = None
    high: str | None = None
    options: list[CompiledPollOption] | None = None
    several: bool = False
    placeholder: str | None = None


class CompiledSurvey(Wire):
    """`anonymous`: an answer is sent without the person's token."""

    kind: Literal["survey"]
    id: str
    locale: str
    title: str
    theme: str = "default"
    text: list[ArticlePart] = []
    anonymous: bool = False
    thanks: list[ArticlePart] = []
    questions: list[CompiledSurveyQuestion]


class CompiledEntry(Sparse):
    """It leads to a tour, an article, an address or a quiz, or to nothing. Done when `done` holds; without it by what it leads to; `by_hand` by hand, too."""

    id: str
    was: list[str] | None = None
    title: str
    text: list[ArticlePart] = []
    tour: str | None = None
    article: str | None = None
    url: str | None = None
    quiz: str | None = None
    done: Condition | None = None
    by_hand: bool = False
    after: list[str] | None = None
    optional: bool = False


class CompiledChecklist(Wire):
    kind: Literal["checklist"]
    id: str
    locale: str
    title: str
    theme: str = "default"
    text: list[ArticlePart] = []
    ordered: bool = False
    finish: str | None = None
    items: Annotated[list[CompiledEntry], Field(min_length=1)]


CompiledStartable = CompiledTour | CompiledQuiz | CompiledSurvey | CompiledChecklist
"""What a page gets of anything that starts. An announcement is a tour of one step."""
