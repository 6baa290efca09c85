"""How much is kept of one person: events in, those that are too many out. Everything that is folded or counted has an end.

Last words (no, done, later, no more tours, this helped or not) are taken up to twice the limit, so that whoever says no is heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from handrail.content.startable import STARTABLE_KINDS
from handrail.core.clock import HOUR
from handrail.core.db import table
from handrail.core.limits import Limit, RateLimited, spend
from handrail.progress.ingest import NewEvent
from handrail.progress.tables import Event
from handrail.progress.votes import OF_VOTES

MOST_OF_ITEM = 5_000
MOST_TRACKED = 20_000  # and whatever else is of no item
# Whoever is not identified can be somebody new with each vote; an address, which a whole office may share, they cannot change as easily.
VOTES_OF_UNKNOWN = Limit("vote unidentified", 200, HOUR)
LAST_WORDS = frozenset(
    {
        *(f"{kind}_{what}" for kind in STARTABLE_KINDS for what in ("completed", "dismissed", "snoozed")),
        "preferences_changed",
        "article_voted",
    }
)
events = table(Event)
MINE = events.c.person_id == bindparam("person_id")
OF_ITEMS: Select[Any] = (
    select(events.c.item, func.count())
    .where(MINE, events.c.item.in_(bindparam("items", expanding=True)))
    .group_by(events.c.item)
)
OF_NO_ITEM: Select[Any] = select(func.count()).where(MINE, events.c.item.is_(None))


def find_excess(conn: Connection, person_id: str, new: Sequence[NewEvent]) -> frozenset[str]:
    """The ids of those that are not kept. One that is there already counts as one more, and is there all the same."""
    kept: dict[str | None, int] = {}
    items = sorted({event.happened.item for event in new if event.happened.item is not None})
    if items:
        counted = conn.execute(OF_ITEMS, {"person_id": person_id, "items": items})
        kept |= {row[0]: row[1] for row in counted}
    if any(event.happened.item is None for event in new):
        kept[None] = conn.scalar(OF_NO_ITEM, {"person_id": person_id}) or 0
    excess = set()
    for event in new:
        happened = event.happened
        most = MOST_TRACKED if happened.item is None else MOST_OF_ITEM
        number = kept.get(happened.item, 0)
        if number >= (2 * most if happened.name in LAST_WORDS else most):
            excess.add(happened.id)
        else:
            kept[happened.item] = number + 1
    return frozenset(excess)


def find_stuffed(conn: Connection, address: str, new: Sequence[NewEvent], now: int) -> frozenset[str]:
    """The ids of votes by somebody who is not identified, beyond what one address may cast. The others are counted."""
    excess = set()
    for event in new:
        if event.happened.name in OF_VOTES:
            try:
                spend(conn, [(VOTES_OF_UNKNOWN, address)], now)
            except RateLimited:
                excess.add(event.happened.id)
    return frozenset(excess)
