"""`/help/{site}/…`, and the same below a locale: `/help/{site}/nb/…`. A refusal is a page as well."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handrail.core.pages import HEADERS
from handrail.core.problems import NotFound, Problem
from handrail.help.site import pages
from handrail.help.site.search import show_missing, show_search
from handrail.help.site.sitemap import show_robots, show_sitemap
from handrail.help.site.visit import PAGES, Visit, open_visit
from handrail.help.site.votes import send_reason, send_vote, show_voted

Handler = Callable[[Visit], Awaitable[Response]]


def page(path: str, handler: Handler, method: str = "GET") -> list[Route]:
    async def run(request: Request) -> Response:
        try:
            visit = await open_visit(request)
            try:
                return redirect_locale(visit) or await handler(visit)
            except NotFound:
                return await show_missing(visit)
        except Problem as problem:
            return render_problem(request, problem)

    name = handler.__name__
    return [Route(f"/help/{{site}}{part}{path}", run, methods=[method], name=name) for part in ("", "/{locale}")]


def redirect_locale(visit: Visit) -> Response | None:
    """`?locale=nb` leads to the page in that locale."""
    wanted = visit.request.query_params.get("locale")
    if visit.request.method != "GET" or wanted is None or wanted not in visit.published.site.locales:
        return None
    rest = visit.request.url.remove_query_params("locale").query
    to = visit.addresses.path(wanted, visit.rest) + (f"?{rest}" if rest else "")
    return RedirectResponse(to, 302, HEADERS)


def render_problem(request: Request, problem: Problem) -> Response:
    answer = PAGES.render(request, "nothing.html", {"problem": problem}, problem.status)
    answer.headers.update(problem.headers)
    return answer


async def show_file(request: Request) -> Response:
    return PAGES.serve_file(request.path_params["name"])


ROUTES = (
    Route("/help/-/{name}", show_file, methods=["GET"]),
    *page("/", pages.show_home),
    *page("/topics/{topic}", pages.show_topic),
    *page("/articles/{article}", pages.show_article),
    *page("/articles/{article}/vote", send_vote, "POST"),
    *page("/articles/{article}/reason", send_reason, "POST"),
    *page("/articles/{article}/voted", show_voted),
    *page("/search", show_search),
    *page("/contact", pages.show_contact),
    *page("/theme.css", pages.show_theme),
    *page("/sitemap.xml", show_sitemap),
    *page("/robots.txt", show_robots),
    *page("/{rest:path}", show_missing),
)
