"""A conversation as its person has it: begun once, in order, opened and closed, and nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from handrail.contact.assign import assign
from handrail.contact.close import close, reopen
from handrail.contact.problems import AlreadyClaimed, AlreadyOpen
from handrail.contact.say import Said, say
from handrail.contact.thread import load_conversation
from handrail.core.clock import HOUR, MINUTE
from handrail.core.problems import NotFound
from tests.server.cast import Cast, MovingClock
from tests.server.contact.conftest import NewWriter
from tests.server.contact.talking import Writer, ok, texts

Do = Callable[..., Awaitable[Any]]


async def test_what_somebody_writes_is_there_for_them_on_every_device(ada: Writer, writer: NewWriter) -> None:
    begun = ok(await ada.begin("My invoice is gone\nIt was number 7.", email="ada@example.com"), 201)
    assert (begun["number"], begun["subject"], begun["status"]) == (1, "My invoice is gone", "open")
    assert [(m["seq"], m["author"], m["text"]) for m in begun["messages"]] == [
        (1, "person", "My invoice is gone\nIt was number 7.")
    ]
    ok(await ada.say(begun["id"], "It is back."), 201)
    phone = await writer("phone").arrive("ada")
    (listed,) = await phone.mine()
    assert listed["id"] == begun["id"]
    assert texts(await phone.read(begun["id"])) == ["My invoice is gone\nIt was number 7.", "It is back."]
    assert texts(await phone.read(begun["id"], after=1)) == ["It is back."]


async def test_sent_again_nothing_is_said_twice(ada: Writer) -> None:
    first = ok(await ada.begin("Once", client_id="c1"), 201)
    again = ok(await ada.begin("Once", client_id="c1"), 200)
    assert again["id"] == first["id"]
    said = ok(await ada.say(first["id"], "Twice", client_id="c2"))
    assert ok(await ada.say(first["id"], "Twice", client_id="c2"))["id"] == said["id"]
    assert texts(await ada.read(first["id"])) == ["Once", "Twice"]


async def test_a_second_beginning_goes_into_the_conversation_that_is_open(ada: Writer) -> None:
    first = ok(await ada.begin("One"), 201)
    second = ok(await ada.begin("Two"), 200)
    assert second["id"] == first["id"]
    assert texts(second) == ["One", "Two"]


async def test_two_tabs_that_begin_at_once_begin_one(ada: Writer, writer: NewWriter) -> None:
    tabs = [ada, *[await writer(f"tab{n}").arrive("ada") for n in range(3)]]
    answers = await asyncio.gather(*(tab.begin(f"from {n}") for n, tab in enumerate(tabs)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    (mine,) = await ada.mine()
    assert sorted(texts(await ada.read(mine["id"]))) == ["from 0", "from 1", "from 2", "from 3"]


async def test_many_messages_at_once_and_each_sent_twice_have_each_a_place_of_their_own(
    ada: Writer, writer: NewWriter, do: Do, cast: Cast, clock: MovingClock
) -> None:
    """Two devices and an agent write; whatever the devices send is sent again, as after an answer that was lost."""
    begun = ok(await ada.begin("Begin"))
    phone = await writer("phone").arrive("ada")
    conversation = await do(load_conversation, begun["id"])
    sent = [(device, f"{name} {n}") for n in range(6) for name, device in (("ada", ada), ("phone", phone))]
    answers = [f"agnes {n}" for n in range(6)]
    await asyncio.gather(
        *(device.say(begun["id"], text, client_id=text.replace(" ", "-")) for device, text in sent * 2),
        *(
            do(say, conversation, Said("agent", text, text, member_id=cast.agnes.id), clock.now())
            for text in answers * 2
        ),
    )
    kept = (await ada.read(begun["id"]))["messages"]
    assert [message["seq"] for message in kept] == list(range(1, 20))
    assert sorted(message["text"] for message in kept) == sorted(["Begin", *(text for _, text in sent), *answers])


async def test_an_answer_is_unread_until_it_was_seen(ada: Writer, do: Do, cast: Cast, clock: MovingClock) -> None:
    begun = ok(await ada.begin())
    assert (await ada.device.sync())["unread"] == 0
    conversation = await do(load_conversation, begun["id"])
    for text in ("One", "Two"):
        await do(say, conversation, Said("agent", text, text, member_id=cast.agnes.id), clock.now())
    synced = await ada.device.sync()
    assert (synced["unread"], synced["contact"]) == (2, {"open": begun["id"]})
    read = await ada.read(begun["id"])
    assert [(m["author"], m["name"]) for m in read["messages"]][1:] == [("agent", "Agnes")] * 2
    assert (read["unread"], read["seen_by_agents"]) == (2, 3)
    assert ok(await ada.post(f"conversations/{begun['id']}/seen", seq=2))["unread"] == 1
    assert ok(await ada.post(f"conversations/{begun['id']}/seen", seq=99))["seen_by_person"] == 3
    assert ok(await ada.post(f"conversations/{begun['id']}/seen", seq=1))["seen_by_person"] == 3
    assert (await ada.device.sync())["unread"] == 0


async def test_notes_and_who_has_it_are_for_the_team_alone(ada: Writer, do: Do, cast: Cast, clock: MovingClock) -> None:
    begun = ok(await ada.begin())
    conversation = await do(load_conversation, begun["id"])
    await do(assign, conversation, cast.agnes.id, cast.agnes.id, None, clock.now())
    clock.advance(HOUR)
    note = Said("agent", "A giraffe wrote this", "n1", kind="note", member_id=cast.agnes.id)
    await do(say, conversation, note, clock.now())
    await do(close, conversation, "spam", "agent", cast.agnes.id, clock.now())
    for answer in (
        await ada.post(f"conversations/{begun['id']}"),
        await ada.post("conversations/mine"),
        await ada.post("contact"),
        await ada.post("me/export"),
    ):
        assert answer.status_code == 200, answer.text
        assert not any(word in answer.text for word in ("giraffe", "spam", "assigned", cast.agnes.id)), answer.text
    read = await ada.read(begun["id"])
    assert read["agent"] == "Agnes"
    assert read["last_at"] == begun["last_at"]
    assert [(message["change"], message["reason"]) for message in read["messages"]] == [(None, None), ("closed", None)]


@pytest.mark.parametrize(("reason", "told"), [("solved", "solved"), ("no_answer", "no_answer"), ("other", None)])
async def test_why_it_was_closed_is_told_where_it_may_be(
    ada: Writer, do: Do, cast: Cast, clock: MovingClock, reason: str, told: str | None
) -> None:
    begun = ok(await ada.begin())
    conversation = await do(load_conversation, begun["id"])
    await do(close, conversation, reason, "agent", cast.agnes.id, clock.now())
    assert (await ada.read(begun["id"]))["messages"][-1]["reason"] == told


@pytest.mark.parametrize("nothing", ["", " \n\t", "\u00a0\u2003\u3000", "\u200b\u2060\ufeff"])
async def test_nothing_is_no_message(nothing: str, ada: Writer) -> None:
    begun = ok(await ada.begin("\U0001f937"))
    assert (await ada.say(begun["id"], nothing)).status_code == 422
    assert (await ada.begin(nothing)).status_code == 422
    assert texts(await ada.read(begun["id"])) == ["\U0001f937"]


async def test_an_address_can_be_left_later_changed_and_taken_back(ada: Writer) -> None:
    begun = ok(await ada.begin())
    for email in ("ada@example.com", "ada.o'neill+x@acme.test", None):
        assert ok(await ada.post(f"conversations/{begun['id']}/email", email=email))["email"] == email
        assert (await ada.read(begun["id"]))["email"] == email
    for none in (
        "no address",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "Ada <a@b.example>",
        "a(b)@c.example",
    ):
        refused = await ada.post(f"conversations/{begun['id']}/email", email=none)
        assert refused.status_code == 422, none
    assert (await ada.read(begun["id"]))["email"] is None


async def test_what_is_closed_opens_again_when_its_person_writes(
    ada: Writer, do: Do, cast: Cast, clock: MovingClock
) -> None:
    begun = ok(await ada.begin())
    conversation = await do(load_conversation, begun["id"])
    await do(say, conversation, Said("agent", "Done", "a1", member_id=cast.agnes.id), clock.now())
    await do(close, conversation, "solved", "agent", cast.agnes.id, clock.now())
    assert (await ada.device.sync())["contact"] == {"open": None}
    clock.advance(MINUTE)
    ok(await ada.say(begun["id"], "Not really"))
    read = await ada.read(begun["id"])
    assert read["status"] == "open"
    assert [m["change"] or m["text"] for m in read["messages"]] == ["Hello", "Done", "closed", "reopened", "Not really"]
    kept = await do(load_conversation, begun["id"])
    assert (kept.reopened, kept.closed_at, kept.close_reason, kept.waiting_since) == (1, None, None, clock.now())


async def test_what_is_written_to_a_closed_one_goes_where_another_is_open(ada: Writer) -> None:
    first = ok(await ada.begin("One"))
    ok(await ada.post(f"conversations/{first['id']}/close"))
    second = ok(await ada.begin("Two"), 201)
    said = ok(await ada.say(first["id"], "Three", client_id="c3"))
    assert said["conversation_id"] == second["id"]
    ok(await ada.post(f"conversations/{second['id']}/close"))
    assert ok(await ada.say(first["id"], "Three", client_id="c3"))["id"] == said["id"]
    assert [one["status"] for one in await ada.mine()] == ["closed", "closed"]


async def test_the_team_reopens_only_where_nothing_else_is_open(
    ada: Writer, do: Do, cast: Cast, clock: MovingClock
) -> None:
    first = ok(await ada.begin("One"))
    conversation = await do(load_conversation, first["id"])
    await do(close, conversation, "other", "agent", cast.agnes.id, clock.now())
    second = ok(await ada.begin("Two"))
    with pytest.raises(AlreadyOpen):
        await do(reopen, conversation, cast.agnes.id, clock.now())
    ok(await ada.post(f"conversations/{second['id']}/close"))
    assert (await do(reopen, conversation, cast.agnes.id, clock.now())).status == "open"


async def test_of_many_who_claim_it_at_once_one_gets_it(ada: Writer, do: Do, cast: Cast, clock: MovingClock) -> None:
    begun = ok(await ada.begin())
    conversation = await do(load_conversation, begun["id"])
    team = [cast.agnes, cast.eddie, cast.olivia]
    outcomes = await asyncio.gather(
        *(do(assign, conversation, member.id, member.id, None, clock.now()) for member in team), return_exceptions=True
    )
    refused = [one for one in outcomes if isinstance(one, AlreadyClaimed)]
    assert len(refused) == 2
    has_it = (await do(load_conversation, begun["id"])).assignee_id
    assert {one.extra["assignee_id"] for one in refused} == {has_it}
    with pytest.raises(AlreadyClaimed):
        await do(assign, conversation, None, cast.agnes.id, "somebody", clock.now())
    assert (await do(assign, conversation, None, cast.agnes.id, has_it, clock.now())).assignee_id is None
    for nobody in (cast.victor.id, "nobody"):
        with pytest.raises(NotFound):
            await do(assign, conversation, nobody, cast.agnes.id, None, clock.now())


async def test_it_is_rated_once_it_is_closed(ada: Writer) -> None:
    begun = ok(await ada.begin())
    path = f"conversations/{begun['id']}"
    refused = await ada.post(f"{path}/rating", score=5)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/not_closed")
    assert ok(await ada.post(f"{path}/close"))["asks_rating"]
    rated = ok(await ada.post(f"{path}/rating", score=2, text="Slow"))
    assert (rated["rating"], rated["asks_rating"]) == (2, False)
    assert ok(await ada.post(f"{path}/rating", score=4))["rating"] == 4
    for score in (0, 6):
        assert (await ada.post(f"{path}/rating", score=score)).status_code == 422
