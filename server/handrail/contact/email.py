"""Where answers go when somebody is away: an address that they left later than with their first message, or took back."""

from __future__ import annotations

from sqlalchemy import Connection

from handrail.contact.limits import CHANGES
from handrail.contact.tables import Conversation
from handrail.contact.thread import change_conversation, hold
from handrail.core.limits import spend


def leave_email(conn: Connection, conversation: Conversation, email: str | None, now: int) -> Conversation:
    """Raises `RateLimited`."""
    held = hold(conn, conversation.id)
    if held.email != email:
        spend(conn, [(CHANGES, held.person_id)], now)
        change_conversation(conn, held, now, email=email)
    return held
