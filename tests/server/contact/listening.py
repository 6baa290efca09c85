"""Reads `/v1/stream` as a page does: event by event, while the answer lasts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.types import Message

from tests.server.device import Device

PATIENCE = 60


@dataclass(frozen=True)
class Event:
    name: str
    data: dict[str, Any]
    id: str | None


@dataclass
class Listening:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    arrived: asyncio.Queue[Event | None] = field(default_factory=asyncio.Queue)
    last_id: str | None = None
    rest: str = ""

    async def next(self, *names: str) -> Event | None:
        """The next one of these names, None once it has ended."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self.arrived.get()
                if event is None or not names or event.name in names:
                    self.last_id = (event and event.id) or self.last_id
                    return event

    async def next_text(self) -> str:
        event = await self.next("message")
        assert event is not None
        text: str = event.data["text"] or event.data["change"]
        return text

    def take(self, body: bytes) -> None:
        *whole, self.rest = (self.rest + body.decode()).split("\n\n")
        for block in whole:
            fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
            if fields:
                self.arrived.put_nowait(Event(fields["event"], json.loads(fields["data"]), fields.get("id")))


@asynccontextmanager
async def listen(app: Starlette, device: Device, last_event_id: str | None = None) -> AsyncIterator[Listening]:
    """Straight to the app: the client that the tests use has an answer only when it is whole."""
    listening, left = Listening(), asyncio.Event()
    body = {"key": device.stage.key, "token": device.token, "last_event_id": last_event_id}
    if device.user_token is not None:
        body["user_token"] = device.user_token
    sent: list[Message] = [{"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}]
    began = asyncio.Event()

    async def receive() -> Message:
        if sent:
            return sent.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            listening.status = message["status"]
            listening.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            listening.take(message.get("body", b""))
            began.set()

    headers = [(b"content-type", b"text/plain"), (b"origin", device.stage.origin.encode()), (b"host", b"testserver")]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/v1/stream",
        "raw_path": b"/v1/stream",
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "app": app,
    }
    running = asyncio.create_task(app(scope, receive, send))
    running.add_done_callback(lambda _: listening.arrived.put_nowait(None))
    try:
        async with asyncio.timeout(PATIENCE):
            await began.wait()
        yield listening
    finally:
        left.set()
        async with asyncio.timeout(PATIENCE):
            await running
