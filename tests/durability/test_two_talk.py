"""One conversation at two server processes at once: its person on two devices, each message sent twice, and the team answering at both."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.durability.ground import Ground
from tests.durability.talker import Talker
from tests.durability.test_outbox_kill import add_webhook, keep_first, wait_until_told
from tests.server.contact.receiver import Receiver, run_receiver

MESSAGES = 10  # of each device, and at each server: below what a person may send in a minute
CLAIMS = 8
NAMES = ("phone", "laptop", "team0", "team1")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with run_receiver() as receiver:
        yield receiver


class Team:
    """Whoever answers by the API, at one of the servers."""

    def __init__(self, client: httpx.AsyncClient, ground: Ground, conversation: str) -> None:
        self.client, self.ground = client, ground
        self.path = f"/api/sites/acme/conversations/{conversation}"

    async def post(self, what: str, **body: Any) -> httpx.Response:
        return await self.client.post(f"{self.path}/{what}", json=body, headers=self.ground.stage.bearer)

    async def read(self) -> dict[str, Any]:
        answer = await self.client.get(self.path, headers=self.ground.stage.bearer)
        found: dict[str, Any] = answer.json()
        return found

    async def answer(self, name: str) -> None:
        for number in range(MESSAGES):
            answer = await self.post("messages", text=f"{name} {number}", client_id=f"{name}-{number}")
            assert answer.status_code == 201, answer.text


async def begin(talkers: list[Talker], clients: list[httpx.AsyncClient]) -> str:
    """Both at once; a person has one conversation that is open."""
    await talkers[0].meet(clients[0])
    talkers[1].token = talkers[0].token
    await asyncio.gather(*(talker.say(client, "begin") for talker, client in zip(talkers, clients, strict=True)))
    (conversation,) = {talker.conversation for talker in talkers}
    assert conversation is not None
    return conversation


async def say_twice(talker: Talker, clients: list[httpx.AsyncClient]) -> None:
    """At both servers at once, as a page does that did not wait for the answer."""
    for number in range(MESSAGES):
        text = f"{talker.name} {number}"
        await asyncio.gather(*(talker.say(client, text) for client in clients))


async def talk(ground: Ground, urls: list[str]) -> dict[str, Any]:
    clients = [httpx.AsyncClient(base_url=url, timeout=60) for url in urls]
    talkers = [Talker(name, ground.stage) for name in ("phone", "laptop")]
    try:
        conversation = await begin(talkers, clients)
        team = [Team(client, ground, conversation) for client in clients]
        saying = [say_twice(talker, clients) for talker in talkers]
        await asyncio.gather(*saying, *(one.answer(f"team{number}") for number, one in enumerate(team)))
        await claim(team, ground)
        return await team[1].read()
    finally:
        for client in clients:
            await client.aclose()


async def claim(team: list[Team], ground: Ground) -> None:
    """Of two who claim it at once, one gets it: each time."""
    answer = await team[0].client.get("/api/sites/acme/members", headers=ground.stage.bearer)
    ids = [member["id"] for member in answer.json()["members"] if member["role"] != "viewer"][:2]
    for _ in range(CLAIMS):
        both = await asyncio.gather(
            *(one.post("assign", member=id_, expected=None) for one, id_ in zip(team, ids, strict=True))
        )
        assert sorted(one.status_code for one in both) == [200, 409], [one.text for one in both]
        holder = next(one for one in both if one.status_code == 200).json()["assignee"]["id"]
        assert (await team[0].post("assign", member=None, expected=holder)).status_code == 200


@pytest.mark.slow
def test_at_two_servers_everything_is_said_once_and_in_order(ground: Ground, receiver: Receiver) -> None:
    servers = [ground.make_server(), ground.make_server()]
    for server in servers:
        server.start()
    add_webhook(servers[0], ground, receiver)
    thread = asyncio.run(talk(ground, [server.url for server in servers]))
    assert [message["seq"] for message in thread["messages"]] == list(range(1, len(thread["messages"]) + 1))
    said = [message["text"] for message in thread["messages"] if message["kind"] == "message"]
    assert sorted(said) == sorted(["begin", *(f"{name} {n}" for name in NAMES for n in range(MESSAGES))])
    for name in NAMES:
        assert [text for text in said if text.startswith(name)] == [f"{name} {n}" for n in range(MESSAGES)]
    asyncio.run(wait_until_told(servers[1], ground))
    told = [one.said["data"]["message"] for one in keep_first(receiver.got) if one.said["type"] == "message.added"]
    assert [message["text"] for message in told] == said
