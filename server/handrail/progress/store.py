"""Events into the log, and the states that follow from them, in one transaction. Both can be made again from the log at any time.

Callers hold `lock(conn, person_id)`: two requests for one person take turns.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select

from handrail.core.db import insert, table
from handrail.progress.fold import (
    OF_PREFERENCES,
    OF_RUNS,
    Happened,
    Walk,
    fold_preferences,
    fold_runs,
    sum_up,
)
from handrail.progress.ingest import NewEvent
from handrail.progress.state import EMPTY, State, read_state, write_preferences, write_progress
from handrail.progress.tables import Event, PersonState, Run

events, runs, states = table(Event), table(Run), table(PersonState)


@dataclass(frozen=True)
class Owner:
    """Whose events these are."""

    site_id: str
    environment_id: str
    person_id: str


def store_events(conn: Connection, owner: Owner, new: Sequence[NewEvent], now: int) -> State:
    """Each id counts once per person. Returns the state that follows."""
    if not new:
        return load_state(conn, owner.person_id)
    conn.execute(insert(conn, events).on_conflict_do_nothing(), [write_event(owner, event, now) for event in new])
    items = {event.happened.item for event in new if event.happened.name in OF_RUNS and event.happened.item}
    return derive_state(conn, owner, items, any(event.happened.name in OF_PREFERENCES for event in new))


def derive_all(conn: Connection, owner: Owner) -> State:
    """Everything about one person, from the log alone."""
    conn.execute(delete(runs).where(runs.c.person_id == owner.person_id))
    conn.execute(delete(states).where(states.c.person_id == owner.person_id))
    mine = (events.c.person_id == owner.person_id, events.c.name.in_(OF_RUNS), events.c.item.is_not(None))
    items = set(conn.scalars(select(events.c.item).where(*mine).distinct()))
    return derive_state(conn, owner, items, preferences_too=True)


def derive_state(conn: Connection, owner: Owner, items: Collection[str], preferences_too: bool) -> State:
    """Fold anew what the events of these items say; the rest stays."""
    before = load_state(conn, owner.person_id)
    if not items and not preferences_too:
        return before
    progress, preferences = dict(before.progress), before.preferences
    if items:
        walks = fold_runs(load_happened(conn, owner.person_id, events.c.name.in_(OF_RUNS), events.c.item.in_(items)))
        progress |= {item: sum_up(found) for item, found in walks.items()}
        save_runs(conn, owner, [walk for found in walks.values() for walk in found])
    if preferences_too:
        preferences = fold_preferences(load_happened(conn, owner.person_id, events.c.name.in_(OF_PREFERENCES)))
    after = State(progress, preferences)
    if after != before:
        save_state(conn, owner, after)
    return after


def load_happened(conn: Connection, person_id: str, *which: ColumnElement[bool]) -> list[Happened]:
    columns = (
        events.c.id,
        events.c.name,
        events.c.at,
        events.c.device,
        events.c.seq,
        events.c.item,
        events.c.run,
        events.c.item_hash,
        events.c.step,
        events.c.visit,
        events.c.props,
    )
    rows = conn.execute(select(*columns).where(events.c.person_id == person_id, *which))
    return [read_happened(row) for row in rows]


def read_happened(row: Any) -> Happened:
    return Happened(
        id=row.id,
        name=row.name,
        at=row.at,
        device=row.device,
        seq=row.seq,
        item=row.item,
        run=row.run,
        item_hash=row.item_hash,
        step=row.step,
        visit=row.visit,
        props=read_props(row.props),
    )


def read_props(text: str) -> dict[str, Any] | None:
    return None if text == "{}" else json.loads(text)


def load_state(conn: Connection, person_id: str) -> State:
    row = conn.execute(
        select(states.c.progress, states.c.preferences).where(states.c.person_id == person_id)
    ).one_or_none()
    return EMPTY if row is None else read_state(row[0], row[1])


def save_state(conn: Connection, owner: Owner, state: State) -> None:
    values = {
        "progress": write_progress(state.progress),
        "preferences": write_preferences(state.preferences),
    }
    row = {"person_id": owner.person_id, "site_id": owner.site_id, **values}
    conn.execute(
        insert(conn, states).values(row).on_conflict_do_update(index_elements=[states.c.person_id], set_=values)
    )


def save_runs(conn: Connection, owner: Owner, walks: Iterable[Walk]) -> None:
    rows = [write_run(owner, walk) for walk in walks]
    statement = insert(conn, runs)
    changing = {
        name: statement.excluded[name]
        for name in ("item_hash", "status", "step", "auto", "visit", "started_at", "at", "targets_missing")
    }
    conn.execute(
        statement.on_conflict_do_update(index_elements=[runs.c.person_id, runs.c.item, runs.c.run], set_=changing), rows
    )


def write_run(owner: Owner, walk: Walk) -> dict[str, Any]:
    return {
        "person_id": owner.person_id,
        "item": walk.item,
        "run": walk.run,
        "site_id": owner.site_id,
        "environment_id": owner.environment_id,
        "item_hash": walk.item_hash,
        "status": walk.status,
        "step": walk.step,
        "auto": walk.auto,
        "visit": walk.visit,
        "started_at": walk.started_at,
        "at": walk.at,
        "targets_missing": walk.targets_missing,
    }


def write_event(owner: Owner, event: NewEvent, now: int) -> dict[str, Any]:
    happened = event.happened
    return {
        "person_id": owner.person_id,
        "id": happened.id,
        "site_id": owner.site_id,
        "environment_id": owner.environment_id,
        "name": happened.name,
        "item": happened.item,
        "run": happened.run,
        "item_hash": happened.item_hash,
        "step": happened.step,
        "at": happened.at,
        "received_at": now,
        "device": happened.device,
        "seq": happened.seq,
        "visit": happened.visit,
        "path": event.path,
        "release": event.release,
        "props": event.props,
    }
