"""What is kept about one person's progress, by table, with times and JSON readable."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, select

from handrail.content.compiled import Wire
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.people.preferences import Preferences
from handrail.progress.fold import Progress
from handrail.progress.store import load_state
from handrail.progress.tables import Event, Run

events, runs = table(Event), table(Run)


class ExportedEvent(Wire):
    id: str
    name: str
    item: str | None
    run: str | None
    item_hash: str | None
    step: str | None
    at: str
    received_at: str
    device: str
    seq: int
    visit: str | None
    path: str | None
    release: str | None
    props: dict[str, Any]


class ExportedRun(Wire):
    run: str
    item: str
    kind: str
    item_hash: str | None
    status: str
    step: str | None
    auto: bool
    visit: str | None
    started_at: str
    at: str
    targets_missing: int
    until: str | None


class ExportedState(Wire):
    progress: dict[str, Progress]
    preferences: Preferences
    starts: dict[str, list[str]]
    votes: dict[str, bool]


def export_progress(conn: Connection, person_id: str) -> dict[str, Sequence[BaseModel]]:
    state = load_state(conn, person_id)
    return {
        "event": [
            ExportedEvent(
                **pick(row, ExportedEvent),
                at=to_iso(row.at),
                received_at=to_iso(row.received_at),
                props=json.loads(row.props),
            )
            for row in conn.execute(
                select(events).where(events.c.person_id == person_id).order_by(events.c.at, events.c.seq)
            )
        ],
        "run": [
            ExportedRun(
                **pick(row, ExportedRun),
                started_at=to_iso(row.started_at),
                at=to_iso(row.at),
                until=None if row.until is None else to_iso(row.until),
            )
            for row in conn.execute(select(runs).where(runs.c.person_id == person_id).order_by(runs.c.started_at))
        ],
        "person_state": [
            ExportedState(
                progress=dict(state.progress),
                preferences=state.preferences,
                starts={item: [to_iso(start) for start in kept.starts] for item, kept in state.starts.items()},
                votes=dict(state.votes),
            )
        ],
    }


def pick(row: Any, model: type[BaseModel]) -> dict[str, Any]:
    """The columns that go out as they are kept."""
    changed = {"at", "received_at", "started_at", "until", "props"}
    return {name: value for name, value in row._mapping.items() if name in model.model_fields and name not in changed}
