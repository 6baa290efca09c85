"""The outbox: what is put in arrives, at least once, known by its id, in the order of its conversation, whatever happens on the way."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.contact.channels import CHANNELS
from handrail.contact.outbox.back_off import ATTEMPTS
from handrail.contact.outbox.channels import Channel
from handrail.contact.outbox.claim import claim, find_due, note_dead
from handrail.contact.outbox.dispatch import Dispatcher
from handrail.contact.outbox.enqueue import forget_subjects
from handrail.core.clock import DAY, HOUR, SECOND, from_iso
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.contact.conftest import Deliver
from tests.server.contact.post import put, run_outbox_once, tell
from tests.server.contact.receiver import Receiver

pytestmark = pytest.mark.usefixtures("webhook")


def texts(receiver: Receiver) -> list[str]:
    return [delivery.said["data"]["text"] for delivery in receiver.got]


async def look(client: httpx.AsyncClient, cast: Cast, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/api/sites/acme/outbox", params=query, headers=cast.acme.bearer)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["entries"]
    return found


async def test_what_is_not_kept_is_not_told(app: Starlette, receiver: Receiver, deliver: Deliver) -> None:
    def fail(conn: Connection) -> None:
        tell(conn, "never said", 0)
        raise LookupError

    with pytest.raises(LookupError):
        await services_of(app).db.write(fail)
    await deliver()
    assert receiver.got == []


async def test_a_conversation_arrives_in_order_and_holds_up_no_other(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, clock: MovingClock, receiver: Receiver, deliver: Deliver
) -> None:
    await put(app, "one", "two", "three")
    receiver.answer(503)
    await deliver()
    await put(app, "other", subject="c2")
    await deliver()
    assert texts(receiver) == ["one", "other"]
    assert [one["state"] for one in await look(client, cast)] == ["sent", "waiting", "waiting", "waiting"]
    clock.advance(HOUR)
    await deliver()
    assert texts(receiver) == ["one", "other", "one", "two", "three"]
    first, _, again, *_ = receiver.got
    assert (first.id, first.body) == (again.id, again.body)
    assert first.headers["webhook-timestamp"] != again.headers["webhook-timestamp"]
    assert {one["state"] for one in await look(client, cast)} == {"sent"}


async def test_attempts_grow_rare_until_it_is_a_dead_letter_that_can_be_replayed(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, clock: MovingClock, receiver: Receiver, deliver: Deliver
) -> None:
    await put(app, "hello")
    receiver.answer(*ATTEMPTS * [500])
    waits = []
    for _ in range(ATTEMPTS):
        await deliver()
        (entry,) = await look(client, cast)
        if entry["state"] == "waiting":
            waits.append(from_iso(entry["next_at"]) - clock.now())
            clock.advance(waits[-1])
    assert waits == sorted(waits)
    assert len(waits) == ATTEMPTS - 1
    assert (entry["state"], entry["attempts"], entry["last_error"]) == ("dead", ATTEMPTS, "It answered 500.")
    assert await look(client, cast, state="dead") == [entry]
    replayed = await client.post(f"/api/sites/acme/outbox/{entry['id']}/replay", headers=cast.acme.bearer)
    assert replayed.status_code == 200, replayed.text
    await deliver()
    assert len({delivery.id for delivery in receiver.got}) == 1
    assert (await look(client, cast))[0]["state"] == "sent"
    refused = await client.post(f"/api/sites/acme/outbox/{entry['id']}/replay", headers=cast.acme.bearer)
    assert refused.status_code == 404
    theirs = await client.post(f"/api/sites/globex/outbox/{entry['id']}/replay", headers=cast.globex.bearer)
    assert theirs.status_code == 404


@pytest.mark.parametrize("status", [400, 401, 404, 422, 301, 302])
async def test_what_will_never_be_taken_is_given_up_at_once(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, receiver: Receiver, deliver: Deliver, status: int
) -> None:
    await put(app, "no", "yes")
    receiver.answer(status)
    await deliver()
    assert texts(receiver) == ["no", "yes"]
    assert [one["state"] for one in await look(client, cast)] == ["sent", "dead"]


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 503])
async def test_a_receiver_that_asks_for_time_gets_it(
    app: Starlette, clock: MovingClock, receiver: Receiver, deliver: Deliver, status: int
) -> None:
    await put(app, "hello")
    receiver.answer(status, **{"Retry-After": "600"})
    await deliver()
    clock.advance(599 * SECOND)
    await deliver()
    assert len(receiver.got) == 1
    clock.advance(SECOND)
    await deliver()
    assert len(receiver.got) == 2


async def test_whoever_is_killed_leaves_it_to_the_next_and_has_no_say_any_more(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, clock: MovingClock, receiver: Receiver, deliver: Deliver
) -> None:
    await put(app, "hello")
    db, now = services_of(app).db, clock.now()
    due = [number for number, _ in await db.read(find_due, "webhook", now, 8)]
    (killed,) = await db.write(claim, due, now, now + 15 * SECOND)
    assert await db.write(claim, due, now, now + 15 * SECOND) == []
    await deliver()
    assert receiver.got == []
    clock.advance(15 * SECOND)
    await deliver()
    assert texts(receiver) == ["hello"]
    await db.write(note_dead, killed, "late", clock.now())
    (entry,) = await look(client, cast)
    assert (entry["state"], entry["attempts"]) == ("sent", 2)


async def test_two_processes_share_the_work(app: Starlette, receiver: Receiver) -> None:
    for subject in range(12):
        await put(app, "a", "b", subject=f"c{subject}")
    await asyncio.gather(run_outbox_once(app), run_outbox_once(app))
    await run_outbox_once(app)
    assert len(receiver.got) == len({delivery.id for delivery in receiver.got}) == 24


async def test_one_receiver_does_not_take_all_there_is(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, clock: MovingClock, receiver: Receiver
) -> None:
    """Of eight that may be under way, three go to one; what is for others is not behind the rest."""
    for subject in range(8):
        await put(app, "hello", subject=f"c{subject}")
    answered = asyncio.Event()

    async def wait(*_: Any) -> None:
        await answered.wait()

    dispatcher = Dispatcher(services_of(app), {"webhook": Channel(wait, 60 * SECOND)})
    assert await dispatcher.start_due() == 3
    assert await dispatcher.start_due() == 0
    other = await client.post("/api/sites/acme/webhooks", json={"url": receiver.url}, headers=cast.acme.bearer)
    assert other.status_code == 201
    await put(app, "to both", subject="c9")
    assert await dispatcher.start_due() == 1
    answered.set()
    await asyncio.gather(*dispatcher.under_way)


async def test_a_slow_receiver_is_cut_off_and_tried_again(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, deliver: Deliver
) -> None:
    await put(app, "hello")

    async def hang(*_: Any) -> None:
        await asyncio.Event().wait()

    dispatcher = Dispatcher(services_of(app), {"webhook": Channel(hang, 1)})
    await dispatcher.start_due()
    await asyncio.gather(*dispatcher.under_way)
    (entry,) = await look(client, cast)
    assert (entry["state"], entry["attempts"]) == ("waiting", 1)


async def test_it_is_emptied_beside_the_requests_with_and_without_a_lifespan(
    database_url: str, cast: Cast, receiver: Receiver
) -> None:
    """Where a host runs no lifespan, the first that puts something in starts it."""
    settings = Settings(database_url=database_url, private_webhooks=True)

    hosted = create_app(settings)
    async with hosted.router.lifespan_context(hosted):
        await put(hosted, "one")
        await receiver.wait_for(1)
    mounted = create_app(settings)
    await put(mounted, "two", subject="c2")
    services_of(mounted).background.nudge()
    await receiver.wait_for(2)
    await services_of(mounted).background.stop()
    await services_of(mounted).db.close()
    assert set(texts(receiver)) == {"one", "two"}


async def test_what_is_done_goes_in_time_and_what_is_erased_at_once(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, clock: MovingClock, receiver: Receiver, deliver: Deliver
) -> None:
    receiver.answer(204, 400)
    await put(app, "sent")
    await deliver()
    await put(app, "dead", subject="c2")
    await deliver()
    clock.advance(8 * DAY)
    await Dispatcher(services_of(app), CHANNELS).tidy()
    assert [one["state"] for one in await look(client, cast)] == ["dead"]
    await services_of(app).db.write(forget_subjects, ["c2"])
    assert await look(client, cast) == []
