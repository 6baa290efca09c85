"""`POST /v1/articles/{id}` and `POST /v1/topics`: what a page's person may read. What they may not is not there."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.requests import Request

from handrail.content.compiled import CompiledArticle
from handrail.content.published_article import PublishedArticle
from handrail.core.clock import to_iso
from handrail.core.db import Database
from handrail.core.problems import NotFound
from handrail.core.services import Services, services
from handrail.help.library import Card, Library, Shelf, fetch_library
from handrail.help.schema import (
    LISTED,
    ArticleCard,
    ArticleTopic,
    ReadArticle,
    ReadingPage,
    ReadTopics,
    ShownArticle,
    ShownTopic,
    ShownTopics,
)
from handrail.help.search.holdings import EVERYONE, SIGNED_IN
from handrail.people.recognise import Fields, Who, recognise
from handrail.progress.store import load_state
from handrail.sites.access import EnvironmentAccess

NO_FIELDS = Fields({}, {})  # reading changes nothing about a person
MISSING = "There is no such article for this reader."


async def post_article(request: Request, access: EnvironmentAccess, body: ReadArticle) -> ShownArticle:
    found = services(request)
    who, library = await enter(found, access, body)
    article = library.articles.get(request.path_params["id"]) if library else None
    if library is None or article is None:
        raise NotFound(MISSING)
    shelf = library.find_shelf(article.topic)
    helped = (await found.db.read(load_state, who.person_id)).votes.get(article.id)
    compiled, changed = await fetch_article(found.db, article, library.locale)
    return ShownArticle(
        article=compiled,
        changed=to_iso(changed),
        topic=ArticleTopic(id=shelf.id, title=shelf.title) if shelf else None,
        related=[show_card(card) for card in library.list_related(article)],
        vote=None if helped is None else "yes" if helped else "no",
    )


async def post_topics(request: Request, access: EnvironmentAccess, body: ReadTopics) -> ShownTopics:
    _, library = await enter(services(request), access, body)
    if library is None:
        return ShownTopics(topics=[])
    wanted = [shelf for shelf in library.shelves if shelf.id and body.topic in (None, shelf.id)]
    return ShownTopics(topics=[show_topic(library, shelf, body.after) for shelf in wanted])


async def enter(found: Services, access: EnvironmentAccess, body: ReadingPage) -> tuple[Who, Library | None]:
    """Who reads, and what they may; `None` as long as nothing is published."""
    who = await recognise(found, access, body.token, body.user_token, NO_FIELDS)
    audiences = SIGNED_IN if who.known else EVERYONE
    return who, await fetch_library(found.db, access.environment_id, body.locale, audiences)


def show_topic(library: Library, shelf: Shelf, after: int) -> ShownTopic:
    cards = [show_card(library.write_card(article)) for article in shelf.articles[after : after + LISTED]]
    return ShownTopic(
        id=shelf.id, title=shelf.title, description=shelf.description, count=len(shelf.articles), articles=cards
    )


def show_card(card: Card) -> ArticleCard:
    return ArticleCard(id=card.id, title=card.title, summary=card.summary)


async def fetch_article(db: Database, article: PublishedArticle, locale: str) -> tuple[CompiledArticle, int]:
    """A text is compiled by its first reader, where that holds up nobody: a long one takes its time."""
    load = db.read if article.is_compiled(locale) else db.scan
    return await load(load_article, article, locale)


def load_article(conn: Connection, article: PublishedArticle, locale: str) -> tuple[CompiledArticle, int]:
    """With the time at which it was first pushed as it is, in milliseconds."""
    return article.body(conn, locale), article.changed_at(conn)
