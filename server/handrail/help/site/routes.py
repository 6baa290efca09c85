"""`/help/{site}/…`, and the same below a locale: `/help/{site}/nb/…`. A refusal is a page as well."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handrail.core.http import COMPRESSED
from handrail.core.pages import HEADERS
from handrail.core.problems import NotFound, Problem
from handrail.help.site import pages
from handrail.help.site.search import show_missing, show_search
from handrail.help.site.sitemap import show_robots, show_sitemap
from handrail.help.site.visit import PAGES, Visit, open_visit, write_headers
from handrail.help.site.votes import send_reason, send_vote, show_voted

ALONE = ("search", "contact")  # with a slash behind them they look like a locale
Handler = Callable[[Visit], Awaitable[Response]]


def page(path: str, handler: Handler, method: str = "GET", *, empty: bool = False) -> list[Route]:
    """`empty`: also on a site without an article for everybody."""

    async def run(request: Request) -> Response:
        try:
            visit = await open_visit(request, empty=empty)
            try:
                return redirect_nearby(visit) or await handler(visit)
            except NotFound:
                return await show_missing(visit)
        except Problem as problem:
            return render_problem(request, problem)

    name = handler.__name__
    return [
        Route(f"/help/{{site}}{part}{path}", run, methods=[method], name=name, middleware=COMPRESSED)
        for part in ("", "/{locale}")
    ]


def redirect_nearby(visit: Visit) -> Response | None:
    """To the one address of a page: without the first locale, without `?locale=nb`, with a slash behind the site or a locale alone and behind nothing else. Raises `NotFound` for a locale that there is not."""
    request, locales = visit.request, visit.published.site.locales
    named = request.path_params.get("locale")
    if named not in (None, *locales, *ALONE):
        raise NotFound("There is no such address.")
    tag, rest, url = visit.locale, visit.rest, request.url
    first = rest.lstrip("/").partition("/")[0]
    if first in locales and (named == locales[0] or rest == f"/{first}"):
        tag, rest = first, rest.removeprefix(f"/{first}") or "/"
    rest = rest.rstrip("/") or "/"
    asked = request.query_params.get("locale")
    if asked in locales:
        tag, url = asked, url.remove_query_params("locale")
    if (tag, rest, url) == (visit.locale, visit.rest, request.url) or request.method not in ("GET", "HEAD"):
        return None
    # Which locale has none in its path may change; that a page has no slash at its end does not.
    for_good = (tag, rest, url) == (visit.locale, visit.rest.rstrip("/"), request.url)
    to = visit.addresses.path(tag, rest) + (f"?{url.query}" if url.query else "")
    return RedirectResponse(to, 308 if for_good else 302, HEADERS)


def render_problem(request: Request, problem: Problem) -> Response:
    answer = PAGES.render(request, "nothing.html", {"problem": problem}, problem.status)
    answer.headers.update(write_headers() | problem.headers)
    return answer


async def show_file(request: Request) -> Response:
    return PAGES.serve_file(request.path_params["name"])


ROUTES = (
    Route("/help/-/{name}", show_file, methods=["GET"], middleware=COMPRESSED),
    *page("/", pages.show_home),
    *page("/topics/{topic}", pages.show_topic),
    *page("/articles/{article}", pages.show_article),
    *page("/articles/{article}/vote", send_vote, "POST"),
    *page("/articles/{article}/reason", send_reason, "POST"),
    *page("/articles/{article}/voted", show_voted),
    *page("/search", show_search),
    *page("/theme.css", pages.show_theme),
    *page("/sitemap.xml", show_sitemap),
    *page("/robots.txt", show_robots),
    *page("/{rest:path}", show_missing),
)
