"""What a mail is to say, by now: an entry of the outbox in, a letter out, or nothing if there is nothing to say any more.

What the team writes in a row, and that it closes the conversation, is one mail: each has its entry, and all but the last give way. Which those
are is told by when they happened, so that each attempt sends the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from handrail.contact.mail.announce import AWAY, CLOSING, CONFIRMATION, Due
from handrail.contact.mail.compose import Enclosure, Letter, Passage
from handrail.contact.mail.link import write_link
from handrail.contact.mail.reply_address import write_reply_address
from handrail.contact.outbox.claim import Parcel
from handrail.contact.schema import Offer
from handrail.contact.tables import ContactFile, Conversation, Message
from handrail.contact.thread import SPOKEN, Change
from handrail.core.clock import SECOND
from handrail.core.db import table
from handrail.core.services import Services
from handrail.sites.tables import Member, Site

# Less than an entry waits, so that who comes next is known when it is due.
IN_A_ROW = AWAY - 5 * SECOND
MOST_IN_ONE = 20
MOST_ENCLOSED = 7_000_000  # bytes, of all files in one mail: many relays take ten megabytes as it is sent
conversations, messages, files = table(Conversation), table(Message), table(ContactFile)
sites, members = table(Site), table(Member)


def load_letter(conn: Connection, parcel: Parcel, found: Services) -> Letter | None:
    """None when there is nothing to send: it was seen, goes along with a later one, or was erased; or no address is left.

    It goes to the address that is theirs by now.
    """
    settings = found.settings
    its = select(conversations, sites.c.slug, sites.c.name).join(sites, sites.c.id == conversations.c.site_id)
    row = conn.execute(its.where(conversations.c.id == parcel.subject_id)).one_or_none()
    if row is None or row.email is None:
        return None
    passages: Sequence[Passage] = ()
    asks = False
    if parcel.what != CONFIRMATION:
        seq = Due.model_validate_json(parcel.payload).seq
        in_a_row = load_in_a_row(conn, row.id, seq, row.seen_by_person)
        passages = tell_passages(conn, in_a_row)
        asks = parcel.what == CLOSING and bool(in_a_row) and asks_now(conn, row, seq)
        if not passages and not asks:
            return None
    domain = settings.mail_domain
    return Letter(
        id=parcel.id,
        conversation_id=row.id,
        number=row.number,
        subject=row.subject,
        sender=settings.mail_from or "",
        to=row.email,
        site=row.name,
        locale=row.locale,
        link=write_link(found.signer, settings.public_url, row.slug, row.locale, row.id),
        reply_to=write_reply_address(found.signer, row.id, domain) if domain else None,
        at=parcel.created_at,
        passages=passages,
        asks=asks,
    )


def load_in_a_row(conn: Connection, conversation_id: str, seq: int, seen: int) -> Sequence[Any]:
    """Up to and with `seq`, the oldest first: what the team said and did in a row and was not seen. Empty if more came soon after it."""
    theirs = (
        select(messages, members.c.name)
        .outerjoin(members, members.c.id == messages.c.member_id)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.author == "agent",
            or_(messages.c.kind.in_(SPOKEN), and_(messages.c.kind == "change", messages.c.change.contains('"closed"'))),
        )
    )
    later = theirs.where(messages.c.seq > seq).order_by(messages.c.seq).limit(1)
    following = next((row for row in conn.execute(later) if is_mailed(row)), None)
    before = theirs.where(messages.c.seq <= seq, messages.c.seq > seen)
    rows = list(conn.execute(before.order_by(messages.c.seq.desc()).limit(MOST_IN_ONE)))
    if not rows or rows[0].seq != seq or (following is not None and following.at - rows[0].at <= IN_A_ROW):
        return []
    count = 1
    while count < len(rows) and rows[count - 1].at - rows[count].at <= IN_A_ROW:
        count += 1
    return rows[:count][::-1]


def is_mailed(row: Any) -> bool:
    """Nothing goes out about spam."""
    return row.kind != "change" or Change.model_validate_json(row.change).reason != "spam"


def asks_now(conn: Connection, conversation: Any, seq: int) -> bool:
    """How it was: once, of what is closed and not rated. A closing that was taken back before its mail was due asked nothing."""
    if conversation.status != "closed" or conversation.rating is not None:
        return False
    wanted = select(messages.c.seq, messages.c.at, messages.c.author, messages.c.change).where(
        messages.c.conversation_id == conversation.id, messages.c.kind == "change"
    )
    changed = [(row, Change.model_validate_json(row.change)) for row in conn.execute(wanted.order_by(messages.c.seq))]
    turns = [(row, change) for row, change in changed if change.what in ("closed", "reopened")]
    return not any(
        row.author == "agent" and change.what == "closed" and change.reason != "spam" and after.at - row.at >= AWAY
        for (row, change), (after, _) in pairwise(turns)
        if row.seq < seq
    )


def tell_passages(conn: Connection, rows: Sequence[Any]) -> list[Passage]:
    """Files go along as long as there is room for them."""
    spoken = [row for row in rows if row.kind in SPOKEN]
    wanted = select(files.c.id, files.c.message_id, files.c.name, files.c.media_type, files.c.size).where(
        files.c.message_id.in_([row.id for row in spoken])
    )
    room = MOST_ENCLOSED
    enclosed: dict[str, list[Enclosure]] = {}
    for file in conn.execute(wanted.order_by(files.c.id)).all():
        content = conn.scalar(select(files.c.content).where(files.c.id == file.id)) if file.size <= room else None
        room -= len(content or b"")
        enclosed.setdefault(file.message_id, []).append(Enclosure(file.name, file.media_type, content))
    return [tell_passage(row, enclosed.get(row.id, ())) for row in spoken]


def tell_passage(row: Any, enclosed: Sequence[Enclosure]) -> Passage:
    offer = Offer.model_validate_json(row.offer) if row.offer else None
    return Passage(row.name or "", row.text, (offer.kind, offer.title) if offer else None, enclosed)
