"""People who write to acme, each at a device of their own, and members of it at the inbox, each in a browser of their own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from tests.server.cast import Cast, MovingClock, Player, Stage
from tests.server.console.test_sign_in import SAME_ORIGIN, read_csrf, sign_in
from tests.server.device import Device

numbers = count(1)


@dataclass
class Asker(Device):
    """`conversation`: the id of the one that they began."""

    conversation: str = ""

    async def begin(self, text: str, **more: Any) -> str:
        await self.sync()
        answer = await self.post("/v1/conversations", {"client_id": f"b{next(numbers)}", "text": text, **more})
        assert answer.status_code == 201, answer.text
        self.conversation = answer.json()["id"]
        return self.conversation

    async def say(self, text: str) -> httpx.Response:
        path = f"/v1/conversations/{self.conversation}/messages"
        return await self.post(path, {"client_id": f"m{next(numbers)}", "text": text})

    async def read(self) -> dict[str, Any]:
        answer = await self.post(f"/v1/conversations/{self.conversation}", {})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@dataclass
class Seat:
    """A member who is signed in."""

    client: httpx.AsyncClient
    player: Player

    async def open(self, path: str = "", **query: str) -> str:
        answer = await self.client.get(f"/console/inbox{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def list(self, **query: str) -> list[str]:
        """The subjects that are listed, in order."""
        listed = (await self.open(**query)).partition('id="conversations"')[2].partition("</ul>")[0]
        return [part.partition("</span>")[0] for part in listed.split('<span class="subject">')[1:]]

    async def do(self, conversation: str, act: str, files: Any = None, **fields: str) -> httpx.Response:
        page = await self.client.get(f"/console/inbox/{conversation}")
        csrf = {"csrf": read_csrf(page)} if 'name="csrf"' in page.text else {}
        path = f"/console/inbox/{conversation}/{act}"
        return await self.client.post(path, data={**csrf, **fields}, files=files, headers=SAME_ORIGIN)

    async def answer(self, conversation: str, text: str, kind: str = "message", files: Any = ()) -> httpx.Response:
        """As the page's form does: in parts, whether there are files or not."""
        parts = list(files) or [("files", ("", b"", "application/octet-stream"))]
        return await self.do(conversation, "messages", parts, text=text, kind=kind, client_id=f"a{next(numbers)}")


Sit = Callable[[Player], Awaitable[Seat]]
Ask = Callable[..., Awaitable[Asker]]


@pytest.fixture
async def sit(app: Starlette) -> AsyncIterator[Sit]:
    async with AsyncExitStack() as stack:

        async def sit(player: Player) -> Seat:
            transport = httpx.ASGITransport(app)
            client = await stack.enter_async_context(
                httpx.AsyncClient(transport=transport, base_url="http://testserver")
            )
            await sign_in(client, player)
            return Seat(client, player)

        yield sit


@pytest.fixture
async def agnes(sit: Sit, cast: Cast) -> Seat:
    return await sit(cast.agnes)


@pytest.fixture
async def eddie(sit: Sit, cast: Cast) -> Seat:
    return await sit(cast.eddie)


@pytest.fixture
async def victor(sit: Sit, cast: Cast) -> Seat:
    return await sit(cast.victor)


@pytest.fixture
async def ask(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> Ask:
    """Somebody new writes to acme, or to `stage`, a second after the one before."""

    async def ask(text: str = "Help", stage: Stage = cast.acme, sub: str | None = None, **more: Any) -> Asker:
        clock.advance(1_000)
        asker = Asker(client, stage, clock, name=f"d{next(numbers)}")
        if sub:
            asker.sign_in(sub, **more.pop("claims", {}))
        if stage is cast.globex:
            more.setdefault("origin", stage.origin)
        await asker.begin(text, **more)
        return asker

    return ask


def capsule(*lines: tuple[str, str, str]) -> str:
    """Kind, label and value of each."""
    return json.dumps([{"kind": kind, "label": label, "value": value} for kind, label, value in lines])
