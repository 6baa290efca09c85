"""What an agent may offer a person: the tours published where they are, and the articles that they may read. Agents find more, to read themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from handrail.console.inbox.visit import Opened
from handrail.contact.schema import Offer
from handrail.content.published import load_published
from handrail.core.pages import base_path
from handrail.core.problems import NotFound
from handrail.help.library import Library, fetch_library
from handrail.help.search.find import find_help
from handrail.help.search.holdings import AGENTS, EVERYONE, SIGNED_IN, Audiences
from handrail.help.search.search import Wanted

FOUND_AT_MOST = 8


@dataclass(frozen=True)
class FoundArticle:
    """`may_send`: the person may read it too."""

    id: str
    title: str
    audience: str
    href: str
    may_send: bool


async def list_tours(opened: Opened) -> list[tuple[str, str]]:
    """Id and title, by title."""
    published = await opened.found.db.read(load_published, opened.environment_id)
    if published is None:
        return []
    return sorted(((id_, tour.tour.title) for id_, tour in published.tours.items()), key=lambda one: one[1].casefold())


async def find_articles(opened: Opened, q: str) -> list[FoundArticle]:
    library = await fetch_library(opened.found.db, opened.environment_id, opened.locale, AGENTS)
    if library is None or not q:
        return []
    wanted = Wanted(
        q, FOUND_AT_MOST, AGENTS, may=lambda one: one.kind == "article", synonyms=library.published.site.synonyms
    )
    hits = (await find_help(opened.found, library.published, library.locale, wanted)).hits
    theirs = audiences_of(opened)
    environment = opened.desk.environments[opened.environment_id]
    return [
        FoundArticle(
            hit.document.id,
            hit.document.title,
            hit.holding.audience,
            link(opened, hit.document.id, environment, library),
            hit.holding.audience in theirs,
        )
        for hit in hits
    ]


def link(opened: Opened, article: str, environment: str, library: Library) -> str:
    query = urlencode({"environment": environment, "locale": library.locale})
    return f"{base_path(opened.request)}/console/{opened.desk.slug}/articles/{article}?{query}"


def audiences_of(opened: Opened) -> Audiences:
    """What its person may read."""
    return SIGNED_IN if opened.identified else EVERYONE


async def make_offer(opened: Opened, kind: Literal["tour", "article"], id_: str) -> Offer:
    """In the person's language. Raises `NotFound` for what is not published there, and for an article that they may not read."""
    if kind == "tour":
        published = await opened.found.db.read(load_published, opened.environment_id)
        tour = published.tours.get(id_) if published else None
        if tour is None:
            raise NotFound("No such tour is published there.")
        return Offer(kind="tour", id=id_, title=tour.body(opened.locale).title)
    library = await fetch_library(opened.found.db, opened.environment_id, opened.locale, audiences_of(opened))
    article = library.articles.get(id_) if library else None
    if library is None or article is None:
        raise NotFound("This person may not read that article, or it is not published there.")
    return Offer(kind="article", id=id_, title=library.write_card(article).title)
