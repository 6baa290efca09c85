"""The demo's mailbox: what is caught is shown, and answered by a real mail."""

from __future__ import annotations

import smtplib
from collections.abc import AsyncIterator
from email.message import EmailMessage

import anyio
import httpx
import pytest

from handrail.demo.host import create_host
from handrail.demo.mail import Mailbox, catch_mail
from handrail.demo.serve import port_of

HOST = "http://acme.test"


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    """Answers come back into it."""
    mailbox = Mailbox()
    server = await catch_mail(mailbox)
    mailbox.answers = port_of(server)
    yield mailbox
    server.close()


@pytest.fixture
async def browser(mailbox: Mailbox) -> AsyncIterator[httpx.AsyncClient]:
    app = create_host("https://help.example", "pk_test", "s" * 40, mailbox=mailbox)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as client:
        yield client


async def deliver(mailbox: Mailbox, reply_to: str = "reply@acme.test") -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Acme <help@acme.test>", "paula@prins.test", "<i>Your</i> question"
    mail["Reply-To"], mail["Message-ID"], mail["References"] = reply_to, "<2@acme.test>", "<1@acme.test>"
    mail.set_content("Read <b>this</b>: https://help.example/a?b=1&c=2#d\n")

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", mailbox.answers) as smtp:
            smtp.send_message(mail)

    await anyio.to_thread.run_sync(send)


async def test_a_mail_is_shown_as_text_with_its_links(browser: httpx.AsyncClient, mailbox: Mailbox) -> None:
    assert "No mail yet" in (await browser.get("/mail")).text
    await deliver(mailbox)
    page = (await browser.get("/mail")).text
    assert "&lt;i&gt;Your&lt;/i&gt; question" in page
    assert '&lt;b&gt;this&lt;/b&gt;: <a href="https://help.example/a?b=1&amp;c=2#d">' in page
    assert "handrail.js" not in page


async def test_it_is_answered_as_whoever_got_it(browser: httpx.AsyncClient, mailbox: Mailbox) -> None:
    await deliver(mailbox)
    sent = await browser.post("/mail/1", data={"text": "It works."})
    assert (sent.status_code, sent.headers["location"]) == (303, "/mail?answered")
    answer = mailbox.letters[0]
    assert (answer.sender, answer.to, answer.subject) == (
        "paula@prins.test",
        "reply@acme.test",
        "Re: <i>Your</i> question",
    )
    assert answer.references == "<1@acme.test> <2@acme.test>"
    assert answer.text.replace("\r\n", "\n").startswith("It works.\n\nOn ")
    assert "\n> Read <b>this</b>" in answer.text.replace("\r\n", "\n")


async def test_a_refusal_is_told(browser: httpx.AsyncClient, mailbox: Mailbox) -> None:
    await deliver(mailbox)
    mailbox.answers = 1
    refused = await browser.post("/mail/1", data={"text": "It works."})
    assert (refused.status_code, "The answer was refused" in refused.text) == (502, True)
    assert (await browser.post("/mail/9", data={"text": "x"})).status_code == 404
    foreign = await browser.post("/mail/1", data={"text": "x"}, headers={"Origin": "https://evil.test"})
    assert foreign.status_code == 403
