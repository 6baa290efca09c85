"""A conversation as its person may see it: no notes, nothing of who has it but a name, nothing of why it was closed but what reads kindly."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, or_, select

from handrail.contact.files.keep import list_attachments
from handrail.contact.schema import MOST_MESSAGES, MyConversations, Offer, ShownConversation, ShownMessage
from handrail.contact.tables import Conversation
from handrail.contact.thread import SPOKEN, conversations, messages
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.sites.tables import Member

MOST_LISTED = 50
members = table(Member)
# Of what happened to it, this is for the person.
SHOWN_CHANGES = ("closed", "reopened")
# Why it was closed is told where it tells them something. That somebody took it for spam does not.
SHOWN_REASONS = ("solved", "no_answer")
IS_SHOWN = or_(
    messages.c.kind.in_(SPOKEN),
    and_(
        messages.c.kind == "change",
        or_(*(messages.c.change.startswith(f'{{"what":"{what}"', autoescape=True) for what in SHOWN_CHANGES)),
    ),
)
SHOWN: Select[Any] = (
    select(messages, members.c.name.label("member_name"))
    .outerjoin(members, members.c.id == messages.c.member_id)
    .where(IS_SHOWN)
)


def read_mine(conn: Connection, environment_id: str, person_id: str) -> MyConversations:
    mine = select(conversations).where(
        conversations.c.person_id == person_id, conversations.c.environment_id == environment_id
    )
    rows = conn.execute(mine.order_by(conversations.c.number.desc()).limit(MOST_LISTED)).all()
    found = [Conversation(**row._mapping) for row in rows]
    names = find_names(conn, [one.assignee_id for one in found])
    return MyConversations(conversations=[show_conversation(one, names) for one in found])


def read_conversation(conn: Connection, conversation: Conversation, after: int = 0) -> ShownConversation:
    """With what was said after `after`."""
    said = SHOWN.where(messages.c.conversation_id == conversation.id, messages.c.seq > after)
    rows = conn.execute(said.order_by(messages.c.seq).limit(MOST_MESSAGES + 1)).all()
    shown = show_messages(conn, rows[:MOST_MESSAGES])
    names = find_names(conn, [conversation.assignee_id])
    return show_conversation(conversation, names).model_copy(
        update={"messages": shown, "more": len(rows) > MOST_MESSAGES}
    )


def read_later(conn: Connection, conversation: Conversation, after: int) -> list[ShownMessage]:
    """What was said after that, and offers that were answered since, as they are now: each in the place of its last change."""
    later = conn.execute(
        select(messages.c.seq, messages.c.kind, messages.c.change)
        .where(messages.c.conversation_id == conversation.id, messages.c.seq > after)
        .order_by(messages.c.seq)
    ).all()
    answered = {json.loads(row.change).get("message"): row.seq for row in later if row.kind == "change"}
    said = SHOWN.where(
        messages.c.conversation_id == conversation.id,
        or_(messages.c.seq > after, messages.c.id.in_([one for one in answered if one])),
    )
    return show_messages(conn, conn.execute(said.order_by(messages.c.seq)).all())


def read_message(conn: Connection, message_id: str) -> ShownMessage | None:
    """None for what is not for the person."""
    rows = conn.execute(SHOWN.where(messages.c.id == message_id)).all()
    return next(iter(show_messages(conn, rows)), None)


def show_conversation(conversation: Conversation, names: dict[str, str]) -> ShownConversation:
    """`names`: of members, by id."""
    one = conversation
    return ShownConversation(
        **one.model_dump(
            include={
                "id",
                "number",
                "status",
                "subject",
                "email",
                "last_seq",
                "seen_by_person",
                "seen_by_agents",
                "unread",
                "rating",
            }
        ),
        agent=names.get(one.assignee_id or ""),
        created_at=to_iso(one.created_at),
        last_at=to_iso(one.last_at),
        asks_rating=one.status == "closed" and one.rating is None and one.close_reason != "spam",
    )


def show_messages(conn: Connection, rows: Sequence[Row[Any]]) -> list[ShownMessage]:
    """Rows of `SHOWN`."""
    attached = list_attachments(conn, [row.id for row in rows])
    return [
        ShownMessage(
            id=row.id,
            conversation_id=row.conversation_id,
            seq=row.seq,
            kind=row.kind,
            author=row.author,
            name=row.member_name,
            text=row.text,
            files=attached.get(row.id, []),
            offer=Offer.model_validate_json(row.offer) if row.offer else None,
            offer_state=row.offer_state,
            **show_change(row.change),
            client_id=row.client_id if row.author == "person" else None,
            at=to_iso(row.at),
        )
        for row in rows
    ]


def show_change(change: str | None) -> dict[str, Any]:
    told = json.loads(change) if change else {}
    reason = told.get("reason")
    return {"change": told.get("what"), "reason": reason if reason in SHOWN_REASONS else None}


def find_names(conn: Connection, member_ids: Iterable[str | None]) -> dict[str, str]:
    wanted = sorted({one for one in member_ids if one})
    if not wanted:
        return {}
    rows = conn.execute(select(members.c.id, members.c.name).where(members.c.id.in_(wanted)))
    return {row.id: row.name for row in rows}
