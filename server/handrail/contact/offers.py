"""A tour or an article that an agent offers, and what the person says to it."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from handrail.contact.problems import NoOffer
from handrail.contact.tables import Conversation, Message
from handrail.contact.thread import MISSING, Change, append_change, hold, messages
from handrail.core.problems import NotFound


def answer_offer(conn: Connection, conversation: Conversation, message_id: str, accepted: bool, now: int) -> Message:
    """Said again, nothing happens. Raises `NotFound`, `NoOffer`."""
    held = hold(conn, conversation.id)
    row = conn.execute(
        select(messages).where(messages.c.id == message_id, messages.c.conversation_id == held.id)
    ).one_or_none()
    if row is None or row.kind == "note":
        raise NotFound(MISSING)
    offered, state = Message(**row._mapping), "accepted" if accepted else "declined"
    if offered.kind != "offer" or offered.offer_state not in ("offered", state):
        raise NoOffer("Ask the team to offer it again.")
    if offered.offer_state == state:
        return offered
    conn.execute(update(messages).where(messages.c.id == offered.id).values(offer_state=state))
    offered.offer_state = state
    change = Change(what="offer_accepted" if accepted else "offer_declined", message=offered.id)
    append_change(conn, held, change, "person", None, now)
    return offered
