"""Who may speak to the author's machine: requests to a loopback name with our own port, and of pages only our own.

A foreign page that has its name resolved to this machine (DNS rebinding) sends its own name as `Host`; one that just asks sends its `Origin`.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from handrail.authoring.dev.problems import ForeignPage

NAMES = ("127.0.0.1", "localhost", "[::1]")


class LoopbackOnly:
    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in NAMES} | ({*NAMES} if port == 80 else set())
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope)
        origin = request.headers.get("origin")
        hosts = request.headers.getlist("host")
        if (
            len(hosts) != 1
            or hosts[0].lower() not in self._hosts
            or (origin is not None and origin not in self._origins)
        ):
            refused = ForeignPage("Open the address that `handrail dev` printed; this one is not its own.")
            await refused.to_response()(scope, receive, send)
            return
        await self._app(scope, receive, send)
