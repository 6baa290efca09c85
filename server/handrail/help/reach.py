"""An article in, what one reader gets of it out: a link to another that is not for them is its text alone, and the other is not named."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from handrail.content.compiled import ArticlePart, CompiledArticle

ARTICLE = "article:"


def keep_reachable(article: CompiledArticle, readable: Container[str]) -> CompiledArticle:
    """`readable`: ids of what they may read."""
    related = [id_ for id_ in article.related if id_ in readable]
    # Most lead nowhere else, and a long one has a great many parts.
    body = list(unlink(article.body, readable)) if has_link_away(article.body, readable) else article.body
    return article.model_copy(update={"related": related, "body": body})


def has_link_away(parts: Sequence[ArticlePart], readable: Container[str]) -> bool:
    return any(
        leads_away(part.href, readable) or has_link_away(part.children, readable)
        for part in parts
        if not isinstance(part, str)
    )


def unlink(parts: Sequence[ArticlePart], readable: Container[str]) -> Iterator[ArticlePart]:
    for part in parts:
        if isinstance(part, str) or not part.children:
            yield part
        elif leads_away(part.href, readable):
            yield from unlink(part.children, readable)
        else:
            yield part.model_copy(update={"children": list(unlink(part.children, readable))})


def leads_away(href: str | None, readable: Container[str]) -> bool:
    if not href or not href.startswith(ARTICLE):
        return False
    return href.removeprefix(ARTICLE).partition("#")[0] not in readable
