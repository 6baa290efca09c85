"""Tell a site's other systems of something, in the transaction in which it happens."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel
from sqlalchemy import Connection, select

from handrail.contact.outbox.enqueue import Outgoing, enqueue
from handrail.contact.webhooks.schema import EventName, Notice
from handrail.contact.webhooks.targets import targets
from handrail.core.clock import to_iso


def announce(
    conn: Connection, site_id: str, subject_id: str, event: EventName, tell: Callable[[], BaseModel], now: int
) -> None:
    """`subject_id`: the conversation, or the person, that it is about. `tell` is asked only if there is somebody to be told. After the commit, nudge `Services.background`."""
    alive = select(targets.c.id, targets.c.events).where(targets.c.site_id == site_id, targets.c.disabled_at.is_(None))
    told = [id_ for id_, events in conn.execute(alive.order_by(targets.c.id)) if event in (events.split() or [event])]
    if told:
        body = Notice(type=event, timestamp=to_iso(now), data=tell()).model_dump_json()
        for id_ in told:
            enqueue(conn, Outgoing(site_id, "webhook", id_, subject_id, event, body), now)
