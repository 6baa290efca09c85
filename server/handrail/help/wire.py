"""The wire of `POST /v1/search` and `POST /v1/answers`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from handrail.content.compiled import Wire
from handrail.help.search.passages import Kind
from handrail.people.schema import UserToken
from handrail.progress.ingest import cut

MOST_RESULTS = 20


class SearchRequest(BaseModel):
    """`q` is looked at as far as 400 characters. `url`: where the person is; what is meant for there comes first.

    `as_typed`: asked while somebody types. The page tells by `searched` what they meant; any other search is counted as it is asked.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]
    token: Annotated[str, Field(max_length=1_000)] | None = None
    user_token: UserToken | None = None
    q: str
    url: Annotated[str | None, cut(8_000)] = None
    locale: Annotated[str, cut(40)] = "en"
    limit: Annotated[int, Field(ge=1, le=MOST_RESULTS)] = 8
    as_typed: bool = False


class PassagePart(Wire):
    """`mark`: it is what was looked for."""

    text: str
    mark: bool


class SearchResult(Wire):
    """`anchor` is that of `heading`; neither is there when the beginning answers. `topic`: its id."""

    kind: Kind
    id: str
    title: str
    heading: str | None = None
    anchor: str | None = None
    passage: list[PassagePart]
    topic: str | None = None


class SearchResponse(Wire):
    """The best result first. `corrected`: the query as it was understood, where results have other words than were typed."""

    results: list[SearchResult]
    corrected: str | None = None
    took_ms: Annotated[int, Field(description="ms")]


class AnswerRequest(BaseModel):
    """`question` is looked at as far as 400 characters."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]
    token: Annotated[str, Field(max_length=1_000)] | None = None
    user_token: UserToken | None = None
    question: str
    url: Annotated[str | None, cut(8_000)] = None
    locale: Annotated[str, cut(40)] = "en"


class AnswerPart(Wire):
    """Sentences as they stand in an article. `cite`: which of the citations, from 0."""

    text: str
    cite: int


class Citation(Wire):
    """An article, and where in it: without `anchor` at its beginning."""

    id: str
    title: str
    heading: str | None = None
    anchor: str | None = None


class AnswerResponse(Wire):
    """`answer` is null when nothing that this person may read answers. Either way there is `contact` with a person."""

    answer: list[AnswerPart] | None
    citations: list[Citation]
    contact: Literal[True] = True
