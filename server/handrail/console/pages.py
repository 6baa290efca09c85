"""How a console page is served: its template, and what is shown when something is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handrail.core.pages import HEADERS, Pages, base_path
from handrail.core.problems import Problem
from handrail.sites.problems import Unauthorised

PAGES = Pages(Path(__file__).parent, "/console")


def page(method: str, path: str, handler: Callable[[Request], Awaitable[Response]]) -> Route:
    """A refusal is a page as well; who is not signed in is asked to, and comes back."""

    async def run(request: Request) -> Response:
        try:
            return await handler(request)
        except Unauthorised:
            here = request.url.path.removeprefix(base_path(request))
            return redirect(request, f"/sign-in?next={quote(here)}" if method == "GET" else "/sign-in")
        except Problem as problem:
            return render_problem(request, problem)

    return Route("/console" + path, run, methods=[method], name=handler.__name__)


def redirect(request: Request, path: str) -> RedirectResponse:
    """To an address of the console; after a form, so 303."""
    return RedirectResponse(base_path(request) + "/console" + path, 303, HEADERS)


def render_problem(request: Request, problem: Problem) -> Response:
    answer = PAGES.render(request, "problem.html", {"problem": problem}, problem.status)
    answer.headers.update(problem.headers)
    return answer
