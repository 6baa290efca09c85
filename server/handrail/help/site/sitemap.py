"""`/help/{site}/sitemap.xml` (sitemaps.org 0.9, with alternates as xhtml:link) and `robots.txt`, for search engines."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from starlette.responses import Response

from handrail.content.published_article import PublishedArticle, load_changes
from handrail.core.clock import to_iso
from handrail.help.site.visit import Visit

LONGEST = 50_000  # of the protocol
HEADERS = {"Cache-Control": "public, max-age=3600"}
OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


@dataclass(frozen=True)
class Entry:
    """One page in each of its locales, the site's own first. `changed`: ISO 8601."""

    addresses: Sequence[tuple[str, str]]
    changed: str | None = None


async def show_sitemap(visit: Visit) -> Response:
    articles = list(visit.library.articles.values())
    changed = await visit.found.db.scan(load_changes, visit.access.site_id, [article.hash for article in articles])
    text = await asyncio.to_thread(lambda: write_sitemap(list_entries(visit, articles, changed)))
    return Response(text, headers=HEADERS, media_type="application/xml")


async def show_robots(visit: Visit) -> Response:
    """Where a host gives this path a domain of its own."""
    sitemap = visit.addresses.absolute(visit.addresses.default, "/sitemap.xml")
    return Response(f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n", headers=HEADERS, media_type="text/plain")


def list_entries(visit: Visit, articles: Iterable[PublishedArticle], changed: dict[str, int]) -> list[Entry]:
    locales = visit.published.site.locales

    def locate(rest: str, tags: Iterable[str]) -> list[tuple[str, str]]:
        return [(tag, visit.addresses.absolute(tag, rest)) for tag in tags]

    topics = [f"/topics/{shelf.id}" for shelf in visit.library.shelves if shelf.id]
    return [
        *(Entry(locate(rest, locales)) for rest in ("/", *topics)),
        *(
            Entry(
                locate(f"/articles/{one.id}", [tag for tag in one.locales if tag in locales]),
                to_iso(changed[one.hash]),
            )
            for one in articles
        ),
    ]


def write_sitemap(entries: Sequence[Entry]) -> str:
    """Each locale's address is an entry of its own, which names the others."""
    lines: list[str] = []
    for entry in entries:
        several = entry.addresses if len(entry.addresses) > 1 else ()
        more = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(address)}"/>'
            for tag, address in several
        )
        changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
        lines += [f"<url><loc>{escape(address)}</loc>{changed}{more}</url>" for _, address in entry.addresses]
    return OPEN + "\n".join(lines[:LONGEST]) + "\n</urlset>\n"
