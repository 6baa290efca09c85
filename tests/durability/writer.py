"""A browser that reports what happened, through anything that may happen to the server."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from typing import Any

import httpx

from handrail.core.clock import Clock, to_iso
from tests.server.cast import Stage


class Writer:
    """A browser that goes on through anything: what is not acknowledged is sent again, with the same ids."""

    def __init__(self, number: int, stage: Stage, seed: int) -> None:
        self.number, self.stage = number, stage
        self.random = random.Random(f"{seed} {number}")
        self.token: str | None = None
        self.seq = 0
        self.waiting: list[dict[str, Any]] = []
        self.sent: set[str] = set()
        self.acknowledged: set[str] = set()

    async def write(self, client: httpx.AsyncClient, heard: asyncio.Event) -> None:
        """Until the server is gone."""
        while True:
            if not self.waiting:
                self.waiting = [self.tell() for _ in range(self.random.randint(1, 12))]
                self.sent |= {event["id"] for event in self.waiting}
            try:
                answer = await self.sync(client, events=self.waiting)
            except httpx.TransportError:
                return
            assert (answer["accepted"], answer["rejected"]) == (len(self.waiting), [])
            self.acknowledged |= {event["id"] for event in self.waiting}
            self.waiting = []
            heard.set()

    async def sync(self, client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
        return await self.post(client, "/v1/sync", url="/", device=f"d{self.number}", **more)

    async def post(self, client: httpx.AsyncClient, path: str, **more: Any) -> dict[str, Any]:
        body = {"key": self.stage.key, **more}
        body |= {"token": self.token} if self.token else {}
        headers = {"Content-Type": "text/plain", "Origin": self.stage.origin}
        answer = await client.post(path, content=json.dumps(body), headers=headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        self.token = found.get("token", self.token)
        return found

    def tell(self) -> dict[str, Any]:
        self.seq += 1
        name = self.random.choice(["tour_started", "step_shown", "step_completed", "tour_completed"])
        return {
            "id": f"w{self.number}-{self.seq}",
            "name": name,
            "item": f"tour-{self.random.randint(1, 5)}-{self.seq // 5_000}",
            "run": f"r{self.seq // 10}",
            "step": "a",
            "seq": self.seq,
            "at": to_iso(Clock().now()),
        }


async def check_writers(url: str, writers: list[Writer]) -> None:
    """What was acknowledged is there, exactly once; nothing else is; the state speaks of all of it."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        for writer in writers:
            tables = (await writer.post(client, "/v1/me/export"))["tables"]
            kept = Counter(event["id"] for event in tables["event"])
            assert set(kept.values()) <= {1}
            assert writer.acknowledged <= kept.keys() <= writer.sent
            assert tables["person_state"][0]["progress"].keys() == {event["item"] for event in tables["event"]}


async def meet(url: str, writers: list[Writer]) -> None:
    """Everybody gets a token, so that a first event that is sent twice is of the same person."""
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        for writer in writers:
            await writer.sync(client)
