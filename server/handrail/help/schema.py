"""The wire of reading: one article for a page, and all topics with what is in them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from handrail.conditions.authored import Slug
from handrail.content.compiled import CompiledArticle
from handrail.people.schema import UserToken

LISTED = 100


class ReadingPage(BaseModel):
    """`token` as the last sync gave it. Without one, or with one that is not good, it is anybody who reads."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]
    token: Annotated[str, Field(max_length=1_000)] | None = None
    user_token: UserToken | None = None
    locale: Annotated[str, Field(max_length=100)] = "en"


class ReadArticle(ReadingPage):
    """`url` is the page that it is read on."""

    url: Annotated[str, Field(max_length=8_000)] | None = None


class ReadTopics(ReadingPage):
    """With `topic` that one alone, from its article number `after` on."""

    topic: Slug | None = None
    after: Annotated[int, Field(ge=0, le=100_000)] = 0


class ArticleCard(BaseModel):
    id: str
    title: str
    summary: str


class ArticleTopic(BaseModel):
    id: str
    title: str


class AroundArticle(BaseModel):
    """`changed` is when what it says was first pushed as it is. `related` are those that this person may read; `vote` what they said of it."""

    changed: str
    topic: ArticleTopic | None
    related: list[ArticleCard]
    vote: Literal["yes", "no"] | None


class ShownArticle(AroundArticle):
    article: CompiledArticle


class ShownTopic(BaseModel):
    """At most 100 `articles` by title, of `count`."""

    id: str
    title: str
    description: str
    count: int
    articles: list[ArticleCard]


class ShownTopics(BaseModel):
    topics: list[ShownTopic]
