"""`kill -9` in the middle of ingest: what was acknowledged is there, exactly once, and so is what follows from it."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from handrail.core.clock import Clock, to_iso
from tests.durability.server_process import ServerProcess
from tests.server.cast import Stage
from tests.server.databases import copy_sqlite, make_template, run_postgresql

WRITERS = 6


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[ServerProcess, Stage]]:
    """Not started yet."""
    if request.param == "sqlite":
        template = make_template(f"sqlite:///{tmp_path}/template.db")
        process = ServerProcess(copy_sqlite(template, tmp_path / "handrail.db"), tmp_path / "server.log")
        yield process, template.cast.acme
        process.stop()
        return
    with run_postgresql() as postgresql:
        template = make_template(postgresql.create())
        process = ServerProcess(template.url, tmp_path / "server.log")
        yield process, template.cast.acme
        process.stop()


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
                answer = await self.post(client, "/v1/sync", events=self.waiting)
            except httpx.TransportError:
                return
            assert (answer["accepted"], answer["rejected"]) == (len(self.waiting), [])
            self.acknowledged |= {event["id"] for event in self.waiting}
            self.waiting = []
            heard.set()

    async def post(self, client: httpx.AsyncClient, path: str, **more: Any) -> dict[str, Any]:
        body = {"key": self.stage.key, "url": "/", "device": f"d{self.number}", **more}
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
            "item": f"tour-{self.random.randint(1, 5)}",
            "run": f"r{self.seq // 10}",
            "step": "a",
            "seq": self.seq,
            "at": to_iso(Clock().now()),
        }


async def write_until_killed(process: ServerProcess, writers: list[Writer], after: float) -> None:
    async with httpx.AsyncClient(base_url=process.url, timeout=30) as client:
        heard = asyncio.Event()
        tasks = [asyncio.create_task(writer.write(client, heard)) for writer in writers]
        await heard.wait()  # the moment counts from the first acknowledgement of the round
        await asyncio.sleep(after)
        process.kill()
        await asyncio.gather(*tasks)


async def check(process: ServerProcess, writers: list[Writer]) -> None:
    async with httpx.AsyncClient(base_url=process.url, timeout=60) as client:
        for writer in writers:
            tables = (await writer.post(client, "/v1/me/export"))["tables"]
            kept = Counter(event["id"] for event in tables["event"])
            assert set(kept.values()) <= {1}
            assert writer.acknowledged <= kept.keys() <= writer.sent
            assert tables["person_state"][0]["progress"].keys() == {event["item"] for event in tables["event"]}


def kill_repeatedly(process: ServerProcess, stage: Stage, rounds: int) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    moments = random.Random(seed)
    writers = [Writer(number, stage, seed) for number in range(WRITERS)]
    process.start()
    for writer in writers:  # everybody has a token, so that a first event that is sent twice is of the same person
        asyncio.run(meet(process, writer))
    for _ in range(rounds):
        asyncio.run(write_until_killed(process, writers, moments.uniform(0.0, 0.8)))
        process.start()
    asyncio.run(check(process, writers))
    assert sum(len(writer.acknowledged) for writer in writers) > rounds


async def meet(process: ServerProcess, writer: Writer) -> None:
    async with httpx.AsyncClient(base_url=process.url, timeout=30) as client:
        await writer.post(client, "/v1/sync")


@pytest.mark.slow
def test_what_was_acknowledged_survives_five_kills(server: tuple[ServerProcess, Stage]) -> None:
    kill_repeatedly(*server, rounds=5)


@pytest.mark.soak
def test_what_was_acknowledged_survives_fifty_kills(server: tuple[ServerProcess, Stage]) -> None:
    kill_repeatedly(*server, rounds=50)
