"""What other systems are told of a conversation, as it goes on."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from handrail.contact.assign import assign
from handrail.contact.close import close
from handrail.contact.outbox.enqueue import entries
from handrail.contact.say import Said, say
from handrail.contact.thread import load_conversation
from tests.server.cast import Cast, MovingClock
from tests.server.contact.conftest import Deliver
from tests.server.contact.receiver import Receiver
from tests.server.contact.talking import Writer, ok

Do = Callable[..., Awaitable[Any]]
CAPSULE = json.dumps([{"kind": "page", "label": "Page", "value": "https://app.acme.test/invoices"}])


@pytest.mark.usefixtures("webhook")
async def test_a_whole_conversation_but_for_notes(
    ada: Writer, cast: Cast, clock: MovingClock, do: Do, deliver: Deliver, receiver: Receiver
) -> None:
    begun = ok(await ada.begin("My invoice is gone", email="ada@example.com", capsule=CAPSULE), 201)
    agnes = cast.agnes.id
    kept = await do(load_conversation, begun["id"])
    await do(assign, kept, agnes, agnes, None, clock.now())
    for said in (
        Said("agent", "Never to be told", "n1", kind="note", member_id=agnes),
        Said("agent", "It is back", "m1", member_id=agnes),
    ):
        await do(say, kept, said, clock.now())
    await do(close, kept, "solved", "agent", agnes, clock.now())
    ok(await ada.post(f"conversations/{begun['id']}/rating", score=5, text="Quick"))
    ok(await ada.say(begun["id"], "It is gone again"))
    await deliver()
    told = [one.said for one in receiver.got]
    assert [one["type"] for one in told] == [
        "conversation.created",
        "message.added",
        "conversation.assigned",
        "message.added",
        "conversation.closed",
        "conversation.rated",
        "conversation.reopened",
        "message.added",
    ]
    created, first, assigned, answer, closed, rated, reopened, again = (one["data"] for one in told)
    assert created["capsule"] == json.loads(CAPSULE)
    assert created["conversation"]["path"] == "/invoices"
    assert created["conversation"]["person"]["sub"] == "ada"
    assert created["conversation"]["email"] == "ada@example.com"
    assert first["message"]["text"] == "My invoice is gone"
    assert first["message"]["member"] is None
    assert assigned["conversation"]["assignee"] == {"name": "Agnes", "email": cast.agnes.email}
    assert answer["message"]["member"]["name"] == "Agnes"
    assert (closed["conversation"]["status"], closed["conversation"]["close_reason"]) == ("closed", "solved")
    assert (rated["conversation"]["rating"], rated["conversation"]["rating_text"]) == (5, "Quick")
    assert (reopened["conversation"]["status"], reopened["conversation"]["closed_at"]) == ("open", None)
    assert (again["conversation"]["status"], again["conversation"]["reopened"]) == ("open", 1)
    assert "Never to be told" not in b"".join(one.body for one in receiver.got).decode()


@pytest.mark.usefixtures("webhook")
async def test_what_is_sent_again_is_told_once(ada: Writer, deliver: Deliver, receiver: Receiver) -> None:
    begun = ok(await ada.begin("Once", client_id="c1"), 201)
    ok(await ada.begin("Once", client_id="c1"), 200)
    for _ in range(2):
        ok(await ada.say(begun["id"], "Twice", client_id="c2"))
    await deliver()
    assert [one.said["type"] for one in receiver.got] == ["conversation.created", "message.added", "message.added"]


@pytest.mark.usefixtures("webhook")
async def test_what_is_erased_is_on_its_way_no_more(ada: Writer, do: Do, deliver: Deliver, receiver: Receiver) -> None:
    ok(await ada.begin("Forget me"), 201)
    assert (await ada.post("me/erase")).is_success
    await deliver()
    assert receiver.got == []
    assert await do(lambda conn: conn.execute(entries.select()).all()) == []


async def test_where_nobody_is_told_nothing_is_kept(ada: Writer, do: Do) -> None:
    ok(await ada.begin("Hello"), 201)
    assert await do(lambda conn: conn.execute(entries.select()).all()) == []
