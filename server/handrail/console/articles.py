"""`/console/{site}/articles`: every article that is published, those for agents among them, to be read and searched by those who answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import frame
from handrail.console.pages import PAGES, page
from handrail.content.keep_media import load_media
from handrail.content.serve_media import send_media
from handrail.core.clock import to_iso
from handrail.core.http import parse_query
from handrail.core.pages import base_path
from handrail.core.problems import NotFound
from handrail.core.services import services
from handrail.help.library import Library, fetch_library
from handrail.help.read import fetch_article
from handrail.help.search.find import find_help
from handrail.help.search.holdings import AGENTS
from handrail.help.search.search import Found, Wanted
from handrail.help.site.render import render_article
from handrail.help.site.words import choose_words, direction_of
from handrail.sites.access import EnvironmentAccess, SiteAccess, access_console, access_environment, access_member
from handrail.sites.environments import list_sites
from handrail.sites.roles import Role

FOUND_AT_MOST = 20


class Asked(BaseModel):
    environment: Annotated[str, Field(max_length=100)] = "production"
    locale: Annotated[str, Field(max_length=100)] | None = None
    q: str = ""


class Desk:
    """One request by an agent: the site, an environment of it, and what is published there in a locale."""

    def __init__(
        self, request: Request, access: SiteAccess, asked: Asked, where: EnvironmentAccess, library: Library | None
    ) -> None:
        self.request = request
        self.access = access
        self.asked = asked
        self.where = where
        self.library = library

    @property
    def base(self) -> str:
        """What the addresses of images go below: here, those for agents alone are among them."""
        return f"{base_path(self.request)}/console/{self.access.slug}"

    def link(self, article: str = "", anchor: str = "") -> str:
        """To the list, or to an article, in the same environment and locale."""
        path = f"{self.base}/articles{'/' if article else ''}{article}"
        query = {"environment": self.where.environment} | ({"locale": self.library.locale} if self.library else {})
        return f"{path}?{urlencode(query)}{'#' if anchor else ''}{anchor}"

    async def render(self, template: str, values: Mapping[str, object]) -> Response:
        found = services(self.request)
        member = await access_member(self.request)
        (site,) = await found.db.read(list_sites, self.access.site_id)
        around = {
            "access": self.access,
            "name": site.name,
            "environments": site.environments,
            "environment": self.where.environment,
            "locales": self.library.published.site.locales if self.library else [],
            "locale": self.library.locale if self.library else "",
            "q": self.asked.q,
            "article": None,
            "link": self.link,
        }
        return PAGES.render(self.request, template, {**frame(self.request, member), **around, **values})


async def open_desk(request: Request) -> Desk:
    """Raises `Unauthorised`, `Forbidden`, `NotFound`, `InvalidQuery`."""
    access = await access_console(request, request.path_params["site"], Role.AGENT)
    asked = parse_query(request, Asked)
    where = await access_environment(request, access, asked.environment)
    library = await fetch_library(services(request).db, where.environment_id, asked.locale, AGENTS)
    return Desk(request, access, asked, where, library)


async def show_articles(request: Request) -> Response:
    """With `q`, what is found for it among them."""
    desk = await open_desk(request)
    q = " ".join(desk.asked.q.split())
    found = Found([])
    if q and desk.library:
        published = desk.library.published
        wanted = Wanted(
            q, FOUND_AT_MOST, AGENTS, may=lambda one: one.kind == "article", synonyms=published.site.synonyms
        )
        found = await find_help(services(request), published, desk.library.locale, wanted)
    shelves = desk.library.shelves if desk.library else []
    return await desk.render("articles.html", {"shelves": shelves, "hits": found.hits, "corrected": found.corrected})


async def show_article(request: Request) -> Response:
    desk = await open_desk(request)
    published = desk.library.articles.get(request.path_params["article"]) if desk.library else None
    if desk.library is None or published is None:
        raise NotFound("No such article is published there.")
    library = desk.library
    article, changed = await fetch_article(services(request).db, published, library.locale)

    def follow(href: str) -> str | None:
        """Between articles, and to pages outside."""
        kind, _, rest = href.partition(":")
        id_, _, anchor = rest.partition("#")
        if kind == "article":
            return desk.link(id_, anchor) if id_ in library.articles else None
        return href if kind in ("https", "http", "mailto") else None

    values = {
        "article": article,
        "audience": published.audience,
        "direction": direction_of(article.locale),
        "changed": to_iso(changed),
        "body": await asyncio.to_thread(render_article, article.body, choose_words("en"), follow, desk.base),
        "related": library.list_related(published),
    }
    return await desk.render("article.html", values)


async def show_media(request: Request) -> Response:
    access = await access_console(request, request.path_params["site"], Role.AGENT)
    hash_, type_ = request.path_params["hash"], request.path_params["type"]
    media = await services(request).db.read(load_media, access.site_id, hash_, type_)
    if media is None:
        raise NotFound("The site has no such file.")
    return send_media(request, access.site_id, media, {"Cache-Control": "private, max-age=86400"})


ROUTES = (
    page("GET", "/{site}/articles", show_articles),
    page("GET", "/{site}/articles/{article}", show_article),
    page("GET", "/{site}/v1/content/{hash}.{type}", show_media),
)
