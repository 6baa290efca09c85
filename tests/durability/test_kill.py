"""`kill -9` in the middle of ingest: what was acknowledged is there, exactly once, and so is what follows from it."""

from __future__ import annotations

import asyncio
import random

import httpx
import pytest

from tests.durability.ground import Ground
from tests.durability.server_process import ServerProcess
from tests.durability.writer import Writer, check_writers, meet

WRITERS = 6


async def write_until_killed(process: ServerProcess, writers: list[Writer], after: float) -> None:
    async with httpx.AsyncClient(base_url=process.url, timeout=30) as client:
        heard = asyncio.Event()
        tasks = [asyncio.create_task(writer.write(client, heard)) for writer in writers]
        await heard.wait()  # the moment counts from the first acknowledgement of the round
        await asyncio.sleep(after)  # The moment to die is what is varied.
        process.kill()
        await asyncio.gather(*tasks)


def kill_repeatedly(ground: Ground, rounds: int) -> None:
    process = ground.make_server()
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    moments = random.Random(seed)
    writers = [Writer(number, ground.stage, seed) for number in range(WRITERS)]
    process.start()
    asyncio.run(meet(process.url, writers))
    for _ in range(rounds):
        asyncio.run(write_until_killed(process, writers, moments.uniform(0.0, 0.8)))
        process.start()
    asyncio.run(check_writers(process.url, writers))
    assert sum(len(writer.acknowledged) for writer in writers) > rounds


@pytest.mark.slow
def test_what_was_acknowledged_survives_five_kills(ground: Ground) -> None:
    kill_repeatedly(ground, rounds=5)


@pytest.mark.soak
def test_what_was_acknowledged_survives_fifty_kills(ground: Ground) -> None:
    kill_repeatedly(ground, rounds=50)
