"""Everybody's mailbox in the demo: a mail server on this machine that keeps what it gets in memory, and answers as whoever got it.

It knows nothing of Handrail but the address on which that takes answers in, as a mail server of the receiver's would.
"""

from __future__ import annotations

import asyncio
import smtplib
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from aiosmtpd.smtp import SMTP, Envelope, Session

MOST_KEPT = 200
DOMAIN = "mail.acme.example"


@dataclass(frozen=True)
class Letter:
    """As it came in."""

    number: int
    sender: str
    to: str
    reply_to: str
    subject: str
    at: str
    message_id: str
    references: str
    text: str


class Refused(Exception):
    """The receiving server did not take an answer; the message is what it said."""


class Mailbox:
    """`answers`: the port of this machine that takes answers in."""

    def __init__(self) -> None:
        self.letters: deque[Letter] = deque(maxlen=MOST_KEPT)
        self.answers = 0
        self._count = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """aiosmtpd calls it so."""
        content = envelope.content
        mail = message_from_bytes(content if isinstance(content, bytes) else b"", policy=policy.default)
        body = mail.get_body(("plain",)) if isinstance(mail, EmailMessage) else None
        self._count += 1
        self.letters.appendleft(
            Letter(
                number=self._count,
                sender=str(mail["From"] or ""),
                to=parseaddr(str(mail["To"] or ""))[1],
                reply_to=parseaddr(str(mail["Reply-To"] or mail["From"] or ""))[1],
                subject=str(mail["Subject"] or ""),
                at=str(mail["Date"] or ""),
                message_id=str(mail["Message-ID"] or ""),
                references=str(mail["References"] or ""),
                text=str(body.get_content()) if body is not None else "",
            )
        )
        return "250 Kept"

    def find(self, number: int) -> Letter | None:
        return next((letter for letter in self.letters if letter.number == number), None)

    async def answer(self, letter: Letter, text: str) -> None:
        """As a client does: with what is answered quoted below. Raises `Refused`."""
        mail = EmailMessage()
        mail["From"], mail["To"] = letter.to, letter.reply_to
        mail["Subject"] = letter.subject if letter.subject.startswith("Re: ") else f"Re: {letter.subject}"
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Message-ID"] = make_msgid(domain=DOMAIN)
        mail["In-Reply-To"] = letter.message_id
        mail["References"] = f"{letter.references} {letter.message_id}".strip()
        quoted = "\n".join(f"> {line}".rstrip() for line in letter.text.splitlines())
        mail.set_content(f"{text}\n\nOn {letter.at}, {letter.sender} wrote:\n\n{quoted}\n")
        await asyncio.to_thread(hand_over, mail, self.answers)


def hand_over(mail: EmailMessage, port: int) -> None:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as smtp:
            smtp.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise Refused(f"{code} {said.decode(errors='replace')}") from error
    except smtplib.SMTPResponseException as error:
        raise Refused(f"{error.smtp_code} {error.smtp_error!r}") from error
    except OSError as error:
        raise Refused(str(error)) from error


async def catch_mail(mailbox: Mailbox) -> asyncio.Server:
    """On a free port of this machine."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(
        lambda: SMTP(mailbox, hostname=DOMAIN, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0
    )
