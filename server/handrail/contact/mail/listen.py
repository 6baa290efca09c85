"""The built-in listener for answers, SMTP or LMTP (RFC 5321, 2033), in the event loop of the server: no thread, no spool.

A mail is accepted once it is in the database. What cannot be taken now is answered with 4xx, so that its sender keeps it and comes again; what never will be,
with 5xx. One recipient a mail: more are asked to come apart, so that each gets an answer of its own.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from typing import Any
from urllib.parse import SplitResult, urlsplit

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy.exc import DBAPIError

from handrail.contact.mail.parse import LARGEST
from handrail.contact.mail.receive import Refused, find_conversation, receive_mail
from handrail.contact.thread import load_conversation
from handrail.core.problems import Problem
from handrail.core.services import Services
from handrail.settings import Settings

MOST_CONNECTIONS = 50
LONGEST_LINE = (
    1_000_000  # octets: many programs write a paragraph, or all of an HTML page, in one (against RFC 5321, 4.5.3.1.6)
)
IDLE = 60.0  # seconds
LATER = "451 4.3.0 Not now. Try again later."
log = logging.getLogger("handrail")


class Door:
    """What aiosmtpd asks at each step of a session; its methods have the names that aiosmtpd gives them."""

    def __init__(self, found: Services) -> None:
        self._found = found
        self.connections = 0

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if envelope.rcpt_tos:
            return "452 4.5.3 One recipient at a time"
        try:
            await self._found.start()
            conversation_id = find_conversation(self._found, [address])
            if await self._found.db.read(load_conversation, conversation_id) is None:
                raise Refused("This conversation is not there any more.")
        except Refused as refused:
            return f"550 5.1.1 {refused}"
        except (Problem, DBAPIError, OSError):
            return LATER
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        try:
            outcome = await receive_mail(self._found, raw, envelope.rcpt_tos, envelope.mail_from)
        except Refused as refused:
            return f"550 5.7.1 {refused}"
        except (Problem, DBAPIError, OSError) as error:
            log.warning("mail: not now (%s)", type(error).__name__)
            return LATER
        return f"250 2.0.0 Ok: {outcome.result}"

    async def handle_exception(self, _error: Exception) -> str:
        """A fault of ours loses no mail either."""
        log.exception("mail: fault")
        return LATER


class Counted:
    """So many connections at once and no more. Mixed into aiosmtpd's protocols, which are told of a connection anew once it is encrypted."""

    event_handler: Any
    counted = False
    line_length_limit = LONGEST_LINE

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        door: Door = self.event_handler
        if not self.counted and door.connections >= MOST_CONNECTIONS:
            transport.close()
            return
        door.connections += not self.counted
        self.counted = True
        super().connection_made(transport)  # type: ignore[misc]  # aiosmtpd's, which stands behind this one

    def connection_lost(self, error: Exception | None) -> None:
        door: Door = self.event_handler
        if self.counted:
            door.connections -= 1
            super().connection_lost(error)  # type: ignore[misc]  # aiosmtpd's, as above


class SmtpProtocol(Counted, SMTP): ...


class LmtpProtocol(Counted, LMTP): ...


async def run_listener(found: Services, _nudged: asyncio.Event) -> None:
    """Until it is cancelled; nothing, where no address to listen on is set."""
    if found.settings.mail_listen is None:
        return
    try:
        server = await listen(found, found.settings.mail_listen)
    except OSError as error:
        log.error("mail: cannot listen on %s (%s)", found.settings.mail_listen, error)
        return
    async with server:
        await server.serve_forever()


def read_address(address: str) -> SplitResult:
    """`host:port` is SMTP; the other is said with `lmtp://`."""
    return urlsplit(address if "://" in address else f"smtp://{address}")


def load_certificate(settings: Settings) -> ssl.SSLContext | None:
    """With it, STARTTLS is offered (RFC 3207). Raises OSError, of which `ssl.SSLError` is one."""
    if settings.mail_certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(settings.mail_certificate, settings.mail_certificate_key)
    return context


async def listen(found: Services, address: str) -> asyncio.Server:
    """Several processes may listen on one port: the system hands each connection to one of them. Raises OSError."""
    parts, context = read_address(address), load_certificate(found.settings)
    protocol = LmtpProtocol if parts.scheme == "lmtp" else SmtpProtocol
    loop, door = asyncio.get_running_loop(), Door(found)
    return await loop.create_server(
        lambda: protocol(
            door,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname=found.settings.mail_domain,
            ident="Handrail",
            timeout=IDLE,
            auth_exclude_mechanism=["LOGIN", "PLAIN"],
            tls_context=context,
            loop=loop,
        ),
        parts.hostname,
        parts.port or 0,
        reuse_port=hasattr(socket, "SO_REUSEPORT"),
    )
