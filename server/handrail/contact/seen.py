"""How far somebody has read."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from handrail.contact.tables import Conversation
from handrail.contact.thread import SPOKEN, change_conversation, hold, messages


def mark_seen_by_person(conn: Connection, conversation: Conversation, seq: int, now: int) -> Conversation:
    """Never backwards, and never beyond what was said."""
    held = hold(conn, conversation.id)
    seen = min(seq, held.last_seq)
    if seen > held.seen_by_person:
        later = select(func.count()).where(
            messages.c.conversation_id == held.id,
            messages.c.seq > seen,
            messages.c.author != "person",
            messages.c.kind.in_(SPOKEN),
        )
        change_conversation(conn, held, now, seen_by_person=seen, unread=conn.scalar(later) or 0)
    return held


def mark_seen_by_agents(conn: Connection, conversation: Conversation, seq: int, now: int) -> Conversation:
    held = hold(conn, conversation.id)
    seen = min(seq, held.last_seq)
    if seen > held.seen_by_agents:
        change_conversation(conn, held, now, seen_by_agents=seen)
    return held
