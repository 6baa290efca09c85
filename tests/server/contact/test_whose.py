"""Whose a conversation is: every door asks for the same proof, and what is not theirs is not there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.contact.routes import FEATURE
from handrail.contact.say import Said, say
from handrail.contact.schema import Offer
from handrail.contact.thread import load_conversation
from handrail.core.clock import HOUR
from handrail.core.http import Endpoint
from tests.server.cast import Cast, MovingClock
from tests.server.contact.conftest import NewWriter
from tests.server.contact.talking import Writer, block, ok, texts
from tests.server.contact.test_files import attach
from tests.server.database_views import count_rows
from tests.server.device import Device
from tests.server.samples import sample
from tests.server.test_refusals import send

Do = Callable[..., Awaitable[Any]]
DOORS = [one for one in FEATURE.routes if isinstance(one, Endpoint) and one.needs == "publishable key"]
OF_ONE = [one for one in DOORS if one.param_convertors]


def name_of(endpoint: Endpoint) -> str:
    return endpoint.path


async def knock(client: httpx.AsyncClient, endpoint: Endpoint, of: dict[str, str], device: Device) -> httpx.Response:
    assert endpoint.body is not None
    proof = {"key": device.stage.key, "token": device.token or "", "user_token": device.user_token}
    body = sample(endpoint.body, **proof)
    return await send(client, endpoint, endpoint.path_format.format(**of), body, {"Origin": device.stage.origin})


@pytest.fixture
async def hers(ada: Writer, do: Do, cast: Cast, clock: MovingClock) -> dict[str, str]:
    """What there is of Ada's, by the names in paths."""
    file = ok(await attach(ada))
    begun = ok(await ada.begin("The zebra is mine", files=[file["id"]]))
    one = await do(load_conversation, begun["id"])
    offer = Said("agent", "", "o1", "offer", cast.agnes.id, offer=Offer(kind="tour", id="t", title="T"))
    offered = await do(say, one, offer, clock.now())
    return {"conversation": one.id, "message": offered.id, "file": file["id"]}


@pytest.mark.parametrize("endpoint", OF_ONE, ids=name_of)
async def test_another_persons_proof_opens_nothing(
    client: httpx.AsyncClient,
    app: Starlette,
    ada: Writer,
    ben: Writer,
    writer: NewWriter,
    cast: Cast,
    hers: dict[str, str],
    endpoint: Endpoint,
) -> None:
    """It is told no more than of what does not exist; and nothing changes."""
    before = await ada.read(hers["conversation"])
    nothing = dict.fromkeys(hers, "0190a000-0000-7000-8000-000000000000")
    others = [ben, await writer("visitor").arrive(), await writer("globex", cast.globex).arrive("ada")]
    for other in others:
        refused = await knock(client, endpoint, hers, other.device)
        missing = await knock(client, endpoint, nothing, other.device)
        assert (refused.status_code, refused.json()) == (404, missing.json())
    thief = Device(client, cast.globex, ada.device.clock, token=ada.device.token)
    assert (await knock(client, endpoint, hers, thief)).status_code == 401
    nobody = Device(client, cast.acme, ada.device.clock, token="")
    assert (await knock(client, endpoint, hers, nobody)).status_code == 401
    assert await ada.read(hers["conversation"]) == before
    assert await count_rows(app, "message") == 2


@pytest.mark.parametrize("endpoint", DOORS, ids=name_of)
async def test_who_looks_through_somebodys_eyes_neither_reads_nor_writes(
    client: httpx.AsyncClient, app: Starlette, ada: Writer, hers: dict[str, str], endpoint: Endpoint
) -> None:
    ada.device.sign_in("ada", act={"sub": "agnes"})
    for token in (ada.device.token, ""):
        ada.device.token = token
        refused = await knock(client, endpoint, hers, ada.device)
        assert refused.status_code in (401, 403), refused.text
        assert "zebra" not in refused.text
    assert await count_rows(app, "message") == 2


async def test_a_sync_of_who_only_looks_tells_nothing_of_conversations(ada: Writer, hers: dict[str, str]) -> None:
    assert (await ada.device.sync())["contact"] == {"open": hers["conversation"]}
    ada.device.sign_in("ada", act={"sub": "agnes"})
    synced = await ada.device.sync()
    assert (synced["unread"], synced["contact"]) == (0, {"open": None})


async def test_what_a_visitor_wrote_is_theirs_once_they_sign_in(writer: NewWriter, do: Do, clock: MovingClock) -> None:
    visitor = await writer("d1").arrive()
    begun = ok(await visitor.begin("Who am I", client_id="same"))
    await do(say, await do(load_conversation, begun["id"]), Said("agent", "Ada?", "a1"), clock.now())
    known = await writer("d2").arrive("ada")
    ok(await known.begin("Known", client_id="same"))
    await visitor.arrive("ada")
    assert [one["subject"] for one in await known.mine()] == ["Known", "Who am I"]
    assert texts(await known.read(begun["id"])) == ["Who am I", "Ada?"]
    assert (await known.device.sync())["unread"] == 1


async def test_where_somebody_else_was_identified_before_nobody_gets_a_visitors_conversation(
    writer: NewWriter, do: Do
) -> None:
    """Ada signs in and out; a visitor writes; then Cleo signs in, at the same device."""
    device = writer("d1")
    await device.arrive("ada")
    ok(await device.begin("Ada's"))
    device.device.user_token = device.device.token = None
    await device.arrive()
    assert await device.mine() == []
    anonymous = ok(await device.begin("A visitor's", shared=True), 201)
    assert [one["subject"] for one in await device.mine()] == ["A visitor's"]
    visitor = device.device.token
    await device.arrive("cleo")
    assert await device.mine() == []
    assert (await device.post(f"conversations/{anonymous['id']}")).status_code == 404
    assert (await device.device.sync())["contact"] == {"open": None}
    device.device.user_token, device.device.token = None, visitor
    assert (await device.post("conversations/mine")).status_code == 401
    assert (await do(load_conversation, anonymous["id"])).status == "open"  # for the team it is still there
    ada = await writer("d2").arrive("ada")
    assert [one["subject"] for one in await ada.mine()] == ["Ada's"]


async def test_what_stays_with_the_team_can_be_given_out_and_forgotten(
    client: httpx.AsyncClient, app: Starlette, cast: Cast, writer: NewWriter, do: Do, clock: MovingClock
) -> None:
    device = await writer("d1").arrive()
    file = ok(await attach(device))
    stays = ok(await device.begin("A visitor's", shared=True, files=[file["id"]], email="zebra@prosper.example"))["id"]
    await do(block, await do(load_conversation, stays), clock.now())
    await device.arrive("cleo")
    kept = await do(load_conversation, stays)
    named = {"person": kept.person_id}
    given = await client.post("/api/sites/acme/people/export", json=named, headers=cast.acme.bearer)
    (told,) = ok(given)["tables"]["conversation"]
    assert (told["id"], told["email"]) == (stays, "zebra@prosper.example")
    assert [one["id"] for one in ok(given)["tables"]["contact_file"]] == [file["id"]]
    assert len(ok(given)["tables"]["contact_block"]) == 1
    ok(await client.post("/api/sites/acme/people/erase", json=named, headers=cast.acme.bearer))
    for name in ("conversation", "message", "contact_file"):
        assert await count_rows(app, name) == 0


async def test_two_identified_people_at_one_device_have_each_their_own(writer: NewWriter) -> None:
    device = await writer("d1").arrive("ada")
    begun = ok(await device.begin("Ada's"))
    await device.arrive("ben")
    assert await device.mine() == []
    assert (await device.say(begun["id"])).status_code == 404
    await device.arrive("ada")
    assert [one["id"] for one in await device.mine()] == [begun["id"]]


async def test_what_is_erased_is_gone_for_everybody(app: Starlette, ada: Writer, hers: dict[str, str]) -> None:
    exported = ok(await ada.post("me/export"))["tables"]
    assert [m["text"] for m in exported["conversation"][0]["messages"]] == ["The zebra is mine", ""]
    ok(await ada.post("me/erase"))
    for table in ("conversation", "message", "contact_file"):
        assert await count_rows(app, table) == 0


async def test_whoever_is_blocked_reads_and_writes_no_more(
    ada: Writer, ben: Writer, hers: dict[str, str], do: Do, clock: MovingClock
) -> None:
    await do(block, await do(load_conversation, hers["conversation"]), clock.now())
    for answer in (await ada.begin(), await ada.say(hers["conversation"]), await attach(ada)):
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/blocked")
    assert texts(await ada.read(hers["conversation"])) == ["The zebra is mine", ""]
    ok(await ben.begin())


async def test_ratings_and_addresses_are_limited(ada: Writer, clock: MovingClock) -> None:
    """Each time that one changes; what it is already changes nothing."""
    begun = ok(await ada.begin(), 201)
    here = f"conversations/{begun['id']}"
    ok(await ada.post(f"{here}/close"))
    for number in range(10):
        ok(await ada.post(f"{here}/rating", score=1 + number % 2))
        ok(await ada.post(f"{here}/email", email=f"ada{number}@example.com"))
    ok(await ada.post(f"{here}/rating", score=2))
    for what, body in (("rating", {"score": 5}), ("email", {"email": None})):
        refused = await ada.post(f"{here}/{what}", **body)
        assert (refused.status_code, refused.json()["type"]) == (429, "/problems/rate_limited")
        assert int(refused.headers["retry-after"]) == HOUR // 1_000
    clock.advance(HOUR - 1_000)
    await ada.arrive("ada")
    clock.advance(1_000)
    ok(await ada.post(f"{here}/rating", score=5))


async def test_beginnings_and_messages_are_limited(ada: Writer, writer: NewWriter, clock: MovingClock) -> None:
    for _ in range(5):
        begun = ok(await ada.begin(), 201)
        ok(await ada.post(f"conversations/{begun['id']}/close"))
    refused = await ada.begin()
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/rate_limited")
    assert int(refused.headers["retry-after"]) == HOUR // 1_000
    for number in range(30):
        ok(await ada.say(begun["id"], client_id=f"n{number}"))
    refused = await ada.say(begun["id"])
    assert (refused.status_code, int(refused.headers["retry-after"])) == (429, 60)
    ok(await ada.say(begun["id"], client_id="n7"))  # what is sent again is no more than it was
    for number in range(15):
        ok(await (await writer(f"v{number}").arrive()).begin(), 201)
    refused = await (await writer("v99").arrive()).begin()
    assert refused.status_code == 429
    clock.advance(HOUR)
    ok(await (await writer("v99").arrive()).begin(), 201)
