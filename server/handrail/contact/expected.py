"""How long people waited for a first answer of late: what the form may honestly promise."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, select

from handrail.contact.hours import measure_open
from handrail.contact.thread import conversations
from handrail.content.site_help import ContactHours
from handrail.core.clock import DAY

LOOKED_BACK = 30 * DAY
NEWEST = 200


class Waits(NamedTuple):
    """In milliseconds in which the team was there: until the first answer, and of those who have none yet, so far."""

    answered: list[int]
    waiting: list[int]


def load_waits(conn: Connection, site_id: str, hours: ContactHours | None, now: int) -> Waits:
    """Of the newest conversations of the last 30 days."""
    wanted = (
        select(
            conversations.c.created_at,
            conversations.c.first_reply_at,
            conversations.c.status,
            conversations.c.close_reason,
        )
        .where(conversations.c.site_id == site_id, conversations.c.created_at > now - LOOKED_BACK)
        .order_by(conversations.c.number.desc())
        .limit(NEWEST)
    )
    rows = [row for row in conn.execute(wanted) if row.close_reason != "spam"]
    return Waits(
        [measure_open(hours, row.created_at, row.first_reply_at) for row in rows if row.first_reply_at is not None],
        [
            measure_open(hours, row.created_at, now)
            for row in rows
            if row.first_reply_at is None and row.status == "open"
        ],
    )
