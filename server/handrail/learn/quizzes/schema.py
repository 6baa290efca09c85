"""The wire of `/v1/quizzes/{quiz}/attempts`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictFloat, StrictInt, StrictStr

from handrail.conditions.authored import Slug
from handrail.content.compiled import ArticlePart, Wire
from handrail.people.schema import AboutMe
from handrail.progress.fold import Progress
from handrail.progress.ingest import Id

AttemptId = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9-]{16,50}$",
        description="A UUID that the page makes.",
        examples=["0b9f2f6c-6a1f-4a53-9d0e-0f8f3f6f0a11"],
    ),
]
Amount = (
    Annotated[StrictInt, Field(ge=-(2**53), le=2**53)]
    | Annotated[StrictFloat, Field(ge=-(2.0**53), le=2.0**53, allow_inf_nan=False)]
)
Answer = StrictBool | Amount | Annotated[StrictStr, Field(max_length=500)] | Annotated[list[Slug], Field(max_length=12)]


class GivenAnswer(Wire):
    """An option's id, several of them, true or false, a text, a number; or true for what was done."""

    question: Slug
    answer: Answer


class AttemptQuiz(AboutMe):
    """The first answer to a question stands; the same again changes nothing. `hash`: of the version that the page has; an attempt is finished on the one it began on.

    `retry_of`: a finished attempt, whose right answers count here, too, where the quiz asks again for what was missed alone. Without answers and
    `finish` nothing is begun: it says how things stand.
    """

    attempt: AttemptId
    run: Id
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", examples=["0" * 32])]
    retry_of: AttemptId | None = None
    answers: Annotated[list[GivenAnswer], Field(max_length=50)] = []
    finish: bool = False
    locale: Annotated[str, Field(max_length=40)] = ""


class ShownOption(Wire):
    """`right` is null where it is not told."""

    id: str
    right: bool | None
    explanation: list[ArticlePart] | None


class ShownResult(Wire):
    """`answer` is what was given, also in the attempt that this one is a retry of; null for nothing. `key` is what would have been right (of several texts the first); null where it is not told. `options`: all, or where that is not told those that were chosen."""

    question: str
    answer: Answer | None
    right: bool
    explanation: list[ArticlePart] | None
    key: Answer | None
    options: list[ShownOption]


class ShownAttempt(Wire):
    """`number` counts the person's attempts at this quiz, `left` those after it (null: any number). `score` is of `results`, `of` all that can be reached.

    `results` come with each answer, or once it is finished, as the quiz says. What is right is told once it was passed, or no attempt is left.
    """

    attempt: str
    number: int
    left: int | None
    finished: bool
    score: int
    of: int
    passed: bool | None
    answered: list[str]
    results: list[ShownResult]
    progress: Progress | None
