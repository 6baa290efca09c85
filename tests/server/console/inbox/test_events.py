"""What an open page of the inbox is told as it happens, read straight from the app while the answer lasts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.types import Message

from tests.server.cast import PASSWORD, Cast, MovingClock
from tests.server.console.inbox.conftest import Ask, Seat
from tests.server.console.test_sign_in import SAME_ORIGIN, read_csrf

PATIENCE = 60
Event = tuple[str, dict[str, Any]]


class Watch:
    def __init__(self) -> None:
        self.arrived: asyncio.Queue[Event | None] = asyncio.Queue()
        self.began = asyncio.Event()
        self.last = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 200
            assert (b"content-type", b"text/event-stream; charset=utf-8") in message["headers"]
            return
        for block in message.get("body", b"").decode().split("\n\n"):
            self.began.set()
            if block.startswith("event: "):
                name, id_, data = block.split("\n")
                self.last = int(id_.removeprefix("id: "))
                self.arrived.put_nowait((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))

    async def next(self, name: str, **wanted: Any) -> dict[str, Any] | None:
        """The next one of this name with these values; None once it has ended."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self.arrived.get()
                if event is None:
                    return None
                if event[0] == name and wanted.items() <= event[1].items():
                    return event[1]


@asynccontextmanager
async def watch(
    app: Starlette, seat: Seat, conversation: str = "", query: str = "", last: int | None = None
) -> AsyncIterator[Watch]:
    cookie = "; ".join(f"{name}={value}" for name, value in seat.client.cookies.items())
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/console/inbox/events",
        "raw_path": b"/console/inbox/events",
        "query_string": (f"conversation={conversation}" if conversation else query).encode(),
        "headers": [
            (b"cookie", cookie.encode()),
            (b"host", b"testserver"),
            *([] if last is None else [(b"last-event-id", str(last).encode())]),
        ],
        "scheme": "http",
        "server": ("testserver", 80),
        "root_path": "",
        "http_version": "1.1",
    }
    watch, gone = Watch(), asyncio.Event()

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def run() -> None:
        await app(scope, receive, watch.send)
        watch.arrived.put_nowait(None)

    running = asyncio.create_task(run())
    try:
        async with asyncio.timeout(PATIENCE):
            await watch.began.wait()
        yield watch
    finally:
        gone.set()
        await running


async def test_new_work_is_told(app: Starlette, ask: Ask, agnes: Seat) -> None:
    async with watch(app, agnes) as told:
        paula = await ask("My invoice", email="paula@example.com")
        work = await told.next("work")
        assert work is not None
        assert (work["conversation"], work["who"], work["words"]) == (
            paula.conversation,
            "paula@example.com",
            "My invoice",
        )
        await paula.say("Hello?")
        assert await told.next("work", words="Hello?")


async def test_what_came_before_it_began_is_told_once(
    app: Starlette, ask: Ask, agnes: Seat, clock: MovingClock
) -> None:
    """Since the page was made, and since the connection broke off."""
    await ask("Loaded with the page")
    clock.advance(1)
    made = clock.now()
    await ask("While the page came")
    clock.advance(1)
    async with watch(app, agnes, query=f"since={made}") as told:
        work = await told.next("work")
        assert work is not None
        assert work["words"] == "While the page came"
    clock.advance(1)
    await ask("While it was away")
    async with watch(app, agnes, query=f"since={made}", last=told.last + 1) as told:
        work = await told.next("work")
        assert work is not None
        assert work["words"] == "While it was away"


async def test_of_what_is_somebody_elses_only_that_it_changed(
    app: Starlette, ask: Ask, agnes: Seat, eddie: Seat
) -> None:
    paula = await ask("Mine now")
    await eddie.answer(paula.conversation, "I have it")
    other = await ask("For anybody")
    async with watch(app, agnes) as told:
        await paula.say("For Eddie")
        assert await told.next("changed") == {}
        await other.say("For all")
        work = await told.next("work")
        assert work is not None
        assert work["words"] == "For all"


async def test_who_else_is_there_and_writes(app: Starlette, ask: Ask, agnes: Seat, eddie: Seat) -> None:
    paula = await ask("Help", email="paula@example.com")
    async with watch(app, agnes, paula.conversation) as told:
        async with watch(app, eddie, paula.conversation):
            assert await told.next("here", words="Eddie is here")
            await eddie.do(paula.conversation, "typing", **{"as": "note"})
            assert await told.next("here", words="Eddie is writing")
            await paula.post(f"/v1/conversations/{paula.conversation}/typing", {})
            assert await told.next("here", words="paula@example.com is writing · Eddie is writing")
        assert await told.next("here", words="paula@example.com is writing")


async def test_another_sites_news_are_not_told(app: Starlette, ask: Ask, agnes: Seat, cast: Cast) -> None:
    theirs = await ask("Theirs", stage=cast.globex)
    async with watch(app, agnes, theirs.conversation) as told:
        await theirs.say("Walrus")
        ours = await ask("Ours")
        work = await told.next("work")
        assert work is not None
        assert work["conversation"] == ours.conversation


async def test_it_ends_with_the_session(app: Starlette, ask: Ask, agnes: Seat) -> None:
    csrf = read_csrf(await agnes.client.get("/console"))
    async with watch(app, agnes) as told:
        await agnes.client.post("/console/sign-out", data={"csrf": csrf}, headers=SAME_ORIGIN)
        await ask("Too late")
        assert await told.next("work") is None


async def test_it_tells_nothing_of_a_site_that_one_has_left(
    app: Starlette, client: httpx.AsyncClient, cast: Cast, ask: Ask, agnes: Seat
) -> None:
    member = {"email": cast.agnes.email, "name": "Agnes", "role": "agent", "password": PASSWORD}
    await client.post("/api/sites/globex/members", json=member, headers=cast.globex.bearer)
    paula = await ask("Before")
    async with watch(app, agnes, paula.conversation) as told:
        await client.delete(f"/api/sites/acme/members/{cast.agnes.id}", headers=cast.acme.bearer)
        await paula.say("Walrus")
        await ask("Still mine", stage=cast.globex)
        work = await told.next("work")
        assert work is not None
        assert work["words"] == "Still mine"
