"""Several server processes on one database: what one of them was told, all of them know at once, and none gets in the other's way."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.durability.ground import Ground
from tests.durability.writer import Writer, check_writers, meet

WRITERS = 8


async def write_for(urls: list[str], writers: list[Writer], seconds: float) -> None:
    """Each writer at one of the servers. Any refusal fails the test, `Busy` too."""

    async def write(writer: Writer, url: str) -> None:
        async with httpx.AsyncClient(base_url=url, timeout=60) as client:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(seconds):
                    await writer.write(client, asyncio.Event())

    await asyncio.gather(*(write(writer, urls[writer.number % len(urls)]) for writer in writers))


def write_to_both(ground: Ground, seconds: float) -> None:
    servers = [ground.make_server(), ground.make_server()]
    for server in servers:
        server.start()
    urls = [server.url for server in servers]
    writers = [Writer(number, ground.stage, seed=0) for number in range(WRITERS)]
    asyncio.run(meet(urls[0], writers))
    asyncio.run(write_for(urls, writers, seconds))
    asyncio.run(check_writers(urls[1], writers))
    assert all(writer.acknowledged for writer in writers)


@pytest.mark.slow
def test_two_servers_write_to_one_database(ground: Ground) -> None:
    write_to_both(ground, 2)


@pytest.mark.soak
def test_two_servers_write_to_one_database_for_a_minute(ground: Ground) -> None:
    write_to_both(ground, 60)


@pytest.mark.slow
def test_what_is_declined_at_one_server_is_declined_at_the_other_at_once(ground: Ground) -> None:
    here, there = ground.make_server(), ground.make_server()
    here.start()
    there.start()
    writer = Writer(0, ground.stage, seed=0)

    async def decline_and_look() -> None:
        async with (
            httpx.AsyncClient(base_url=here.url, timeout=30) as one,
            httpx.AsyncClient(base_url=there.url, timeout=30) as other,
        ):
            for on in (False, True, False):
                await writer.sync(one)
                await writer.post(one, "/v1/preferences", set={"items": {"welcome": on}})
                assert (await writer.sync(other))["preferences"]["items"] == {"welcome": on}

    asyncio.run(decline_and_look())
