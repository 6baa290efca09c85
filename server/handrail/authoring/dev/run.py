"""One run of `handrail dev`: the local app, the folder that is watched, the way to the server, and the local page. Until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from handrail.app import answer_http_exception, answer_problem
from handrail.authoring.dev.acting import Actors
from handrail.authoring.dev.api import Api
from handrail.authoring.dev.clock import MovableClock
from handrail.authoring.dev.drafts import Drafts
from handrail.authoring.dev.edits import Editor
from handrail.authoring.dev.local import LocalApp, open_local_app
from handrail.authoring.dev.loopback import LoopbackOnly
from handrail.authoring.dev.page import LocalPage
from handrail.authoring.dev.relay import Relay, TellRelay
from handrail.authoring.dev.studio import Studio
from handrail.authoring.dev.target import Target
from handrail.authoring.dev.watch import watch_folder
from handrail.core.ids import new_secret
from handrail.core.problems import Internal, Problem
from handrail.preview.wire import Call

log = logging.getLogger("handrail")
LOOKED_FOR_EVERY = 0.5
"""Seconds, while the folder is gone."""


@dataclass(frozen=True)
class Wanted:
    """`port` 0: any that is free. `member` None: the only one who may author."""

    folder: Path
    site: str
    target: Target
    member: str | None
    port: int


class Tell(TellRelay, Protocol):
    """What the author hears of."""

    def begun(self, member: str, target: Target, address: str) -> None: ...
    def changed(self, drafts: Drafts) -> None: ...


class Session:
    """`link` makes a fresh one and tells it; `stop` ends the run."""

    def __init__(self, drafts: Drafts, relay: Relay, tell: Tell) -> None:
        self._drafts, self._relay, self._tell = drafts, relay, tell
        self.stopping = asyncio.Event()

    def stop(self) -> None:
        self.stopping.set()

    async def link(self) -> str:
        """Raises `ApiRefused`, `ApiAway`."""
        url, expires_at = await self._relay.make_link()
        self._tell.link(url, expires_at)
        return url

    async def watch(self) -> None:
        """A folder that is gone for a moment, as when another branch is checked out, is looked for again."""
        while not self.stopping.is_set():
            with contextlib.suppress(FileNotFoundError):
                async for is_told in watch_folder(self._drafts.folder, self.stopping):
                    await self._drafts.refresh(thorough=is_told)
            await self._drafts.refresh()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), LOOKED_FOR_EVERY)

    async def tell_changes(self) -> None:
        """Whoever made them: the author's editor, or the bar."""
        while True:
            before = self._drafts.revision
            self._tell.changed(self._drafts)
            await self._drafts.wait(before, None)


async def run_dev(wanted: Wanted, api: Api, tell: Tell, attach: Callable[[Session], None]) -> None:
    """Until the session that `attach` is given is stopped. Raises `ApiRefused`, `ApiAway`, and OSError for a port that is taken."""
    clock, secret = MovableClock(), new_secret("ds_")
    with socket.create_server(("127.0.0.1", wanted.port)) as listener:
        port = int(listener.getsockname()[1])
        async with open_local_app(wanted.site, wanted.target.origin, clock) as local:
            drafts = Drafts(wanted.folder, local)
            studio = Studio(drafts, Editor(drafts), Actors(local, drafts, clock), secret)
            target = wanted.target
            page = LocalPage(studio, secret, target, lambda: session.link())
            app = create_loopback_app(studio, page, port)
            relay = Relay(api, wanted.site, target, wanted.member, Answering(local, app, port, secret), tell)
            session = Session(drafts, relay, tell)
            await relay.begin()
            try:
                await drafts.refresh()
                tell.begun(relay.member, target, f"http://127.0.0.1:{port}/")
                await session.link()
                attach(session)
                server = QuietServer(configure(app))
                await run_together(
                    session.stopping.wait(),
                    relay.run(),
                    session.watch(),
                    session.tell_changes(),
                    server.serve([listener]),
                )
            finally:
                await relay.end()


async def run_together(*coroutines: Coroutine[Any, Any, Any]) -> None:
    """Until the first ends; what it raised is raised."""
    tasks = [asyncio.create_task(one) for one in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


class Answering:
    """A call of the page: to the studio, or to the drafts' own Handrail. Nothing else is there."""

    def __init__(self, local: LocalApp, app: Starlette, port: int, secret: str) -> None:
        self._local, self._secret = local, secret
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._studio = httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{port}", timeout=None)  # noqa: S113  # it is in this process

    async def __call__(self, call: Call) -> httpx.Response:
        if call.path.startswith("studio/") and call.method == "POST":
            body = json.dumps({**json.loads(call.body), "key": self._secret})
            return await self._studio.post(f"/{call.path}", content=body, headers={"Content-Type": "text/plain"})
        if call.path.startswith("v1/"):
            return await self._local.ask(call.method, call.path, call.body)
        return httpx.Response(404, content=b"")


def create_loopback_app(studio: Studio, page: LocalPage, port: int) -> Starlette:
    return Starlette(
        routes=[*page.routes, *studio.routes],
        middleware=[Middleware(LoopbackOnly, port=port)],
        exception_handlers={
            Problem: answer_problem,
            HTTPException: answer_http_exception,
            Exception: answer_fault,
        },
    )


async def answer_fault(_request: Request, error: Exception) -> Response:
    """The page hears of it, the terminal has where it was."""
    log.error("fault", exc_info=error)
    return Internal("`handrail dev` failed at this; its terminal says where. Nothing was written.").to_response()


class QuietServer(uvicorn.Server):
    """Signals are the command's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def configure(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1, lifespan="off")
