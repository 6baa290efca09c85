"""What is told of an article without its text: in lists, and to decide who may have it. Made once at push and kept beside the source.

So a version of ten thousand articles is loaded without reading them.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from handrail.conditions.schema import Condition
from handrail.content.article import Article, Audience
from handrail.content.compile_article import pick_text, summarise
from handrail.content.source import Source


class ArticleHead(BaseModel):
    """`titles` and `summaries` by locale, the article's own first: each locale that the source makes a difference in."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    topic: str | None
    tags: list[str]
    audience: Audience
    related: list[str]
    when: Condition | None
    titles: dict[str, str]
    summaries: dict[str, str]


def make_head(source: Source) -> ArticleHead:
    article = source.item
    assert isinstance(article, Article)
    return ArticleHead(
        id=article.id,
        topic=article.topic,
        tags=article.tags,
        audience=article.audience,
        related=article.related,
        when=article.when,
        titles={locale: pick_text(source, "title", locale) or article.title for locale in source.locales},
        summaries={locale: summarise(source, locale) for locale in source.locales},
    )
