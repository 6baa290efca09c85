"""A stream of what is new: it resumes without loss or repeats, whoever wrote, and ends with the proof of whose it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.contact.assign import assign
from handrail.contact.close import close
from handrail.contact.live import live_of
from handrail.contact.offers import answer_offer
from handrail.contact.say import Said, say
from handrail.contact.schema import Offer
from handrail.contact.seen import mark_seen_by_agents
from handrail.contact.tables import Conversation
from handrail.contact.thread import load_conversation
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.contact.conftest import NewWriter
from tests.server.contact.listening import Event, listen
from tests.server.contact.talking import Writer, ok

Do = Callable[..., Awaitable[Any]]


@pytest.fixture
async def app(settings: Settings, clock: MovingClock) -> AsyncIterator[Starlette]:
    """With what runs beside the requests: it looks for what other processes wrote."""
    app = create_app(settings, clock=clock)
    async with app.router.lifespan_context(app):
        yield app


def by_agnes(cast: Cast, text: str, **more: Any) -> Said:
    return Said("agent", text, text.replace(" ", "-"), member_id=cast.agnes.id, **more)


async def begin(ada: Writer, do: Do) -> Conversation:
    begun = ok(await ada.begin("Hello"))
    conversation: Conversation = await do(load_conversation, begun["id"])
    return conversation


async def test_it_tells_at_once_what_is_written_by_others(
    app: Starlette, ada: Writer, writer: NewWriter, do: Do, cast: Cast, clock: MovingClock
) -> None:
    one = await begin(ada, do)
    async with listen(app, ada.device, f"{one.id}:1") as stream:
        assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert stream.headers["access-control-allow-origin"] == cast.acme.origin
        first = await stream.next()
        assert first is not None
        assert (first.name, first.data["status"], first.id) == ("conversation", "open", None)
        await do(say, one, by_agnes(cast, "Hello Ada"), clock.now())
        live_of(services_of(app)).wake(one.id)
        event = await stream.next("message")
        assert event is not None
        assert (event.id, event.data["text"], event.data["name"]) == (f"{one.id}:2", "Hello Ada", "Agnes")
        phone = await writer("phone").arrive("ada")
        ok(await phone.say(one.id, "From my phone"))
        assert await stream.next_text() == "From my phone"
        await do(mark_seen_by_agents, one, 3, clock.now())
        live_of(services_of(app)).wake(one.site_id)
        seen = await stream.next("seen")
        assert seen is not None
        assert seen.data == {"conversation_id": one.id, "seq": 3}
        live_of(services_of(app)).tell_typing(one.id, "agent", "Agnes")
        live_of(services_of(app)).wake(one.id)
        typing = await stream.next("typing")
        assert typing is not None
        assert typing.data == {"conversation_id": one.id, "name": "Agnes"}


async def test_it_resumes_where_it_was_cut_off(
    app: Starlette, ada: Writer, do: Do, cast: Cast, clock: MovingClock
) -> None:
    """However often, and wherever: each message comes once, in order."""
    one, got, last_id = await begin(ada, do), list[str](), None
    wanted = [f"answer {number}" for number in range(12)]
    for start in range(0, 12, 3):
        for text in wanted[start : start + 3]:
            await do(say, one, by_agnes(cast, text), clock.now())
        async with listen(app, ada.device, last_id or f"{one.id}:1") as stream:
            for _ in range(2):  # cut off before it has told all
                got.append(await stream.next_text())
            last_id = stream.last_id
    async with listen(app, ada.device, last_id) as stream:
        while len(got) < len(wanted):
            got.append(await stream.next_text())
        await do(say, one, by_agnes(cast, "the end"), clock.now())
        live_of(services_of(app)).wake(one.id)
        assert await stream.next_text() == "the end"
    assert got == wanted


async def test_what_another_process_writes_comes_too(
    app: Starlette, ada: Writer, do: Do, cast: Cast, clock: MovingClock, settings: Settings
) -> None:
    one = await begin(ada, do)
    other = create_app(settings, clock=clock, background=False)
    async with other.router.lifespan_context(other), listen(app, ada.device, f"{one.id}:1") as stream:
        for number in range(3):
            text = f"from elsewhere {number}"
            await services_of(other).db.write(say, one, by_agnes(cast, text), clock.now())
            assert await stream.next_text() == text


async def test_nothing_that_is_the_teams_alone_is_told(
    app: Starlette, ada: Writer, do: Do, cast: Cast, clock: MovingClock
) -> None:
    one = await begin(ada, do)
    async with listen(app, ada.device, f"{one.id}:1") as stream:
        await stream.next("conversation")
        await do(say, one, by_agnes(cast, "a giraffe", kind="note"), clock.now())
        await do(assign, one, cast.agnes.id, cast.agnes.id, None, clock.now())
        live_of(services_of(app)).wake(one.id)
        told = await stream.next()
        assert told is not None
        assert (told.name, told.data["agent"]) == ("conversation", "Agnes")
        await do(close, one, "spam", "agent", cast.agnes.id, clock.now())
        live_of(services_of(app)).wake(one.id)
        closed = await stream.next()
        after = await stream.next()
        assert closed is not None
        assert after is not None
        assert (closed.data["change"], closed.data["text"], closed.id) == ("closed", "", f"{one.id}:4")
        assert (after.name, after.data["status"], after.data["asks_rating"]) == ("conversation", "closed", False)
        assert not any(word in f"{told} {closed} {after}" for word in ("giraffe", "spam", cast.agnes.id))


async def test_an_offer_that_was_answered_elsewhere_is_told_as_it_is_then(
    app: Starlette, ada: Writer, do: Do, cast: Cast, clock: MovingClock
) -> None:
    one = await begin(ada, do)
    offer = Offer(kind="tour", id="welcome", title="Welcome")
    offered = await do(say, one, by_agnes(cast, "Walk it", kind="offer", offer=offer), clock.now())
    async with listen(app, ada.device, f"{one.id}:2") as stream:
        ok(await ada.post(f"conversations/{one.id}/offers/{offered.id}", accepted=True))
        event = await stream.next("message")
        assert event is not None
        assert (event.data["id"], event.data["seq"], event.data["offer_state"]) == (offered.id, 2, "accepted")
        assert event.id == f"{one.id}:3"
    refused = await ada.post(f"conversations/{one.id}/offers/{offered.id}", accepted=False)
    assert refused.json()["type"] == "/problems/no_offer"
    assert (await do(answer_offer, one, offered.id, True, clock.now())).offer_state == "accepted"


async def test_a_conversation_begun_on_another_device_comes_whole(
    app: Starlette, ada: Writer, writer: NewWriter, do: Do
) -> None:
    one = await begin(ada, do)
    phone = await writer("phone").arrive("ada")
    async with listen(app, phone.device) as stream:
        assert await stream.next_text() == "Hello"
        ok(await ada.post(f"conversations/{one.id}/close"))
        assert await stream.next_text() == "closed"
        two = ok(await ada.begin("Another"), 201)
        event = await stream.next("message")
        assert event is not None
        assert event.data["text"] == "Another"
        assert event.id == f"{one.id}:2,{two['id']}:1"
    async with listen(app, phone.device, event.id) as stream:
        ok(await ada.say(two["id"], "More"))
        assert await stream.next_text() == "More"


async def test_it_ends_with_the_token(
    app: Starlette, client: httpx.AsyncClient, ada: Writer, ben: Writer, do: Do, cast: Cast
) -> None:
    one = await begin(ada, do)
    two = ok(await ben.begin("Ben here"))
    async with listen(app, ada.device, f"{one.id}:1") as revoked, listen(app, ben.device, f"{two['id']}:1") as erased:
        answer = await client.post("/api/sites/acme/people/revoke", json={"sub": "ada"}, headers=cast.acme.bearer)
        assert answer.status_code == 200, answer.text
        assert await drain(revoked.next) == ["conversation"]
        assert (await ben.post("me/erase")).status_code == 200
        assert await drain(erased.next) == ["conversation"]
    async with listen(app, ada.device, f"{one.id}:1") as refused:
        assert refused.status == 401


async def test_nothing_is_told_to_a_token_that_was_taken_back_even_before_anybody_looked(
    settings: Settings, clock: MovingClock, client: httpx.AsyncClient, ada: Writer, do: Do, cast: Cast
) -> None:
    """In a process that looks for nothing beside its requests."""
    one = await begin(ada, do)
    alone = create_app(settings, clock=clock, background=False)
    async with alone.router.lifespan_context(alone), listen(alone, ada.device, f"{one.id}:1") as stream:
        await stream.next("conversation")
        answer = await client.post("/api/sites/acme/people/revoke", json={"sub": "ada"}, headers=cast.acme.bearer)
        assert answer.status_code == 200, answer.text
        await do(say, one, by_agnes(cast, "For Ada alone"), clock.now())
        live_of(services_of(alone)).wake(one.id)
        assert await drain(stream.next) == []


async def drain(take: Callable[[], Awaitable[Event | None]]) -> list[str]:
    names = []
    while (event := await take()) is not None:
        names.append(event.name)
    return names


async def test_of_too_many_at_once_the_oldest_ends(app: Starlette, ada: Writer, do: Do) -> None:
    one = await begin(ada, do)
    async with listen(app, ada.device, f"{one.id}:1") as oldest:
        await oldest.next("conversation")
        others = [listen(app, ada.device, f"{one.id}:1") for _ in range(8)]
        newest = [await other.__aenter__() for other in others]
        assert await oldest.next() is None
        ok(await ada.say(one.id, "All of you"))
        assert await asyncio.gather(*(other.next_text() for other in newest)) == ["All of you"] * 8
        for other in others:
            await other.__aexit__(None, None, None)


async def test_whoever_leaves_is_listened_for_no_more(app: Starlette, ada: Writer, do: Do) -> None:
    one = await begin(ada, do)
    async with listen(app, ada.device, f"{one.id}:1"):
        assert live_of(services_of(app)).is_listening(one.person_id)
    assert not live_of(services_of(app)).is_listening(one.person_id)
