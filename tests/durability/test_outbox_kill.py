"""`kill -9` while people write and another system is told: whoever honours the id gets all of it once, and each conversation in order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response

from tests.durability.ground import Ground
from tests.durability.server_process import ServerProcess
from tests.durability.talker import Talker
from tests.server.contact.receiver import Delivery, Receiver, run_receiver

TALKERS = 4


class MoodyReceiver(Receiver):
    """Takes most of what comes; sometimes it has kept a delivery and says that it has not."""

    async def take(self, request: Request) -> Response:
        taken = await super().take(request)
        return Response(status_code=503) if random.random() < 0.02 else taken


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with run_receiver(MoodyReceiver()) as receiver:
        yield receiver


async def talk_until_killed(process: ServerProcess, talkers: list[Talker], after: float) -> None:
    async with httpx.AsyncClient(base_url=process.url, timeout=30) as client:
        for talker in talkers:
            await talker.meet(client)
        heard = asyncio.Event()
        talking = [asyncio.create_task(talker.talk(client, heard)) for talker in talkers]
        hearing = asyncio.create_task(heard.wait())  # the moment counts from the first acknowledgement of the round
        await asyncio.wait([hearing, *talking], return_when=asyncio.FIRST_COMPLETED)
        hearing.cancel()
        await asyncio.sleep(after)  # The moment to die is what is varied.
        process.kill()
        for ended in await asyncio.gather(*talking, return_exceptions=True):
            assert ended is None or isinstance(ended, httpx.TransportError), ended


async def finish(process: ServerProcess, talkers: list[Talker]) -> None:
    async with httpx.AsyncClient(base_url=process.url, timeout=30) as client:
        for talker in talkers:
            await talker.finish(client)


async def wait_until_told(process: ServerProcess, ground: Ground) -> None:
    """What was under way when a process was killed is taken up once its time has passed."""
    async with httpx.AsyncClient(base_url=process.url, timeout=30) as client, asyncio.timeout(180):
        while True:
            answer = await client.get("/api/sites/acme/outbox", headers=ground.stage.bearer)
            counts = answer.json()["counts"]
            assert counts["dead"] == 0, answer.text
            if counts["waiting"] == counts["sending"] == 0:
                return
            await asyncio.sleep(0.2)  # It is working: asked again until the deadline.


def add_webhook(process: ServerProcess, ground: Ground, receiver: Receiver) -> str:
    path = f"{process.url}/api/sites/acme/webhooks"
    made = httpx.post(path, json={"url": receiver.url}, headers=ground.stage.bearer)
    assert made.status_code == 201, made.text
    return str(made.json()["secret"])


def keep_first(got: list[Delivery]) -> list[Delivery]:
    """As a receiver does that honours the id. What comes again is the same."""
    first: dict[str, Delivery] = {}
    for one in got:
        assert first.setdefault(one.id, one).body == one.body
    return list(first.values())


def check(receiver: Receiver, secret: str, talkers: list[Talker]) -> None:
    kept = keep_first(receiver.got)
    assert all(one.is_signed_with(secret) for one in kept)
    told: dict[str, list[str]] = {}
    for one in kept:
        conversation = told.setdefault(one.said["data"]["conversation"]["id"], [])
        conversation.append(one.said["data"]["message"]["text"] if one.said["type"] == "message.added" else "begun")
    assert told == {talker.conversation: ["begun", *talker.sent] for talker in talkers if talker.conversation}
    assert all(talker.sent == talker.acknowledged for talker in talkers)


def kill_repeatedly(ground: Ground, receiver: Receiver, rounds: int) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    moments = random.Random(seed)
    process = ground.make_server()
    process.start()
    secret = add_webhook(process, ground, receiver)
    everybody: list[Talker] = []
    for number in range(rounds):
        talkers = [Talker(f"t{number}-{each}", ground.stage) for each in range(TALKERS)]
        everybody += talkers
        asyncio.run(talk_until_killed(process, talkers, moments.uniform(0.0, 0.8)))
        process.start()
        asyncio.run(finish(process, talkers))
    asyncio.run(wait_until_told(process, ground))
    check(receiver, secret, everybody)
    assert len(receiver.got) > rounds


@pytest.mark.slow
def test_everything_arrives_once_and_in_order_through_five_kills(ground: Ground, receiver: Receiver) -> None:
    kill_repeatedly(ground, receiver, rounds=5)


@pytest.mark.soak
def test_everything_arrives_once_and_in_order_through_fifty_kills(ground: Ground, receiver: Receiver) -> None:
    kill_repeatedly(ground, receiver, rounds=50)
