"""The local page: what is in the folder, what is wrong with it, and a button that opens the app."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from handrail.authoring.dev.api import ApiAway, ApiRefused
from handrail.authoring.dev.problems import NoLink
from handrail.authoring.dev.studio import Studio
from handrail.authoring.dev.target import Target
from handrail.core.pages import HEADERS, Pages
from handrail.core.problems import ForgedForm

PAGES = Pages(Path(__file__).parent, "")


class LocalPage:
    """`make_link` makes a fresh one, to the app at `target`."""

    def __init__(self, studio: Studio, secret: str, target: Target, make_link: Callable[[], Awaitable[str]]) -> None:
        self._studio, self._secret, self._target, self._make_link = studio, secret, target, make_link

    @property
    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.get_page, methods=["GET"]),
            Route("/open", self.open_app, methods=["POST"]),
            Route("/static/{name}", self.get_static, methods=["GET"]),
        ]

    async def get_page(self, request: Request) -> HTMLResponse:
        state = self._studio.describe()
        values = {"state": state, "secret": self._secret, "target": self._target}
        answer = PAGES.render(request, "dev.html", values)
        # The form's answer leads to the app: browsers hold a redirect to `form-action`, too.
        policy = HEADERS["Content-Security-Policy"].replace(
            "form-action 'self'", f"form-action 'self' {self._target.origin}"
        )
        answer.headers["Content-Security-Policy"] = policy
        return answer

    async def open_app(self, request: Request) -> Response:
        async with request.form(max_files=0, max_fields=2) as form:
            given = str(form.get("key", ""))
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            raise ForgedForm("Reload the page, then open the app.")
        try:
            link = await self._make_link()
        except (ApiRefused, ApiAway) as error:
            raise NoLink(f"There is no link just now: {error}") from error
        return RedirectResponse(link, 303, {"Cache-Control": "no-store"})

    async def get_static(self, request: Request) -> Response:
        return PAGES.serve_file(request.path_params["name"])
