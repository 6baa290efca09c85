"""Who sends what, and what became of it: the outbox as several processes work on it at once.

An entry is claimed for a time. Whoever is killed meanwhile says nothing more, the time passes, and the next one claims it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, exists, select, update

from handrail.contact.outbox.enqueue import entries
from handrail.core.ids import new_id

LONGEST_ERROR = 500
earlier = entries.alias("earlier")


@dataclass(frozen=True)
class Parcel:
    """An entry, claimed: what a channel sends. `attempt` counts from 1."""

    number: int
    id: str
    site_id: str
    target: str
    subject_id: str
    what: str
    payload: str
    attempt: int
    created_at: int
    lease: str


def select_due(channel: str, now: int, at_most: int, busy: Sequence[str]) -> Select[Any]:
    """Number and target of what may be sent now, not to `busy` targets: the first of its line, of one subject and one target."""
    in_line = exists().where(
        earlier.c.subject_id == entries.c.subject_id,
        earlier.c.target == entries.c.target,
        earlier.c.channel == entries.c.channel,
        earlier.c.number < entries.c.number,
        earlier.c.next_at.is_not(None),
    )
    wanted = select(entries.c.number, entries.c.target).where(
        entries.c.channel == channel, entries.c.next_at <= now, ~in_line
    )
    if busy:
        wanted = wanted.where(entries.c.target.not_in(busy))
    return wanted.order_by(entries.c.next_at).limit(at_most)


def find_due(
    conn: Connection, channel: str, now: int, at_most: int, busy: Sequence[str] = ()
) -> Sequence[tuple[int, str]]:
    return [(number, target) for number, target in conn.execute(select_due(channel, now, at_most, busy))]


def claim(conn: Connection, numbers: Sequence[int], now: int, until: int) -> list[Parcel]:
    """Those of them that nobody else was quicker to claim."""
    lease = new_id()
    taken = (
        update(entries)
        .where(entries.c.number.in_(numbers), entries.c.next_at <= now)
        .values(state="sending", lease=lease, next_at=until, attempts=entries.c.attempts + 1)
        .returning(entries)
    )
    return [
        Parcel(
            number=row.number,
            id=row.id,
            site_id=row.site_id,
            target=row.target,
            subject_id=row.subject_id,
            what=row.what,
            payload=row.payload,
            attempt=row.attempts,
            created_at=row.created_at,
            lease=lease,
        )
        for row in conn.execute(taken)
    ]


def note_sent(conn: Connection, parcel: Parcel, now: int) -> None:
    settle(conn, parcel, state="sent", next_at=None, done_at=now, last_error=None)


def note_dead(conn: Connection, parcel: Parcel, reason: str, now: int) -> None:
    settle(conn, parcel, state="dead", next_at=None, done_at=now, last_error=reason[:LONGEST_ERROR])


def note_failed(conn: Connection, parcel: Parcel, reason: str, next_at: int) -> None:
    settle(conn, parcel, state="waiting", next_at=next_at, last_error=reason[:LONGEST_ERROR])


def settle(conn: Connection, parcel: Parcel, **values: Any) -> None:
    """Nothing, if somebody else has claimed it since."""
    mine = (entries.c.number == parcel.number, entries.c.lease == parcel.lease)
    conn.execute(update(entries).where(*mine).values(lease=None, **values))
