"""STARTTLS at the listener (RFC 3207), where it has a certificate."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from pathlib import Path

import pytest
from starlette.applications import Starlette

from handrail.contact.mail import listen as listening
from handrail.contact.mail.reply_address import write_reply_address
from handrail.settings import Settings
from tests.server.cast import services_of
from tests.server.contact.mail.conftest import ADDRESS, DOMAIN
from tests.server.contact.mail.test_receiving import read_texts, write
from tests.server.contact.talking import Writer

CERTIFICATE = Path(__file__).parent / "localhost.pem"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"mail_certificate": CERTIFICATE})


def encrypt(smtp: smtplib.SMTP) -> bytes:
    """The certificate that the other side shows. Whether it is believed is for whoever sends mails, and would hang on today's date."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    smtp.starttls(context=context)
    assert isinstance(smtp.sock, ssl.SSLSocket)
    return smtp.sock.getpeercert(binary_form=True) or b""


async def test_a_mail_comes_encrypted(paula: Writer, thread: str, app: Starlette, door: int) -> None:
    to = write_reply_address(services_of(app).signer, thread, DOMAIN)

    def hand_in() -> bytes:
        with smtplib.SMTP("127.0.0.1", door, timeout=60) as smtp:
            shown = encrypt(smtp)
            smtp.sendmail(ADDRESS, [to], write("Nobody reads along"))
            return shown

    pem = CERTIFICATE.read_text()
    first = pem[pem.index("-----BEGIN") : pem.index("-----BEGIN PRIVATE")]
    assert await asyncio.to_thread(hand_in) == ssl.PEM_cert_to_DER_cert(first.strip())
    assert "Nobody reads along" in await read_texts(paula, thread)


async def test_whoever_came_and_went_encrypted_leaves_room_for_others(
    app: Starlette, door: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "MOST_CONNECTIONS", 1)

    def come_and_go() -> int:
        with smtplib.SMTP("127.0.0.1", door, timeout=60) as smtp:
            encrypt(smtp)
            return smtp.ehlo()[0]

    async def come_again() -> int:
        """The one before may still be on its way out."""
        while True:
            try:
                return await asyncio.to_thread(come_and_go)
            except smtplib.SMTPException:
                await asyncio.sleep(0)  # The listener runs in this loop: it takes in that the last one has gone.

    async with asyncio.timeout(60):
        assert [await come_again() for _ in range(3)] == [250] * 3


async def test_a_certificate_that_is_none_is_told_and_the_server_goes_on(
    app: Starlette, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pem"
    broken.write_text("no certificate")
    found = services_of(app)
    found.settings = found.settings.model_copy(update={"mail_certificate": broken, "mail_listen": "127.0.0.1:0"})
    await listening.run_listener(found, asyncio.Event())
    assert "mail: cannot listen" in caplog.text
