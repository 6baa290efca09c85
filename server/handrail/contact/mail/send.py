"""The outbox's channel for mail: an entry in, a mail handed to the relay out, or nothing, if it was seen meanwhile.

Messages that the team writes in a row are one mail: each has its entry, and all but the last give way. Which those are is told by when they
were written, so that each attempt sends the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from handrail.contact.mail.announce import ANSWER, AWAY, Due
from handrail.contact.mail.compose import Letter, Passage, compose_mail
from handrail.contact.mail.link import write_link
from handrail.contact.mail.reply_address import write_reply_address
from handrail.contact.mail.smtp import hand_over
from handrail.contact.outbox.channels import Channel, GiveUp
from handrail.contact.outbox.claim import Parcel
from handrail.contact.schema import Offer
from handrail.contact.tables import ContactFile, Conversation, Message
from handrail.core.clock import SECOND
from handrail.core.db import table
from handrail.core.services import Services
from handrail.sites.tables import Member, Site

# Less than an entry waits, so that who comes next is known when it is due.
IN_A_ROW = AWAY - 5 * SECOND
MOST_IN_ONE = 20
conversations, messages, files = table(Conversation), table(Message), table(ContactFile)
sites, members = table(Site), table(Member)


async def send_mail(found: Services, parcel: Parcel) -> None:
    """Raises `TryAgain`, `GiveUp`."""
    settings = found.settings
    if settings.smtp_url is None or settings.mail_from is None:
        return  # nothing was promised, or not any more
    letter = await found.db.read(load_letter, parcel, found)
    if letter is None:
        return
    try:
        mail = compose_mail(letter)
    except ValueError as error:
        raise GiveUp(f"No mail can be made for this address: {error}") from error
    await asyncio.to_thread(hand_over, settings.smtp_url.get_secret_value(), settings.mail_from, mail)


MAIL = Channel(send_mail, 90 * SECOND)


def load_letter(conn: Connection, parcel: Parcel, found: Services) -> Letter | None:
    """None when there is nothing to send: it was seen, goes along with a later one, or was erased."""
    settings = found.settings
    its = select(conversations, sites.c.slug, sites.c.name).join(sites, sites.c.id == conversations.c.site_id)
    row = conn.execute(its.where(conversations.c.id == parcel.subject_id)).one_or_none()
    if row is None:
        return None
    passages: Sequence[Passage] = ()
    if parcel.what == ANSWER:
        passages = load_passages(conn, row.id, Due.model_validate_json(parcel.payload).seq, row.seen_by_person)
        if not passages:
            return None
    domain = settings.mail_domain
    return Letter(
        id=parcel.id,
        conversation_id=row.id,
        number=row.number,
        subject=row.subject,
        sender=settings.mail_from or "",
        to=parcel.target,
        site=row.name,
        locale=row.locale,
        link=write_link(found.signer, settings.public_url, row.slug, row.locale, row.id),
        reply_to=write_reply_address(found.signer, row.id, domain) if domain else None,
        at=parcel.created_at,
        passages=passages,
    )


def load_passages(conn: Connection, conversation_id: str, seq: int, seen: int) -> list[Passage]:
    """Up to and with `seq`: what the team wrote in a row and was not seen. Empty if more came soon after it."""
    spoken = (
        select(messages, members.c.name)
        .outerjoin(members, members.c.id == messages.c.member_id)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.author == "agent",
            messages.c.kind.in_(("message", "offer")),
        )
    )
    following = conn.execute(spoken.where(messages.c.seq > seq).order_by(messages.c.seq).limit(1)).one_or_none()
    before = spoken.where(messages.c.seq <= seq, messages.c.seq > seen)
    rows = list(conn.execute(before.order_by(messages.c.seq.desc()).limit(MOST_IN_ONE)))
    if not rows or rows[0].seq != seq or (following is not None and following.at - rows[0].at <= IN_A_ROW):
        return []
    count = 1
    while count < len(rows) and rows[count - 1].at - rows[count].at <= IN_A_ROW:
        count += 1
    names = load_file_names(conn, [row.id for row in rows[:count]])
    return [tell_passage(row, names.get(row.id, ())) for row in reversed(rows[:count])]


def load_file_names(conn: Connection, message_ids: Sequence[str]) -> dict[str, list[str]]:
    wanted = select(files.c.message_id, files.c.name).where(files.c.message_id.in_(message_ids))
    found: dict[str, list[str]] = {}
    for message_id, name in conn.execute(wanted.order_by(files.c.id)):
        found.setdefault(message_id, []).append(name)
    return found


def tell_passage(row: Any, names: Sequence[str]) -> Passage:
    offer = Offer.model_validate_json(row.offer) if row.offer else None
    return Passage(row.name or "", row.text, (offer.kind, offer.title) if offer else None, names)
