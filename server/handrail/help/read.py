"""`POST /v1/articles/{id}` and `POST /v1/topics`: what a page's person may read. What they may not is not there."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from handrail.content.compiled import CompiledArticle
from handrail.content.kept import Kept
from handrail.content.published_article import PublishedArticle
from handrail.core.clock import to_iso
from handrail.core.db import Database
from handrail.core.http import respond_text
from handrail.core.problems import NotFound
from handrail.core.services import Services, services
from handrail.help.library import Card, Library, Shelf, fetch_library
from handrail.help.reach import keep_reachable
from handrail.help.schema import (
    LISTED,
    AroundArticle,
    ArticleCard,
    ArticleTopic,
    ReadArticle,
    ReadingPage,
    ReadTopics,
    ShownTopic,
    ShownTopics,
)
from handrail.help.search.holdings import EVERYONE, SIGNED_IN, Audiences
from handrail.people.recognise import Fields, Who, recognise
from handrail.progress.store import load_state
from handrail.sites.access import EnvironmentAccess

NO_FIELDS = Fields({}, {})  # reading changes nothing about a person
TEXTS_KEPT = 200
MISSING = "There is no such article for this reader."

_texts: Kept[tuple[str, Audiences, str, str], str] = Kept(TEXTS_KEPT)


async def post_article(request: Request, access: EnvironmentAccess, body: ReadArticle) -> Response:
    """Of the shape of `ShownArticle`."""
    found = services(request)
    who, library = await enter(found, access, body)
    article = library.articles.get(request.path_params["id"]) if library else None
    if library is None or article is None:
        raise NotFound(MISSING)
    shelf = library.find_shelf(article.topic)
    helped = (await found.db.read(load_state, who.person_id)).votes.get(article.id)
    text, changed = await fetch_text(found.db, library, article)
    around = AroundArticle(
        changed=to_iso(changed),
        topic=ArticleTopic(id=shelf.id, title=shelf.title) if shelf else None,
        related=[show_card(card) for card in library.list_related(article)],
        vote=None if helped is None else "yes" if helped else "no",
    )
    return respond_text(f'{{"article":{text},{around.model_dump_json()[1:]}')


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


async def fetch_text(db: Database, library: Library, article: PublishedArticle) -> tuple[str, int]:
    """What these readers get of it as JSON, and when it was first pushed as it is, in milliseconds. Written by its first reader, as it is compiled."""
    key = (library.published.version_id, library.audiences, article.id, article.choose_locale(library.locale))
    text = _texts.get(key)
    if text is not None:
        return text, await db.read(article.changed_at)
    compiled, changed = await fetch_article(db, article, library.locale)
    text = await asyncio.to_thread(lambda: keep_reachable(compiled, library.articles).model_dump_json(by_alias=True))
    return _texts.put(key, text), changed


async def fetch_article(db: Database, article: PublishedArticle, locale: str) -> tuple[CompiledArticle, int]:
    """A text is compiled by its first reader, where that holds up nobody: a long one takes its time."""
    load = db.read if article.is_compiled(locale) else db.scan
    return await load(load_article, article, locale)


def load_article(conn: Connection, article: PublishedArticle, locale: str) -> tuple[CompiledArticle, int]:
    """With the time at which it was first pushed as it is, in milliseconds."""
    return article.body(conn, locale), article.changed_at(conn)
