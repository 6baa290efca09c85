"""Somebody who writes to the team, through anything that may happen to the server."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Any

import httpx

from tests.server.cast import Stage


class Talker:
    """Says one thing after another in one conversation. What is not acknowledged is sent again, with the same id."""

    def __init__(self, name: str, stage: Stage) -> None:
        self.name, self.stage = name, stage
        self.token: str | None = None
        self.conversation: str | None = None
        self.sent: list[str] = []
        self.acknowledged: list[str] = []

    async def meet(self, client: httpx.AsyncClient) -> None:
        self.token = (await self.post(client, "/v1/sync", url="/"))["token"]

    async def talk(self, client: httpx.AsyncClient, heard: asyncio.Event) -> None:
        """Until the server is gone, or somebody would take it for a flood."""
        while len(self.sent) < 20:
            text = f"{self.name} {len(self.sent)}"
            self.sent.append(text)
            await self.say(client, text)
            heard.set()

    async def finish(self, client: httpx.AsyncClient) -> None:
        """What was under way when the server went: the last only, as the next is said once it was acknowledged."""
        for text in self.sent[len(self.acknowledged) :]:
            await self.say(client, text)

    async def say(self, client: httpx.AsyncClient, text: str) -> None:
        said = {"client_id": text.replace(" ", "-"), "text": text}
        if self.conversation is None:
            self.conversation = (await self.post(client, "/v1/conversations", **said))["id"]
        else:
            await self.post(client, f"/v1/conversations/{self.conversation}/messages", **said)
        self.acknowledged.append(text)

    async def post(self, client: httpx.AsyncClient, path: str, **more: Any) -> dict[str, Any]:
        """Each from an address of their own, as a proxy in front of the server would say."""
        body = {"key": self.stage.key, **more} | ({"token": self.token} if self.token else {})
        headers = {"Content-Type": "text/plain", "Origin": self.stage.origin, "X-Forwarded-For": self.address}
        answer = await client.post(path, content=json.dumps(body), headers=headers)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    @property
    def address(self) -> str:
        """In a network of their own, for limits count by network."""
        mark = zlib.crc32(self.name.encode())
        return f"2001:db8:{mark >> 16:x}:{mark & 0xFFFF:x}::1"
