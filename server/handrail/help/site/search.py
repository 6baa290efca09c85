"""`/help/{site}/search?q=…`, and what is found for an address that leads nowhere."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.responses import Response

from handrail.help.search.find import find_help
from handrail.help.search.holdings import EVERYONE
from handrail.help.search.search import Found, Wanted
from handrail.help.site.visit import Visit

LONGEST = 400
RESULTS, GUESSES = 20, 5


async def show_search(visit: Visit) -> Response:
    q = " ".join(visit.request.query_params.get("q", "").replace("\0", " ").split())[:LONGEST]
    found = await search_articles(visit, q, RESULTS)
    values = {
        "q": q,
        "heading": write_heading(visit, q, len(found.hits)),
        "hits": found.hits,
        "corrected": found.corrected,
        "topics": visit.list_topics(),
    }
    page = visit.render("search.html", values, indexed=False)
    if q:
        page.background = visit.count("found" if found.hits else "not_found", q)
    return page


async def show_missing(visit: Visit) -> Response:
    """The last word of an address often says what it was."""
    last = unquote(visit.rest.rstrip("/").rpartition("/")[2])
    q = " ".join(last.partition(".")[0].replace("\0", " ").replace("-", " ").replace("_", " ").split())[:100]
    found = await search_articles(visit, q, GUESSES)
    values = {"q": q, "hits": found.hits, "topics": visit.list_topics()}
    return visit.render("missing.html", values, status=404, indexed=False)


async def search_articles(visit: Visit, q: str, limit: int) -> Found:
    """Those that everybody may read: a tour or a snippet cannot be shown here."""
    if not q:
        return Found([])
    wanted = Wanted(
        q,
        limit,
        EVERYONE,
        may=lambda one: one.kind == "article" and one.slug in visit.library.articles,
        synonyms=visit.published.site.synonyms,
    )
    return await find_help(visit.found, visit.published, visit.locale, wanted)


def write_heading(visit: Visit, q: str, count: int) -> str:
    words = visit.words
    if not q:
        return words.search_label
    if count == 1:
        return words.one_result.format(q=q)
    return words.results.format(n=count, q=q) if count else words.no_results.format(q=q)
