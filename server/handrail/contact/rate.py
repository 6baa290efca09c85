"""What the person says of it afterwards: one question, 1 to 5. The last word counts."""

from __future__ import annotations

from sqlalchemy import Connection

from handrail.contact.limits import CHANGES
from handrail.contact.problems import NotClosed
from handrail.contact.tables import Conversation
from handrail.contact.thread import Change, append_change, hold
from handrail.core.limits import spend


def rate(conn: Connection, conversation: Conversation, score: int, text: str | None, now: int) -> Conversation:
    """Raises `NotClosed`, `RateLimited`."""
    held = hold(conn, conversation.id)
    if held.status != "closed":
        raise NotClosed("Write on; it can be rated once it is closed.")
    if (held.rating, held.rating_text) == (score, text):
        return held
    spend(conn, [(CHANGES, held.person_id)], now)
    change = Change(what="rated", score=score)
    append_change(conn, held, change, "person", None, now, rating=score, rating_text=text, rated_at=now)
    return held
