"""The wire of `POST /v1/surveys/{id}/responses`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from handrail.content.compiled import Wire
from handrail.content.survey import LONGEST_ANSWER
from handrail.people.schema import UserToken

Name = Annotated[str, Field(max_length=63)]
Said = (
    Annotated[bool, Field(strict=True)]
    | Annotated[int, Field(strict=True)]
    | Annotated[str, Field(max_length=LONGEST_ANSWER)]
    | Annotated[list[Name], Field(max_length=12)]
)
"""A number of a scale, an option's id or several, or a text. True and false answer nothing, and are refused as such."""


class SurveyAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    question: Name
    answer: Said


class SurveyResponse(BaseModel):
    """`response`: a UUID that the page draws at random; more answers may come under the same one. `hash`: the survey that was shown.

    `token` is the person's; of a survey that is anonymous it is left out, and so are `path` and `locale`.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]
    token: Annotated[str, Field(max_length=1_000)] | None = None
    user_token: UserToken | None = None
    response: Annotated[
        str,
        Field(
            pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
            examples=["3f0c9a52-7d1e-4b86-9c43-2a5be1d07f68"],
        ),
    ]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", examples=["0123456789abcdef0123456789abcdef"])]
    path: Annotated[str, Field(max_length=2_000)] | None = None
    locale: Annotated[str, Field(max_length=40)] | None = None
    answers: Annotated[list[SurveyAnswer], Field(min_length=1, max_length=10)]


class KeptResponse(Wire):
    """What was answered first stands."""

    response: str
