"""A site's outbox as people look at it, and a dead letter sent again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from handrail.contact.outbox.enqueue import entries
from handrail.contact.outbox.schema import OutboxCount, OutboxItem, OutboxList, OutboxQuery
from handrail.contact.webhooks.tables import WebhookTarget
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.core.problems import NotFound
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change

targets = table(WebhookTarget)


def list_outbox(conn: Connection, site_id: str, query: OutboxQuery) -> OutboxList:
    mine = entries.c.site_id == site_id
    states = select(entries.c.state, func.count()).where(mine).group_by(entries.c.state)
    counted = {row[0]: row[1] for row in conn.execute(states)}
    wanted = select_items().where(mine).order_by(entries.c.number.desc()).limit(query.limit)
    if query.state is not None:
        wanted = wanted.where(entries.c.state == query.state)
    if query.before is not None:
        wanted = wanted.where(entries.c.number < query.before)
    return OutboxList(
        counts=OutboxCount(**{state: counted.get(state, 0) for state in OutboxCount.model_fields}),
        entries=[tell_entry(row) for row in conn.execute(wanted)],
    )


def replay(conn: Connection, access: SiteAccess, entry_id: str, now: int) -> OutboxItem:
    """A dead letter, or one that waits, is due at once and has all its attempts again. What is sent stays so. Raises `NotFound`."""
    mine = (entries.c.site_id == access.site_id, entries.c.id == entry_id)
    again = update(entries).where(*mine, entries.c.state.in_(["dead", "waiting"]))
    done = conn.execute(again.values(state="waiting", attempts=0, next_at=now, done_at=None))
    if not done.rowcount:
        raise NotFound("Nothing of this id waits in the outbox or is dead.")
    item = tell_entry(conn.execute(select_items().where(*mine)).one())
    record_change(conn, access.site_id, access.actor, now, "outbox_entry_replayed", item.what, id=entry_id)
    return item


def select_items() -> Select[Any]:
    address = func.coalesce(targets.c.url, entries.c.target).label("address")
    return select(entries, address).outerjoin(targets, targets.c.id == entries.c.target)


def tell_entry(row: Any) -> OutboxItem:
    return OutboxItem(
        number=row.number,
        id=row.id,
        channel=row.channel,
        what=row.what,
        to=row.address,
        conversation=row.subject_id,
        state=row.state,
        attempts=row.attempts,
        last_error=row.last_error,
        created_at=to_iso(row.created_at),
        next_at=None if row.next_at is None else to_iso(row.next_at),
        done_at=None if row.done_at is None else to_iso(row.done_at),
    )
