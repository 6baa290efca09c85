"""Somebody who may write no more, and may again."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from handrail.contact.access import blocks
from handrail.contact.tables import Conversation
from handrail.core.db import insert


def block(conn: Connection, conversation: Conversation, by: str | None, now: int) -> None:
    """The person of this conversation, wherever on the site. `by`: the member who says so."""
    row = {"site_id": conversation.site_id, "person_id": conversation.person_id, "at": now, "member_id": by}
    conn.execute(insert(conn, blocks).values(row).on_conflict_do_nothing())


def unblock(conn: Connection, conversation: Conversation) -> None:
    conn.execute(
        delete(blocks).where(blocks.c.site_id == conversation.site_id, blocks.c.person_id == conversation.person_id)
    )


def is_blocked(conn: Connection, site_id: str, person_id: str) -> bool:
    wanted = select(blocks.c.at).where(blocks.c.site_id == site_id, blocks.c.person_id == person_id)
    return conn.execute(wanted).one_or_none() is not None
