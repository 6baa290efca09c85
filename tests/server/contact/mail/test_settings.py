"""What the environment says of mail, and the listener that a server runs."""

from __future__ import annotations

import asyncio
import socket

import pytest
from pydantic import ValidationError
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.contact.mail.reply_address import write_reply_address
from handrail.core.ids import new_id
from handrail.settings import Settings
from tests.server.cast import services_of
from tests.server.contact.mail.conftest import DOMAIN
from tests.server.contact.mail.relay import hand_in

WHOLE = {
    "HANDRAIL_SMTP_URL": "smtps://user:p%40ss@mail.example.com",
    "HANDRAIL_MAIL_FROM": "Acme <help@acme.example>",
    "HANDRAIL_MAIL_DOMAIN": "Reply.acme.example",
    "HANDRAIL_MAIL_LISTEN": "lmtp://127.0.0.1:2400",
    "HANDRAIL_MAIL_AUTHSERV": "mx.acme.example",
    "HANDRAIL_INBOUND_SECRET": "0123456789abcdef",
}


def test_the_environment_says_it_all() -> None:
    settings = Settings.from_env(WHOLE | {"HANDRAIL_DEMO": "1"})
    assert (settings.sends_mail, settings.mail_domain, settings.demo) == (True, "reply.acme.example", False)
    assert "p%40ss" not in repr(settings)
    assert not Settings.from_env({"HANDRAIL_SMTP_URL": ""}).sends_mail


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_URL", "mail.example.com:25"),
        ("SMTP_URL", "smtp://:25"),
        ("SMTP_URL", "smtp://mail.example.com:port"),
        ("MAIL_FROM", "Acme"),
        ("MAIL_FROM", "help@acme.example\r\nBcc: x@y.example"),
        ("MAIL_DOMAIN", "acme example"),
        ("MAIL_DOMAIN", "-acme.example"),
        ("MAIL_LISTEN", "localhost"),
        ("MAIL_LISTEN", "http://localhost:25"),
        ("MAIL_LISTEN", "0.0.0.0:99999"),
        ("MAIL_CERTIFICATE_KEY", "key.pem"),
        ("INBOUND_SECRET", "short"),
        ("MAIL_DOMAIN", ""),
        ("MAIL_FROM", ""),
    ],
)
def test_what_cannot_be_is_said(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=r"HANDRAIL_"):
        Settings.from_env(WHOLE | {f"HANDRAIL_{name}": value})


async def test_a_server_listens_for_as_long_as_it_runs(database_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = Settings(database_url=database_url, mail_domain=DOMAIN, mail_listen=f"127.0.0.1:{port}")
    app: Starlette = create_app(settings)
    async with app.router.lifespan_context(app):
        found = services_of(app)
        await found.start()
        nobody = write_reply_address(found.signer, new_id(), DOMAIN)
        async with asyncio.timeout(20):
            while True:
                try:
                    assert (await hand_in(port, b"From: a@b.example\r\n\r\nHi\r\n", nobody)).code == 550
                    break
                except ConnectionRefusedError:
                    await asyncio.sleep(0.01)  # It is starting: asked again until the deadline.
    with pytest.raises(ConnectionRefusedError):
        await hand_in(port, b"", nobody)
