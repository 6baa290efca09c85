"""Mail servers on this machine: the relay that our mails are handed to, and whoever hands mails to us."""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Relay:
    """What it was given. `says`: its answer to the next mails, if it does not take them; `refuses` an address from the start."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    says: str | None = None
    refuses: str | None = None

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 Ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.says:
            return self.says
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.envelopes.append((envelope.mail_from or "", envelope.rcpt_tos))
        return "250 Ok"

    @property
    def texts(self) -> list[str]:
        return [text_of(mail) for mail in self.mails]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@asynccontextmanager
async def run_relay() -> AsyncIterator[Relay]:
    relay, loop = Relay(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(relay, hostname="relay.test", loop=loop), "127.0.0.1", 0)
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()


@dataclass(frozen=True)
class Answer:
    code: int
    text: str


async def hand_in(port: int, raw: bytes, *to: str, sender: str = "paula@prosper.example", lmtp: bool = False) -> Answer:
    """What the listener says to it in the end."""

    def run() -> Answer:
        smtp = smtplib.LMTP("127.0.0.1", port) if lmtp else smtplib.SMTP("127.0.0.1", port, timeout=60)
        with smtp:
            try:
                refused = smtp.sendmail(sender, list(to), raw)
            except smtplib.SMTPRecipientsRefused as error:
                code, said = next(iter(error.recipients.values()))
            except smtplib.SMTPResponseException as error:
                code, said = (
                    error.smtp_code,
                    bytes(error.smtp_error) if isinstance(error.smtp_error, bytes) else error.smtp_error.encode(),
                )
            else:
                code, said = next(iter(refused.values()), (250, b""))
            return Answer(code, said.decode())

    return await asyncio.to_thread(run)
