"""Answers that go out by mail, to a real SMTP server."""

from __future__ import annotations

import httpx
import pytest

from handrail.core.clock import HOUR, SECOND
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock
from tests.server.contact.conftest import Deliver
from tests.server.contact.mail.conftest import ADDRESS, DOMAIN, Tell
from tests.server.contact.mail.relay import Relay
from tests.server.contact.talking import Writer, ok

MINUTE = 60 * SECOND


async def outbox(client: httpx.AsyncClient, cast: Cast) -> list[tuple[str, str | None]]:
    found = await client.get("/api/sites/acme/outbox", headers=cast.acme.bearer)
    return [(entry["state"], entry["last_error"]) for entry in found.json()["entries"] if entry["channel"] == "mail"]


async def test_an_answer_goes_to_whoever_left_an_address_and_is_away(
    answer: Tell, deliver: Deliver, clock: MovingClock, relay: Relay
) -> None:
    await answer("Try again.")
    clock.advance(MINUTE - 1)
    await deliver()
    assert relay.mails == []
    clock.advance(1)
    await deliver()
    (mail,) = relay.mails
    assert (mail["To"], mail["Subject"]) == (ADDRESS, "Invoices do not leave (#1)")
    assert mail["Reply-To"].addresses[0].domain == DOMAIN
    assert "Try again." in relay.texts[0]
    assert "https://help.acme.example/help/acme/conversation?locale=en#" in relay.texts[0]
    assert relay.envelopes == [("help@acme.example", [ADDRESS])]
    await deliver()
    assert len(relay.mails) == 1


async def test_not_when_it_was_seen(
    paula: Writer, thread: str, answer: Tell, deliver: Deliver, clock: MovingClock, relay: Relay
) -> None:
    seq = await answer("Try again.")
    ok(await paula.post(f"conversations/{thread}/seen", seq=seq))
    clock.advance(MINUTE)
    await deliver()
    assert relay.mails == []


async def test_what_is_written_in_a_row_is_one_mail(
    answer: Tell, deliver: Deliver, clock: MovingClock, relay: Relay
) -> None:
    for text in ("One", "Two", "Three"):
        await answer(text)
        clock.advance(20 * SECOND)
        await deliver()
    clock.advance(HOUR)
    await deliver()
    await answer("Four")
    clock.advance(MINUTE)
    await deliver()
    assert [[word for word in ("One", "Two", "Three", "Four") if word in text] for text in relay.texts] == [
        ["One", "Two", "Three"],
        ["Four"],
    ]


async def test_notes_are_not_mailed(answer: Tell, deliver: Deliver, clock: MovingClock, relay: Relay) -> None:
    await answer("Between us", kind="note")
    clock.advance(HOUR)
    await deliver()
    assert relay.mails == []


async def test_who_left_no_address_gets_none(
    paula: Writer, deliver: Deliver, clock: MovingClock, client: httpx.AsyncClient, cast: Cast
) -> None:
    ok(await paula.begin("Hello"))
    clock.advance(HOUR)
    assert await outbox(client, cast) == []


@pytest.mark.parametrize(("email", "to"), [("paula@home.example", ["paula@home.example"]), (None, [])])
async def test_who_changed_their_address_meanwhile_gets_it_there_or_not_at_all(
    paula: Writer,
    thread: str,
    answer: Tell,
    deliver: Deliver,
    clock: MovingClock,
    relay: Relay,
    email: str,
    to: list[str],
) -> None:
    await answer("Try again.")
    ok(await paula.post(f"conversations/{thread}/email", email=email))
    clock.advance(MINUTE)
    await deliver()
    assert [mail["To"] for mail in relay.mails] == to


@pytest.mark.parametrize("says", ["451 4.3.0 later", "421 4.3.2 closing"])
async def test_what_will_pass_is_tried_again_with_the_same_id(
    says: str, answer: Tell, deliver: Deliver, clock: MovingClock, relay: Relay, client: httpx.AsyncClient, cast: Cast
) -> None:
    await answer("Try again.")
    relay.says = says
    clock.advance(MINUTE)
    await deliver()
    ((state, error),) = await outbox(client, cast)
    assert state == "waiting"
    assert says[:3] in str(error)
    relay.says = None
    clock.advance(HOUR)
    await deliver()
    assert len(relay.mails) == 1
    assert await outbox(client, cast) == [("sent", None)]


async def test_a_relay_that_is_away_is_waited_for(
    answer: Tell,
    deliver: Deliver,
    clock: MovingClock,
    settings: Settings,
    client: httpx.AsyncClient,
    cast: Cast,
    relay: Relay,
) -> None:
    await answer("Try again.")
    relay.refuses = "450 4.2.0 mailbox busy"
    clock.advance(MINUTE)
    await deliver()
    assert [state for state, _ in await outbox(client, cast)] == ["waiting"]


async def test_what_will_never_be_taken_is_a_dead_letter(
    answer: Tell, deliver: Deliver, clock: MovingClock, relay: Relay, client: httpx.AsyncClient, cast: Cast
) -> None:
    await answer("Try again.")
    relay.refuses = "550 5.1.1 no such user"
    clock.advance(MINUTE)
    await deliver()
    assert await outbox(client, cast) == [("dead", "550 5.1.1 no such user")]


async def test_who_was_erased_gets_no_mail(
    paula: Writer, answer: Tell, deliver: Deliver, clock: MovingClock, relay: Relay
) -> None:
    await answer("Try again.")
    assert (await paula.post("me/erase")).is_success
    clock.advance(MINUTE)
    await deliver()
    assert relay.mails == []
