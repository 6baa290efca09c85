"""Saved replies of a site: what its agents say often. Kept, changed and thrown away, each in the audit log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from handrail.contact.tables import SavedReply
from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.core.problems import NotFound
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.problems import TooMany

replies = table(SavedReply)
AT_MOST = 200


@dataclass(frozen=True)
class Reply:
    id: str
    title: str
    text: str


def list_replies(conn: Connection, site_id: str) -> list[Reply]:
    """By title."""
    rows = conn.execute(select(replies.c.id, replies.c.title, replies.c.text).where(replies.c.site_id == site_id))
    return sorted((Reply(*row) for row in rows), key=lambda one: (one.title.casefold(), one.id))


def add_reply(conn: Connection, access: SiteAccess, title: str, text: str, now: int) -> None:
    """Raises `TooMany`."""
    if conn.scalars(select(func.count()).where(replies.c.site_id == access.site_id)).one() >= AT_MOST:
        raise TooMany(f"A site has at most {AT_MOST} saved replies; delete one first.")
    row = SavedReply(id=new_id(), site_id=access.site_id, title=title, text=text, updated_at=now)
    conn.execute(replies.insert().values(row.model_dump()))
    record_change(conn, access.site_id, access.actor, now, "reply_saved", title)


def change_reply(conn: Connection, access: SiteAccess, reply_id: str, title: str, text: str, now: int) -> None:
    """Raises `NotFound`."""
    mine = (replies.c.id == reply_id, replies.c.site_id == access.site_id)
    changed = conn.execute(replies.update().where(*mine).values(title=title, text=text, updated_at=now))
    if not changed.rowcount:
        raise NotFound("There is no such saved reply any more.")
    record_change(conn, access.site_id, access.actor, now, "reply_changed", title)


def delete_reply(conn: Connection, access: SiteAccess, reply_id: str, now: int) -> None:
    """Nothing happens to one that is gone."""
    mine = (replies.c.id == reply_id, replies.c.site_id == access.site_id)
    title = conn.scalar(select(replies.c.title).where(*mine))
    if title is not None:
        conn.execute(delete(replies).where(*mine))
        record_change(conn, access.site_id, access.actor, now, "reply_deleted", title)
