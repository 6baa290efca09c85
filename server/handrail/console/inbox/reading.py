"""Who saw what, in the audit log once a sitting: the list of a site's conversations, with the last words of each, and one of them as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from handrail.console.inbox.visit import Opened, Visit
from handrail.contact.seen import mark_seen_by_agents
from handrail.contact.team.doings import load_one, note
from handrail.core.clock import MINUTE
from handrail.core.db import table
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.tables import AuditEntry

audit = table(AuditEntry)
ONE_SITTING = 15 * MINUTE
LISTED, READ = "conversations_listed", "conversation_read"


async def note_listing(visit: Visit) -> None:
    shown = [visit.act_at(desk) for desk in visit.desks.values() if visit.query.site in ("", desk.slug)]
    new = await visit.found.db.read(find_unseen, shown, visit.now)
    if new:
        await visit.found.db.write(keep_listing, new, visit.now)


def find_unseen(conn: Connection, shown: Sequence[SiteAccess], now: int) -> list[SiteAccess]:
    return [access for access in shown if not has_seen(conn, access, LISTED, access.slug, now)]


def keep_listing(conn: Connection, shown: Sequence[SiteAccess], now: int) -> None:
    for access in find_unseen(conn, shown, now):
        record_change(conn, access.site_id, access.actor, now, LISTED, access.slug)


async def note_reading(opened: Opened, may_answer: bool) -> None:
    """What an agent has read, the person sees as seen."""
    db = opened.found.db
    if await db.read(is_noted, opened.access, opened.id, opened.now, may_answer):
        return
    await db.write(keep_reading, opened.access, opened.id, opened.now, may_answer)
    opened.tell()


def is_noted(conn: Connection, access: SiteAccess, conversation_id: str, now: int, may_answer: bool) -> bool:
    held = load_one(conn, access, conversation_id)
    read = has_seen(conn, access, READ, conversation_id, now)
    return read and not (may_answer and held.seen_by_agents < held.last_seq)


def keep_reading(conn: Connection, access: SiteAccess, conversation_id: str, now: int, may_answer: bool) -> None:
    held = load_one(conn, access, conversation_id)
    if not has_seen(conn, access, READ, conversation_id, now):
        note(conn, access, held, READ, now)
    if may_answer:
        mark_seen_by_agents(conn, held, held.last_seq, now)


def has_seen(conn: Connection, access: SiteAccess, action: str, subject: str, now: int) -> bool:
    lately = select(audit.c.id).where(
        audit.c.site_id == access.site_id,
        audit.c.at > now - ONE_SITTING,
        audit.c.actor_id == access.actor.id,
        audit.c.action == action,
        audit.c.subject == subject,
    )
    return conn.execute(lately.limit(1)).one_or_none() is not None
