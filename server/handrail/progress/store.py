"""Events into the log, and the states that follow from them, in one transaction. Both can be made again from the log at any time.

Callers hold `lock(conn, person_id)`: two requests for one person take turns.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, select

from handrail.core.db import PreparedInsert, table
from handrail.progress.fold import (
    NO_MARKS,
    OF_PREFERENCES,
    OF_RUNS,
    Happened,
    Walk,
    fold_marks,
    fold_preferences,
    fold_runs,
    sum_up,
)
from handrail.progress.ingest import NewEvent
from handrail.progress.starts import gather_starts, write_starts
from handrail.progress.state import EMPTY, State, read_state, write_preferences, write_progress, write_votes
from handrail.progress.tables import Event, PersonState, Run
from handrail.progress.votes import OF_VOTES, fold_votes

events, runs, states = table(Event), table(Run), table(PersonState)
ADD_EVENTS = PreparedInsert(events)
SAVE_STATE = PreparedInsert(states, overwrite=("progress", "preferences", "starts", "votes"))
SAVE_RUNS = PreparedInsert(
    runs,
    overwrite=("kind", "item_hash", "status", "step", "auto", "visit", "started_at", "at", "targets_missing", "until"),
)
STATE_OF: Select[Any] = select(states.c.progress, states.c.preferences, states.c.starts, states.c.votes).where(
    states.c.person_id == bindparam("person_id")
)
HAPPENED: Select[Any] = select(
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
).where(events.c.person_id == bindparam("person_id"))
TO_ITEMS = HAPPENED.where(events.c.name.in_(sorted(OF_RUNS)), events.c.item.in_(bindparam("items", expanding=True)))
TO_PREFERENCES = HAPPENED.where(events.c.name.in_(sorted(OF_PREFERENCES)))
TO_VOTES = HAPPENED.where(events.c.name.in_(sorted(OF_VOTES)))
NOT_OF_RUNS = OF_PREFERENCES | OF_VOTES


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
    conn.execute(ADD_EVENTS.on(conn), [write_event(owner, event, now) for event in new])
    items = {event.happened.item for event in new if event.happened.name in OF_RUNS and event.happened.item}
    return derive_state(conn, owner, items, {event.happened.name for event in new} & NOT_OF_RUNS)


def derive_all(conn: Connection, owner: Owner) -> State:
    """Everything about one person, from the log alone."""
    conn.execute(delete(runs).where(runs.c.person_id == owner.person_id))
    conn.execute(delete(states).where(states.c.person_id == owner.person_id))
    mine = (events.c.person_id == owner.person_id, events.c.name.in_(OF_RUNS), events.c.item.is_not(None))
    items = set(conn.scalars(select(events.c.item).where(*mine).distinct()))
    return derive_state(conn, owner, items, NOT_OF_RUNS)


def derive_state(conn: Connection, owner: Owner, items: Collection[str], names: Collection[str]) -> State:
    """Fold anew what the events of these items say, and what those of these `names` do; the rest stays."""
    before = load_state(conn, owner.person_id)
    if not items and not names:
        return before
    progress, preferences, starts, votes = dict(before.progress), before.preferences, before.starts, before.votes
    if items:
        happened = load_happened(conn, TO_ITEMS, person_id=owner.person_id, items=sorted(items))
        walks, marks = fold_runs(happened), fold_marks(happened)
        progress |= {item: sum_up(found, marks.get(item, NO_MARKS)) for item, found in walks.items()}
        starts = gather_starts(starts, walks)
        save_runs(conn, owner, [walk for found in walks.values() for walk in found])
    if not OF_PREFERENCES.isdisjoint(names):
        preferences = fold_preferences(load_happened(conn, TO_PREFERENCES, person_id=owner.person_id))
    if not OF_VOTES.isdisjoint(names):
        votes = fold_votes(load_happened(conn, TO_VOTES, person_id=owner.person_id))
    after = State(progress, preferences, starts, votes)
    if after != before:
        save_state(conn, owner, after)
    return after


def load_happened(conn: Connection, which: Select[Any], **of: Any) -> list[Happened]:
    return [read_happened(row) for row in conn.execute(which, of)]


def read_happened(row: Any) -> Happened:
    """A row of `HAPPENED`: its columns are in the order of the fields."""
    values: Any = (*row[:-1], read_props(row[-1]))
    return Happened(*values)


def read_props(text: str) -> dict[str, Any] | None:
    return None if text == "{}" else json.loads(text)


def load_state(conn: Connection, person_id: str) -> State:
    row = conn.execute(STATE_OF, {"person_id": person_id}).one_or_none()
    return EMPTY if row is None else read_state(*row)


def save_state(conn: Connection, owner: Owner, state: State) -> None:
    row = {
        "person_id": owner.person_id,
        "site_id": owner.site_id,
        "progress": write_progress(state.progress),
        "preferences": write_preferences(state.preferences),
        "starts": write_starts(state.starts),
        "votes": write_votes(state.votes),
    }
    conn.execute(SAVE_STATE.on(conn), row)


def save_runs(conn: Connection, owner: Owner, walks: Iterable[Walk]) -> None:
    conn.execute(SAVE_RUNS.on(conn), [write_run(owner, walk) for walk in walks])


def write_run(owner: Owner, walk: Walk) -> dict[str, Any]:
    return {
        "person_id": owner.person_id,
        "item": walk.item,
        "run": walk.run,
        "site_id": owner.site_id,
        "environment_id": owner.environment_id,
        "kind": walk.kind,
        "item_hash": walk.item_hash,
        "status": walk.status,
        "step": walk.step,
        "auto": walk.auto,
        "visit": walk.visit,
        "started_at": walk.started_at,
        "at": walk.at,
        "targets_missing": walk.targets_missing,
        "until": walk.until,
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
