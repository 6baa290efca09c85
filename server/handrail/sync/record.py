"""What a sync writes, in one transaction: who the person is, the visitor joined to them, what happened, and the state that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from handrail.core.feature import Feature
from handrail.people.recognise import Who
from handrail.people.settle import settle
from handrail.progress.ingest import NewEvent
from handrail.progress.state import State
from handrail.progress.store import Owner, store_events
from handrail.sites.access import EnvironmentAccess


@dataclass(frozen=True)
class Recorded:
    person_id: str
    generation: int
    state: State


def record(
    conn: Connection,
    access: EnvironmentAccess,
    who: Who,
    new: Sequence[NewEvent],
    features: Sequence[Feature],
    now: int,
) -> Recorded:
    """Raises `PersonGone`."""
    row = settle(conn, access, who, features, now)
    state = store_events(conn, Owner(access.site_id, access.environment_id, row.id), new, now)
    return Recorded(row.id, row.generation, state)
