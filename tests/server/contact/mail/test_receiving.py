"""Answers by mail, handed to the listener by SMTP and LMTP, or to the webhook: kept once, from whom they should be, or refused."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.contact.close import close
from handrail.contact.mail.listen import listen
from handrail.contact.mail.receive import MAILS
from handrail.contact.mail.reply_address import write_reply_address
from handrail.contact.tables import ContactBlock
from handrail.contact.thread import load_conversation
from handrail.core.clock import SECOND
from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.settings import Settings
from tests.server.cast import MovingClock, services_of
from tests.server.contact.conftest import Deliver
from tests.server.contact.mail.conftest import ADDRESS, DOMAIN, SECRET, Tell
from tests.server.contact.mail.relay import Relay, hand_in
from tests.server.contact.mail.test_parse import nested
from tests.server.contact.talking import Writer, ok, texts

Do = Callable[..., Awaitable[Any]]
PNG = b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 50).decode()


def write(text: str = "It works now.", *headers: str, id_: str = "1", sender: str = ADDRESS) -> bytes:
    head = [f"From: Paula <{sender}>", f"Message-ID: <{id_}@prosper.example>", "Subject: Re: x", *headers]
    return ("\r\n".join(head) + "\r\n\r\n" + text.replace("\n", "\r\n") + "\r\n").encode()


@pytest.fixture
async def to(app: Starlette, thread: str) -> str:
    """Where answers go."""
    return write_reply_address(services_of(app).signer, thread, DOMAIN)


async def read_texts(paula: Writer, thread: str) -> list[str]:
    return texts(await paula.read(thread))


async def test_a_mail_answered_lands_in_the_very_thread(
    paula: Writer, thread: str, answer: Tell, deliver: Deliver, clock: MovingClock, relay: Relay, door: int
) -> None:
    """The whole way: an answer mailed out, answered as a client does, read in the app."""
    await answer("Which browser?")
    clock.advance(60 * SECOND)
    await deliver()
    (mail,) = relay.mails
    quoted = "\n".join(f"> {line}" for line in relay.texts[0].splitlines())
    reply = write(
        f"Firefox.\n\nOn {mail['Date']}, {mail['From']} wrote:\n\n{quoted}",
        f"In-Reply-To: {mail['Message-ID']}",
        f"References: {mail['References']} {mail['Message-ID']}",
    )
    taken = await hand_in(door, reply, mail["Reply-To"].addresses[0].addr_spec)
    assert taken.code == 250
    shown = await paula.read(thread)
    assert texts(shown) == ["Invoices do not leave", "Which browser?", "Firefox."]
    assert [message["author"] for message in shown["messages"]] == ["person", "agent", "person"]


async def test_a_domain_may_come_back_in_another_spelling(paula: Writer, thread: str, to: str, door: int) -> None:
    ok(await paula.post(f"conversations/{thread}/email", email="Paula@Bücher.example"))
    assert (await hand_in(door, write(sender="paula@xn--bcher-kva.example"), to)).code == 250
    assert (await hand_in(door, write(sender="paula@xn--bcher-kva.example.evil.example", id_="2"), to)).code == 550
    assert await read_texts(paula, thread) == ["Invoices do not leave", "It works now."]


async def test_a_mail_that_comes_often_is_kept_once(paula: Writer, thread: str, to: str, door: int) -> None:
    raw = write()
    taken = await asyncio.gather(*(hand_in(door, raw, to) for _ in range(4)))
    assert {one.code for one in taken} == {250}
    assert (await hand_in(door, b"Received: from elsewhere\r\n" + raw, to.upper())).code == 250
    assert await read_texts(paula, thread) == ["Invoices do not leave", "It works now."]


async def test_an_id_of_one_conversation_counts_for_no_other(
    paula: Writer, thread: str, to: str, door: int, writer: Callable[..., Writer], app: Starlette
) -> None:
    other = await writer("other").arrive("other")
    theirs = str(ok(await other.begin("Hello", email=ADDRESS))["id"])
    await hand_in(door, write(), to)
    await hand_in(door, write(), write_reply_address(services_of(app).signer, theirs, DOMAIN))
    assert await read_texts(paula, thread) == ["Invoices do not leave", "It works now."]
    assert await read_texts(other, theirs) == ["Hello", "It works now."]


REFUSED = {
    "forged From": write(sender="mallory@evil.example"),
    "a name like the address": write(sender=f'"{ADDRESS}" <mallory@evil.example>'.replace("<", "").replace(">", "")),
    "no From": b"Subject: x\r\n\r\nHello\r\n",
    "a bomb": nested(400),
    "mails in mails": write("x", "Content-Type: message/rfc822") + b"Content-Type: message/rfc822\r\n\r\n" * 400,
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_refused_is_refused_for_good(name: str, paula: Writer, thread: str, to: str, door: int) -> None:
    taken = await hand_in(door, REFUSED[name], to)
    assert taken.code in (550, 553)
    assert await read_texts(paula, thread) == ["Invoices do not leave"]


IGNORED = {
    "out of office": write("I am away.", "Auto-Submitted: auto-replied"),
    "by its subject": write("I am away.").replace(b"Subject: Re: x", b"Subject: Automatic reply: x"),
    "a loop of our own": write("Hello", "X-Handrail-Mail: 1"),
    "bulk": write("News", "Precedence: bulk"),
    "nothing in it": write("\n\n"),
}


@pytest.mark.parametrize("name", IGNORED)
async def test_what_a_program_wrote_is_taken_and_dropped(
    name: str, paula: Writer, thread: str, to: str, door: int
) -> None:
    assert (await hand_in(door, IGNORED[name], to)).code == 250
    assert await read_texts(paula, thread) == ["Invoices do not leave"]


async def test_a_bounce_is_no_message(paula: Writer, thread: str, to: str, door: int) -> None:
    assert (await hand_in(door, write("Undeliverable"), to, sender="<>")).code == 250
    assert await read_texts(paula, thread) == ["Invoices do not leave"]


async def test_no_other_recipient_is_taken(to: str, door: int, app: Starlette) -> None:
    nobody = write_reply_address(services_of(app).signer, new_id(), DOMAIN)
    for address in ("help@acme.example", f"reply+{'a' * 52}@{DOMAIN}", f"postmaster@{DOMAIN}", nobody):
        assert (await hand_in(door, write(), address)).code == 550
    assert (await hand_in(door, write(), to, to.replace("reply+", "REPLY+"))).code == 452


async def test_a_line_may_be_long(paula: Writer, thread: str, to: str, door: int) -> None:
    said = "so it goes on " * 600
    assert (await hand_in(door, write(said), to)).code == 250
    assert (await read_texts(paula, thread))[1] == said.strip()


async def test_what_is_too_large_is_refused(to: str, door: int) -> None:
    assert (await hand_in(door, write("x" * 900 + "\n") + b"y\r\n" * 6_000_000, to)).code == 552


async def test_it_speaks_lmtp_as_well(app: Starlette, paula: Writer, thread: str, to: str) -> None:
    async with await listen(services_of(app), "lmtp://127.0.0.1:0") as server:
        taken = await hand_in(server.sockets[0].getsockname()[1], write(), to, lmtp=True)
    assert taken.code == 250
    assert await read_texts(paula, thread) == ["Invoices do not leave", "It works now."]


async def test_on_trouble_of_ours_the_sender_is_to_come_again(
    app: Starlette, to: str, door: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database goes away between recipient and mail, and comes back."""
    db = services_of(app).db

    async def fail(*_: Any) -> None:
        raise OSError("away")

    with monkeypatch.context() as away:
        away.setattr(db, "write", fail)
        assert (await hand_in(door, write(), to)).code == 451
        away.setattr(db, "read", fail)
        assert (await hand_in(door, write(), to)).code == 451
    assert (await hand_in(door, write(), to)).code == 250


async def test_a_closed_conversation_goes_on(
    paula: Writer, thread: str, to: str, door: int, do: Do, clock: MovingClock
) -> None:
    await do(close, await do(load_conversation, thread), "solved", "agent", None, clock.now())
    assert (await paula.read(thread))["status"] == "closed"
    assert (await hand_in(door, write("Not yet."), to)).code == 250
    shown = await paula.read(thread)
    assert (shown["status"], texts(shown)[-1]) == ("open", "Not yet.")


async def test_an_erased_conversation_takes_nothing(paula: Writer, to: str, door: int) -> None:
    assert (await paula.post("me/erase")).is_success
    assert (await hand_in(door, write(), to)).code == 550


async def test_whom_the_team_blocked_is_refused(paula: Writer, thread: str, to: str, door: int, do: Do) -> None:
    one = await do(load_conversation, thread)
    row = ContactBlock(site_id=one.site_id, person_id=one.person_id, at=1)
    await do(lambda conn: conn.execute(table(ContactBlock).insert().values(row.model_dump())))
    assert (await hand_in(door, write(), to)).code == 550


async def test_so_many_in_an_hour_and_no_more(paula: Writer, thread: str, to: str, door: int) -> None:
    for number in range(MAILS.most):
        assert (await hand_in(door, write(id_=str(number)), to)).code == 250
    assert (await hand_in(door, write(id_="more"), to)).code == 550
    assert len(await read_texts(paula, thread)) == 1 + MAILS.most


async def test_attachments_are_kept_by_what_they_are(paula: Writer, thread: str, to: str, door: int) -> None:
    parts = (
        "Content-Type: text/plain\n\nSee here.",
        f'Content-Type: application/octet-stream; name="../../shot.png"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n{PNG}',
        'Content-Type: image/png; name="evil.png"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAAE//8=',
    )
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    assert (
        await hand_in(door, write(body, "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b"), to)
    ).code == 250
    message = (await paula.read(thread))["messages"][-1]
    assert message["text"] == "See here.\n\n(Not kept: evil.png)"
    assert [(file["name"], file["media_type"]) for file in message["files"]] == [("shot.png", "image/png")]


async def test_of_two_megabytes_the_beginning_is_shown_and_the_whole_kept(
    paula: Writer, thread: str, to: str, door: int
) -> None:
    assert (await hand_in(door, write("many words here \n" * 125_000), to)).code == 250
    message = (await paula.read(thread))["messages"][-1]
    assert 8_000 < len(message["text"]) <= 10_000
    assert [(file["name"], file["size"] > 1_900_000) for file in message["files"]] == [("message.txt", True)]


def sign(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


async def post(client: httpx.AsyncClient, body: bytes, signature: str, kind: str = "message/rfc822") -> httpx.Response:
    headers = {"Content-Type": kind, "Handrail-Signature": signature}
    return await client.post("/v1/inbound-mail", content=body, headers=headers)


async def test_the_webhook_takes_what_is_signed(client: httpx.AsyncClient, paula: Writer, thread: str, to: str) -> None:
    raw = write("Blåbær", f"To: Acme <{to}>")
    assert (await post(client, raw, sign(raw))).json() == {"result": "kept", "reason": ""}
    assert (await post(client, raw, f"sha256={sign(raw)}")).json()["result"] == "known"
    wrapped = json.dumps({"raw": write("Two", id_="2").decode(), "recipient": to, "sender": ADDRESS}).encode()
    assert (await post(client, wrapped, sign(wrapped), "application/json")).json()["result"] == "kept"
    bounced = json.dumps({"raw": write("Three", id_="3").decode(), "recipient": to, "sender": ""}).encode()
    assert (await post(client, bounced, sign(bounced), "application/json")).json()["result"] == "ignored"
    assert await read_texts(paula, thread) == ["Invoices do not leave", "Blåbær", "Two"]


async def test_the_webhook_refuses_all_else(client: httpx.AsyncClient, paula: Writer, thread: str, to: str) -> None:
    raw = write("Hello", f"To: {to}")
    for signature in ("", "0" * 64, sign(raw + b" "), sign(raw, "another secret"), "é"):
        refused = await client.post(
            "/v1/inbound-mail",
            content=raw,
            headers={b"Content-Type": b"message/rfc822", b"Handrail-Signature": signature.encode()},
        )
        assert (refused.status_code, refused.json()["type"]) == (401, "/problems/unsigned_mail")
    forged = write("Hello", f"To: {to}", sender="mallory@evil.example")
    assert (await post(client, forged, sign(forged))).json()["type"] == "/problems/mail_refused"
    astray = write("Hello", "To: help@acme.example")
    assert (await post(client, astray, sign(astray))).status_code == 422
    assert (await post(client, raw, sign(raw), "text/html")).status_code == 415
    assert (await post(client, b"{}", sign(b"{}"), "application/json")).status_code == 422
    assert await read_texts(paula, thread) == ["Invoices do not leave"]


class TestBehindAServerThatChecks:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"mail_authserv": "mx.acme.example"})

    @pytest.mark.parametrize(
        ("headers", "code"),
        [
            ([], 550),
            (["Authentication-Results: mx.acme.example; spf=pass; dmarc=pass header.from=prosper.example"], 250),
            (["Authentication-Results: MX.acme.example 1;\r\n dmarc=none"], 250),
            (["Authentication-Results: mx.acme.example; dmarc=fail"], 550),
            (["Authentication-Results: mx.acme.example; spf=pass"], 550),
            (["Authentication-Results: mx.evil.example; dmarc=pass"], 550),
            (
                [
                    "Authentication-Results: mx.acme.example; dmarc=fail",
                    "Authentication-Results: mx.acme.example; dmarc=pass",
                ],
                550,
            ),
        ],
    )
    async def test_its_word_on_dmarc_counts(self, headers: list[str], code: int, to: str, door: int) -> None:
        assert (await hand_in(door, write("Hello", *headers), to)).code == code
