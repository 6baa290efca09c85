"""The built-in listener for answers, SMTP or LMTP (RFC 5321, 2033), in the event loop of the server: no thread, no spool.

A mail is accepted once it is in the database. What cannot be taken now is answered with 4xx, so that its sender keeps it and comes again; what never will be,
with 5xx. One recipient a mail: more are asked to come apart, so that each gets an answer of its own.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections import Counter
from typing import cast
from urllib.parse import SplitResult, urlsplit

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session, syntax
from sqlalchemy.exc import DBAPIError

from handrail.contact.mail.parse import LARGEST
from handrail.contact.mail.receive import Refused, find_conversation, receive_mail
from handrail.contact.thread import load_conversation
from handrail.core.limits import name_network
from handrail.core.problems import Problem
from handrail.core.services import Services
from handrail.settings import Settings

MOST_CONNECTIONS = 50
MOST_FROM_ONE = 20  # from one address, as Postfix wants them (default_destination_concurrency_limit)
LONGEST_LINE = (
    1_000_000  # octets: many programs write a paragraph, or all of an HTML page, in one (against RFC 5321, 4.5.3.1.6)
)
IDLE = 20.0  # seconds between commands
TRANSFER = 300.0  # seconds for a mail, which only who has an address of ours may begin
FULL = b"421 4.7.0 Too many connections. Try again later.\r\n"
LATER = "451 4.3.0 Not now. Try again later."
log = logging.getLogger("handrail")


class Door:
    """What aiosmtpd asks at each step of a session; its methods have the names that aiosmtpd gives them."""

    def __init__(self, found: Services) -> None:
        self._found = found
        self._connections: Counter[str] = Counter()

    def admit(self, sender: str) -> bool:
        is_room = self._connections.total() < MOST_CONNECTIONS and self._connections[sender] < MOST_FROM_ONE
        self._connections[sender] += is_room
        return is_room

    def dismiss(self, sender: str) -> None:
        self._connections -= Counter([sender])

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


class SmtpProtocol(SMTP):
    """So many connections at once and no more. It is told of a connection anew once it is encrypted."""

    line_length_limit = LONGEST_LINE
    sender: str | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self.sender is None:
            sender = name_network((transport.get_extra_info("peername") or [""])[0])
            if not self.event_handler.admit(sender):
                cast(asyncio.WriteTransport, transport).write(FULL)
                transport.close()
                return
            self.sender = sender
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.sender is not None:
            self.event_handler.dismiss(self.sender)
            super().connection_lost(error)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.envelope and self.envelope.rcpt_tos:
            self._reset_timeout(TRANSFER)
        await super().smtp_DATA(arg)


class LmtpProtocol(SmtpProtocol, LMTP): ...


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
