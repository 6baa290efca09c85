"""Writing to a person on the plain page: no script, no cookie, no account."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette

from handrail.contact.page import write
from handrail.contact.thread import conversations, messages
from handrail.core.clock import DAY, HOUR
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.contact.conftest import Deliver
from tests.server.contact.mail.conftest import ADDRESS
from tests.server.contact.mail.relay import Relay
from tests.server.contact.page.conftest import Visitor, read_token
from tests.server.help.shelves import FILES, SITE, publish


async def count(app: Starlette) -> tuple[int, int]:
    """Conversations and messages that there are."""
    found = services_of(app)
    return await found.db.read(
        lambda conn: (len(conn.execute(conversations.select()).all()), len(conn.execute(messages.select()).all()))
    )


async def test_what_is_written_is_kept_and_confirmed(
    visitor: Visitor, app: Starlette, deliver: Deliver, relay: Relay
) -> None:
    page = await visitor.write("Invoices do not leave\r\nsince Monday")
    assert page.status_code == 200
    assert "It has the number 1." in page.text
    assert f"The answer comes by mail to {ADDRESS}." in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "set-cookie" not in page.headers
    await deliver()
    (mail,) = relay.mails
    assert (mail["To"], mail["Subject"]) == (ADDRESS, "We have your message (#1)")
    assert "Invoices" not in relay.texts[0].replace("Acme Invoices", "")
    rows = await services_of(app).db.read(lambda conn: conn.execute(conversations.select()).all())
    assert [(one.channel, one.email, one.subject) for one in rows] == [("page", ADDRESS, "Invoices do not leave")]


async def test_sent_twice_it_is_kept_once(visitor: Visitor, app: Starlette) -> None:
    token = read_token(await visitor.load())
    visitor.clock.advance(DAY // 2)
    for _ in range(2):
        page = await visitor.send("/contact", token=token, text="Hello", email=ADDRESS)
        assert "It has the number 1." in page.text
    assert await count(app) == (1, 1)


async def test_two_visitors_are_two_people(visitor: Visitor, app: Starlette) -> None:
    await visitor.write("Hello")
    assert "It has the number 2." in (await visitor.write("Hello")).text
    assert await count(app) == (2, 2)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " \r\n "}, "Write what we can help with."),
        ({"text": "\u00a0\u200b\ufeff"}, "Write what we can help with."),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
        ({"email": ""}, "Write an e-mail address"),
        ({"email": "paula"}, "Write an e-mail address"),
        ({"email": "a@b.example\r\nBcc: c@d.example"}, "Write an e-mail address"),
        ({"email": "a@b.example,c@d.example"}, "Write an e-mail address"),
        ({"email": "a@localhost"}, "Write an e-mail address"),
        ({"website": "https://spam.example"}, "Leave the last field empty"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_lost(
    fields: dict[str, str], said: str, visitor: Visitor, app: Starlette
) -> None:
    page = await visitor.write(**({"text": "<b>My</b> long story"} | fields))
    assert page.status_code == 422
    assert said in page.text
    if "text" not in fields:
        assert "&lt;b&gt;My&lt;/b&gt; long story</textarea>" in page.text
    assert await count(app) == (0, 0)


async def test_a_form_that_is_not_ours_is_refused(visitor: Visitor, app: Starlette, client: httpx.AsyncClient) -> None:
    good = read_token(await visitor.load())
    for token in ("", "x", good[:-4]):
        assert (await visitor.send("/contact", token=token, text="Hello", email=ADDRESS)).status_code == 403
    foreign = await client.post(
        "/help/acme/contact",
        data={"token": good, "text": "Hello", "email": ADDRESS},
        headers={"Origin": "https://evil.example"},
    )
    assert foreign.status_code == 403
    visitor.clock.advance(DAY + 1_000)
    assert (await visitor.send("/contact", token=good, text="Hello", email=ADDRESS)).status_code == 403
    assert await count(app) == (0, 0)


async def test_a_robot_that_is_too_quick_waits(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    # Only there: a server in another thread of this process sleeps as well.
    monkeypatch.setattr(write, "asyncio", SimpleNamespace(sleep=wait))
    token = read_token(await visitor.load())
    assert (await visitor.send("/contact", token=token, text="Hello", email=ADDRESS)).status_code == 200
    assert waited == [3.0]


async def test_so_often_and_no_more(visitor: Visitor, app: Starlette) -> None:
    for _ in range(write.TO_EMAIL.most):
        assert (await visitor.write("Hello")).status_code == 200
    page = await visitor.write("Hello again")
    assert (page.status_code, "Hello again</textarea>" in page.text) == (429, True)
    assert int(page.headers["retry-after"]) > 0
    assert (await visitor.write("Hello", email="another@prosper.example")).status_code == 200
    visitor.clock.advance(HOUR)
    assert (await visitor.write("Hello again")).status_code == 200


async def test_an_address_that_sends_many_is_stopped(visitor: Visitor) -> None:
    found = [(await visitor.write("Hello", email=f"p{number}@prosper.example")).status_code for number in range(21)]
    assert found == [200] * 20 + [429]


async def test_a_site_that_takes_no_messages_shows_its_other_ways(
    visitor: Visitor, client: httpx.AsyncClient, cast: Cast
) -> None:
    token = read_token(await visitor.load())
    contact = {"email": "help@acme.example", "conversations": False}
    await publish(client, cast.acme, FILES | {"site.json": json.dumps(SITE | {"contact": contact})})
    page = await visitor.load()
    assert "mailto:help@acme.example" in page.text
    assert "<textarea" not in page.text
    assert (await visitor.send("/contact", token=token, text="Hello", email=ADDRESS)).status_code == 403


async def test_when_somebody_is_there_is_said(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> None:
    """It is Monday, nine in the morning in London."""
    hours = {"time_zone": "Europe/Oslo", "open": {"tue": ["08:30-16:00"]}}
    contact = {"hours": hours, "expected": "2h"}
    await publish(client, cast.acme, FILES | {"site.json": json.dumps(SITE | {"contact": contact})})
    page = await Visitor(client, clock).load()
    assert "We are away right now, and back on 6 January 2026 at 08:30 (Europe/Oslo)." in page.text
    assert "Usual time until an answer: 2 h" in page.text


async def test_each_language(visitor: Visitor) -> None:
    assert "Hva kan vi hjelpe med?</label>" in (await visitor.load("/nb/contact")).text
    assert 'dir="rtl"' in (await visitor.load("/ar/contact")).text


class TestWithoutMail:
    @pytest.fixture
    def settings(self, database_url: str) -> Settings:
        return Settings(database_url=database_url)

    async def test_none_is_promised_and_the_link_is_there(self, visitor: Visitor) -> None:
        form = await visitor.load()
        assert "Your e-mail address (optional)" in form.text
        page = await visitor.write(email="")
        assert page.status_code == 200
        assert "comes by mail" not in page.text
        assert "/help/acme/conversation?locale=en#" in page.text


async def test_many_at_once_are_each_kept(visitor: Visitor, app: Starlette) -> None:
    tokens = [read_token(await visitor.load()) for _ in range(4)]
    visitor.clock.advance(HOUR)
    sent = await asyncio.gather(
        *(visitor.send("/contact", token=token, text="Hello", email=ADDRESS) for token in tokens * 2)
    )
    assert {page.status_code for page in sent} == {200}
    assert await count(app) == (4, 4)
