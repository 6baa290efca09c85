"""One request to a help site: which site, in which locale, and how its pages are made and sent.

A page is the same for everybody, so caches may keep it for a minute and ask again by its ETag; nothing in it depends on who asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from handrail.content.published import Published
from handrail.content.published_article import PublishedArticle
from handrail.core.clock import HOUR
from handrail.core.db import table
from handrail.core.http import is_known, say_unchanged
from handrail.core.pages import HEADERS, Pages, base_path
from handrail.core.problems import NotFound
from handrail.core.services import Services, services
from handrail.help.counts import Happening, Kind, count_quietly
from handrail.help.library import Library, Shelf, fetch_library
from handrail.help.search.holdings import EVERYONE
from handrail.help.site.addresses import Addresses, Links
from handrail.help.site.words import Words, choose_words, direction_of
from handrail.sites.access import NOTHING_PUBLIC, EnvironmentAccess, access_public
from handrail.sites.tables import Origin

PAGES = Pages(Path(__file__).parent, "/help", files="/-")  # no site can be called "-"
SHOWN_FIRST = 5
origins = table(Origin)


@dataclass(frozen=True)
class Language:
    locale: str
    name: str
    address: str


@dataclass(frozen=True, eq=False)
class Visit:
    """`rest` is the path within the site, without its locale, unless that is none of the site's or its first."""

    request: Request
    access: EnvironmentAccess
    library: Library
    words: Words
    addresses: Addresses
    rest: str

    @property
    def found(self) -> Services:
        return services(self.request)

    @property
    def published(self) -> Published:
        return self.library.published

    @property
    def locale(self) -> str:
        return self.library.locale

    @cached_property
    def title(self) -> str:
        return self.published.help_title(self.locale) or f"{self.published.site.title} {self.words.help}"

    def link(self, rest: str = "/") -> str:
        return self.addresses.path(self.locale, rest)

    def find_article(self) -> PublishedArticle:
        """That the path names. Raises `NotFound`, also for what only some may read."""
        article = self.library.articles.get(self.request.path_params["article"])
        if article is None:
            raise NotFound("There is no such article for everybody.")
        return article

    def happening(self, kind: Kind, subject: str, reason: str = "") -> Happening:
        return Happening(self.access.site_id, self.access.environment_id, kind, subject, self.locale, reason)

    def count(self, kind: Kind, subject: str) -> BackgroundTask | None:
        """Done when the page is on its way. What a browser fetches in case it is wanted is not counted."""
        if self.request.method != "GET" or "prefetch" in self.request.headers.get("sec-purpose", ""):
            return None
        return BackgroundTask(count_quietly, self.found, self.happening(kind, subject))

    async def find_links(self) -> Links:
        return Links(
            self.addresses,
            self.locale,
            self.library.articles,
            {id_: find_first_page(tour.tour.steps[0].page) for id_, tour in self.published.tours.items()},
            await self.find_app(),
        )

    async def find_app(self) -> str | None:
        """The host app's address: the first origin that its pages may come from."""
        return await self.found.db.read(load_first_origin, self.access.environment_id)

    def render(
        self,
        template: str,
        values: Mapping[str, Any],
        *,
        status: int = 200,
        locales: Iterable[str] | None = None,
        indexed: bool = True,
        changes: Iterable[str] = (),
        images: Iterable[str] = (),
        private: bool = False,
        script: bool = False,
    ) -> Response:
        """`locales` are those in which the page says something of its own; `indexed`: search engines may keep it.

        `changes`: parts of the page, a token say, that do not make it another page. `images`: origins that it shows images and videos from.
        `private`: for nobody else, so no cache keeps it. `script`: one of ours runs in it.
        """
        offered = list(locales if locales is not None else self.published.site.locales)
        own = self.locale if self.locale in offered else offered[0]
        # What is not there is not there in another language either.
        query = f"?{self.request.url.query}" if self.request.url.query and status == 200 else ""
        here = self.rest if status == 200 else "/"
        frame = {
            "words": self.words,
            "site": {"title": self.title, "name": self.published.site.title, "locale": self.locale},
            "link": self.link,
            "languages": self.list_languages(here, query),
            "canonical": self.addresses.absolute(own, self.rest) if indexed else None,
            "alternates": self.list_alternates(offered) if indexed and len(offered) > 1 else [],
            "theme": self.find_theme(),
            "first": SHOWN_FIRST,
            "direction_of": direction_of,
        }
        html = PAGES.write(self.request, template, frame | dict(values))
        headers = write_headers(images, script=script) | {"Content-Language": self.locale}
        if status != 200 or private:
            return HTMLResponse(html, status, headers | {"Cache-Control": "no-store"})
        etag = write_etag(html, changes, self.found.clock.now())
        # Weak, as it is the same for the page compressed and as it is (RFC 9110, 8.8.3.3).
        headers |= {"Cache-Control": "public, max-age=60", "ETag": f"W/{etag}"}
        return say_unchanged(headers) if is_known(self.request, etag) else HTMLResponse(html, 200, headers)  # fmt: skip

    def list_languages(self, rest: str, query: str = "") -> list[Language]:
        """Where the same is in each of the site's."""
        return [
            Language(tag, name_language(tag), self.addresses.path(tag, rest) + query)
            for tag in self.published.site.locales
        ]

    def find_theme(self) -> str | None:
        """The address of its style sheet, which changes with the theme."""
        theme = self.published.themes.get("default")
        if theme is None:
            return None
        mark = hashlib.sha256(theme.model_dump_json().encode()).hexdigest()[:12]
        return self.addresses.path(self.addresses.default, f"/theme.css?{mark}")

    def list_alternates(self, locales: Iterable[str]) -> list[tuple[str, str]]:
        """By language, and for those of no other."""
        found = [(tag, self.addresses.absolute(tag, self.rest)) for tag in locales]
        return [*found, ("x-default", found[0][1])]

    def list_topics(self) -> list[dict[str, Any]]:
        return [self.show_topic(shelf) for shelf in self.library.shelves]

    def show_topic(self, shelf: Shelf) -> dict[str, Any]:
        return {
            "id": shelf.id,
            "title": shelf.title or self.words.more_articles,
            "description": shelf.description,
            "articles": shelf.articles,
            "locale": self.locale,
        }


async def open_visit(request: Request, *, empty: bool = False) -> Visit:
    """Raises `NotFound` for a site that has nothing for everybody (unless it may be `empty`), as for one that is not there."""
    found = services(request)
    access = await access_public(request, request.path_params["site"])
    library = await fetch_library(found.db, access.environment_id, None, EVERYONE)
    if library is None or not (library.articles or empty):
        raise NotFound(NOTHING_PUBLIC)
    default, *others = library.published.site.locales
    tag = request.path_params.get("locale")
    if tag in others:
        library = await fetch_library(found.db, access.environment_id, tag, EVERYONE) or library
    addresses = Addresses(base_path(request), found.settings.public_url, access.site, default)
    rest = request.url.path.removeprefix(addresses.path(library.locale, ""))
    return Visit(request, access, library, choose_words(library.locale), addresses, rest or "/")


def load_first_origin(conn: Connection, environment_id: str) -> str | None:
    mine = select(origins.c.origin).where(origins.c.environment_id == environment_id)
    return conn.scalar(mine.order_by(origins.c.created_at, origins.c.id).limit(1))


def find_first_page(page: object) -> str | None:
    """The path that a step is on, if that is one path and no pattern."""
    return page if isinstance(page, str) and page.startswith("/") and "*" not in page else None


def name_language(tag: str) -> str:
    words = choose_words(tag)
    return words.language if words.locale.partition("-")[0] == tag.partition("-")[0] else tag


def write_headers(images: Iterable[str] = (), *, script: bool = False) -> dict[str, str]:
    """Nothing runs here: there is no script, of ours or of anybody, but where a page says so."""
    from_elsewhere = "".join(f" {origin}" for origin in sorted(set(images)))
    policy = (
        f"default-src 'none'; style-src 'self'; img-src 'self' data:{from_elsewhere}; media-src 'self'{from_elsewhere}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ) + ("; script-src 'self'; connect-src 'self'" if script else "")
    return HEADERS | {"Content-Security-Policy": policy}


def write_etag(html: str, changes: Iterable[str], now: int) -> str:
    """Of the page as it reads, and of a quarter of a day: what is signed in it is good for a day."""
    for part in changes:
        html = html.replace(part, "")
    return f'"{hashlib.sha256(f"{now // (6 * HOUR)} {html}".encode()).hexdigest()[:32]}"'
