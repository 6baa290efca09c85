"""What authors write of a survey: questions to people, one at a time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from handrail.conditions.authored import Model, Slug
from handrail.conditions.schema import Comparison
from handrail.content.snippet import SnippetText
from handrail.content.startable import Startable

QuestionText = Annotated[
    str, Field(min_length=1, max_length=500, description="Markdown in one line: emphasis, code and links.")
]
Label = Annotated[str, Field(min_length=1, max_length=60)]


class AnswerIs(Comparison):
    """Asked only if the answer to an earlier question is so: `{ "answer": "score", "lte": 6 }`."""

    answer: Slug
    """The id of an earlier question. Of a choice of several: `contains`."""


class BaseQuestion(Model):
    id: Slug
    text: QuestionText
    required: bool = False
    """Otherwise it can be passed over."""
    if_: AnswerIs | None = Field(default=None, alias="if")


class Scale(BaseQuestion):
    low: Label | None = None
    """What its lowest number says, as in "Not at all likely"."""
    high: Label | None = None


class Nps(Scale):
    """How likely somebody is to recommend: 0 to 10."""

    type: Literal["nps"]


class Csat(Scale):
    """How content somebody is: 1 to 5."""

    type: Literal["csat"]


class Ces(Scale):
    """How easy it was: 1 to 7."""

    type: Literal["ces"]


class PollOption(Model):
    id: Slug
    text: Annotated[str, Field(min_length=1, max_length=200)]


class Poll(BaseQuestion):
    """One of several options, or some of them."""

    type: Literal["poll"]
    options: Annotated[list[PollOption], Field(min_length=2, max_length=12)]
    several: bool = False


class FreeText(BaseQuestion):
    """In their own words, 2,000 characters at most."""

    type: Literal["text"]
    placeholder: Annotated[str, Field(max_length=100)] | None = None


SURVEY_QUESTIONS: dict[str, type[BaseQuestion]] = {"nps": Nps, "csat": Csat, "ces": Ces, "poll": Poll, "text": FreeText}
SCALES: dict[str, tuple[int, int]] = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
LONGEST_ANSWER = 2_000


def name_survey_question(value: object) -> str | None:
    """The tag of a question's type; `None` when it is none."""
    type_ = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return f"({type_})" if isinstance(type_, str) and type_ in SURVEY_QUESTIONS else None


SurveyQuestion = Annotated[
    Annotated[Nps, Tag("(nps)")]
    | Annotated[Csat, Tag("(csat)")]
    | Annotated[Ces, Tag("(ces)")]
    | Annotated[Poll, Tag("(poll)")]
    | Annotated[FreeText, Tag("(text)")],
    Discriminator(name_survey_question),
]


class Survey(Startable):
    """A survey. `anonymous`: what is answered is kept without anything that leads to who did."""

    kind: Literal["survey"]
    text: SnippetText = ""
    anonymous: bool = False
    questions: Annotated[list[SurveyQuestion], Field(min_length=1, max_length=10)]
    thanks: SnippetText = ""
    """What stands there in the end. Left out, our own word of thanks."""
