"""A person who writes to the team, as the server sees them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
from sqlalchemy import Connection

from handrail.contact.access import blocks
from handrail.contact.tables import ContactBlock, Conversation
from tests.server.device import Device

numbers = count(1)


@dataclass
class Writer:
    """What is refused is answered with the problem; `ok` insists."""

    device: Device

    async def arrive(self, sub: str | None = None) -> Writer:
        if sub is not None:
            self.device.sign_in(sub)
        await self.device.sync()
        return self

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self.device.post(f"/v1/{path}", body)

    async def begin(self, text: str = "Hello", **more: Any) -> httpx.Response:
        return await self.post("conversations", **{"client_id": f"b{next(numbers)}", "text": text} | more)

    async def say(self, conversation: str, text: str = "And then?", **more: Any) -> httpx.Response:
        return await self.post(
            f"conversations/{conversation}/messages", **{"client_id": f"m{next(numbers)}", "text": text} | more
        )

    async def read(self, conversation: str, **more: Any) -> dict[str, Any]:
        return ok(await self.post(f"conversations/{conversation}", **more))

    async def mine(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ok(await self.post("conversations/mine"))["conversations"]
        return found


def ok(answer: httpx.Response, *statuses: int) -> dict[str, Any]:
    assert answer.status_code in (statuses or (200, 201)), answer.text
    found: dict[str, Any] = answer.json()
    return found


def block(conn: Connection, conversation: Conversation, now: int) -> None:
    """As an agent does who has had enough."""
    row = ContactBlock(site_id=conversation.site_id, person_id=conversation.person_id, at=now)
    conn.execute(blocks.insert().values(row.model_dump()))


def texts(conversation: dict[str, Any]) -> list[str]:
    return [message["text"] for message in conversation["messages"]]
