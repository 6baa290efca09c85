"""A mail that came in, put into its conversation: exactly once, from the conversation's person alone, and never what a program wrote.

Two things prove who writes. The reply address is signed, and only those know it whom we wrote to; and `From` is the address that the person left. A
header can be forged by whoever has seen both, so where the mail server in front checks DMARC and is named in `HANDRAIL_MAIL_AUTHSERV`,
what it found has to be there, and must not be a failure.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from handrail.contact.access import refuse_blocked
from handrail.contact.files.keep import FileOwner, keep_file
from handrail.contact.files.sniff import LARGEST as LARGEST_FILE
from handrail.contact.files.sniff import UnknownKind
from handrail.contact.live import live_of
from handrail.contact.mail.address import is_same_address
from handrail.contact.mail.authentication import believes_sender
from handrail.contact.mail.parse import LONGEST_TEXT, Inbound, InboundFile, Unreadable, parse_mail
from handrail.contact.mail.reply_address import read_reply_address
from handrail.contact.mail.words import choose_mail_words
from handrail.contact.problems import Blocked
from handrail.contact.say import Said, say
from handrail.contact.tables import Conversation
from handrail.contact.thread import find_said, load_conversation
from handrail.core.clock import HOUR
from handrail.core.db import lock
from handrail.core.limits import Limit, RateLimited, spend
from handrail.core.multipart import Upload
from handrail.core.services import Services

MAILS = Limit("mail into a conversation", most=30, window=HOUR)
WHOLE = "message.txt"
log = logging.getLogger("handrail")


class Refused(Exception):
    """It will never be taken; the message is what its sender is told."""


@dataclass(frozen=True)
class Outcome:
    """`known`: it was kept before. `ignored`: it is no message; `reason` says why."""

    result: Literal["kept", "known", "ignored"]
    reason: str = ""
    conversation_id: str = ""
    site_id: str = ""


async def receive_mail(
    found: Services, raw: bytes, recipients: Sequence[str] | None, envelope_from: str | None
) -> Outcome:
    """`recipients` and `envelope_from` as the envelope has them; None when nobody knows: then headers say. Raises `Refused`."""
    try:
        inbound = await asyncio.to_thread(parse_mail, raw, envelope_from)
    except Unreadable as error:
        raise Refused(f"This mail cannot be read: {error}.") from error
    conversation_id = find_conversation(found, inbound.addressed if recipients is None else recipients)
    if inbound.automatic is not None:
        return note(Outcome("ignored", inbound.automatic))
    check_authentication(found, inbound)
    outcome = await found.db.write(keep_mail, conversation_id, inbound, found.clock.now())
    if outcome.result == "kept":
        live_of(found).wake(outcome.conversation_id, outcome.site_id)
        found.background.nudge()
    return note(outcome)


def note(outcome: Outcome) -> Outcome:
    fields = {"result": outcome.result, "reason": outcome.reason}
    log.info("mail", extra={"fields": fields})
    return outcome


def find_conversation(found: Services, recipients: Sequence[str]) -> str:
    """Raises `Refused`."""
    domain = found.settings.mail_domain
    if domain:
        for address in recipients:
            conversation_id = read_reply_address(found.signer, address, domain)
            if conversation_id is not None:
                return conversation_id
    raise Refused("There is no such address here.")


def check_authentication(found: Services, inbound: Inbound) -> None:
    """Raises `Refused`."""
    trusted = found.settings.mail_authserv
    if trusted is not None and not believes_sender(inbound.authentication, trusted):
        raise Refused("It is not certain that this mail comes from the address in From.")


def keep_mail(conn: Connection, conversation_id: str, inbound: Inbound, now: int) -> Outcome:
    """Raises `Refused`."""
    conversation = load_conversation(conn, conversation_id)
    if conversation is None:
        raise Refused("This conversation is not there any more.")
    if conversation.email is None or not is_same_address(conversation.email, inbound.sender):
        raise Refused("Answer from the address that the mail was sent to.")
    client_id = f"mail-{inbound.key}"
    lock(conn, conversation.person_id)  # what comes twice at once counts once
    if find_said(conn, conversation.person_id, client_id) is not None:
        return Outcome("known")
    try:
        refuse_blocked(conn, conversation.site_id, conversation.person_id)
        spend(conn, [(MAILS, conversation.id)], now)
    except Blocked as error:
        raise Refused("The team takes no more messages from this address.") from error
    except RateLimited as error:
        raise Refused("Too many mails within an hour.") from error
    text, file_ids = keep_content(conn, conversation, inbound, now)
    if not text and not file_ids:
        return Outcome("ignored", "nothing in it")
    said = Said("person", text, client_id, files=file_ids, channel="mail")
    message = say(conn, conversation, said, now)
    return Outcome("kept", conversation_id=message.conversation_id, site_id=conversation.site_id)


def keep_content(conn: Connection, conversation: Conversation, inbound: Inbound, now: int) -> tuple[str, list[str]]:
    """Text and files as a message takes them. What is too long goes along whole, as a file; what is no kind of file that is kept is named."""
    owner = FileOwner(conversation.site_id, conversation.person_id, conversation.id)
    text, files, left_out = inbound.text, list(inbound.files), list(inbound.left_out)
    kept: list[str] = []
    if len(text) > LONGEST_TEXT:
        files.append(InboundFile(WHOLE, text.encode()[:LARGEST_FILE].decode(errors="ignore").encode()))
        text = text[: LONGEST_TEXT - 1_000].rstrip() + "…"
    for file in files:
        try:
            if len(file.content) > LARGEST_FILE:
                raise UnknownKind("too large")
            kept.append(keep_file(conn, owner, Upload(file.name, file.content), now).id)
        except UnknownKind:
            left_out.append(file.name)
    if left_out:
        names = ", ".join(left_out)[:500]
        text = f"{text[: LONGEST_TEXT - 600]}\n\n{choose_mail_words(conversation.locale).left_out.format(names=names)}".strip()
    return text, kept
