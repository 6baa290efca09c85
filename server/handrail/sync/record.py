"""What a sync writes, in one transaction: who the person is, the visitor joined to them, what happened, and the state that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from handrail.core.feature import Feature
from handrail.learn.checklists import tell_completed
from handrail.people.recognise import Who
from handrail.people.settle import settle
from handrail.progress.ingest import NewEvent
from handrail.progress.limits import find_excess, find_stuffed
from handrail.progress.state import State
from handrail.progress.store import Owner, store_events
from handrail.sites.access import EnvironmentAccess


@dataclass(frozen=True)
class Recorded:
    person_id: str
    generation: int
    state: State
    excess: frozenset[str]


def record(
    conn: Connection,
    access: EnvironmentAccess,
    who: Who,
    new: Sequence[NewEvent],
    address: str,
    features: Sequence[Feature],
    now: int,
) -> Recorded:
    """`excess`: the ids of events that were too many. `address` is the sender's. Raises `PersonGone`."""
    row = settle(conn, access, who, features, now)
    is_new = who.row is None and who.joins is None
    excess = frozenset() if is_new or not new else find_excess(conn, row.id, new)
    if who.sub is None:
        excess |= find_stuffed(conn, address, new, now)
    taken = [event for event in new if event.happened.id not in excess] if excess else new
    owner = Owner(access.site_id, access.environment_id, row.id)
    tell_completed(conn, owner, taken, now)
    state = store_events(conn, owner, taken, now)
    return Recorded(row.id, row.generation, state, excess)
