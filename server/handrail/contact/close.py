"""A conversation closed, with a reason, and opened again."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection

from handrail.contact.mail.announce import announce_closing
from handrail.contact.problems import AlreadyOpen
from handrail.contact.say import reopen_held
from handrail.contact.schema import Author
from handrail.contact.tables import Conversation
from handrail.contact.thread import Change, append_change, find_open, hold
from handrail.core.db import lock

CloseReason = Literal["solved", "no_answer", "spam", "other"]


def close(
    conn: Connection, conversation: Conversation, reason: CloseReason, author: Author, by: str | None, now: int
) -> Conversation:
    """Nothing happens to one that is closed. `by`: the member who did it."""
    held = hold(conn, conversation.id)
    if held.status == "closed":
        return held
    change = append_change(
        conn,
        held,
        Change(what="closed", reason=reason),
        author,
        by,
        now,
        status="closed",
        closed_at=now,
        close_reason=reason,
        waiting_since=None,
    )
    announce_closing(conn, held, change, now)
    return held


def reopen(conn: Connection, conversation: Conversation, by: str | None, now: int) -> Conversation:
    """By an agent. Raises `AlreadyOpen` if its person has another one open."""
    lock(conn, conversation.person_id)
    held = hold(conn, conversation.id)
    if held.status == "open":
        return held
    if find_open(conn, held.environment_id, held.person_id) is not None:
        raise AlreadyOpen("Go on in the conversation that is open, or close it first.")
    reopen_held(conn, held, "agent", by, now)
    return held
