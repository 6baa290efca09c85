"""What the server knows of a person, in the words of conditions: traits, account, segments, progress, what the host tracked."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from pydantic import BaseModel
from sqlalchemy import Connection, select

from handrail.conditions.context import Context, Standing, TrackedEvent
from handrail.conditions.schema import Condition, EventCount
from handrail.content.published import Published
from handrail.core.db import table
from handrail.progress.state import State
from handrail.progress.tables import Event

events = table(Event)
MOST_COUNTED = 1_000


def describe_person(
    published: Published,
    traits: str,
    account: str,
    state: State,
    tracked: Collection[TrackedEvent],
    now: int,
    locale: str | None = None,
) -> Context:
    """`traits` and `account` are JSON text, as kept."""
    context = Context(
        traits=json.loads(traits),
        account=json.loads(account),
        locale=locale,
        now=now,
        events=tuple(tracked),
        progress=stand(state),
    )
    return published.fill_segments(context)


def stand(state: State) -> dict[str, Standing]:
    """Dismissed: left or declined the last time, or switched off."""
    off = {item for item, on in state.preferences.items.items() if not on}
    standings = {
        item: Standing(
            seen=True,
            completed=progress.completed,
            dismissed=progress.status in ("left", "declined") or item in off,
            active=progress.status == "active",
            passed=progress.passed,
        )
        for item, progress in state.progress.items()
    }
    return standings | {item: Standing(dismissed=True) for item in off - standings.keys()}


def name_events(published: Published, also: Condition | None = None) -> frozenset[str]:
    """The events of the host that audiences count, and one more condition."""
    clauses = [*walk_clauses(published), *walk_models(also)]
    return frozenset(clause.event for clause in clauses if isinstance(clause, EventCount))


def walk_clauses(published: Published) -> Iterator[BaseModel]:
    """Every clause of every audience, and of the segments that they ask for."""
    for audience in published.audiences:
        yield from walk_models(audience)
    for _, condition in published.segments:
        yield from walk_models(condition)


def walk_models(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for field in type(value).model_fields:
            yield from walk_models(getattr(value, field))
    elif isinstance(value, list):
        for part in value:
            yield from walk_models(part)


def load_tracked(conn: Connection, person_id: str, names: Collection[str]) -> list[TrackedEvent]:
    """Of each name the newest, as many as count: who tracks without end has done so often enough for any audience."""
    rows = [
        row
        for name in sorted(names)
        for row in conn.execute(
            select(events.c.name, events.c.at, events.c.props)
            .where(events.c.person_id == person_id, events.c.item.is_(None), events.c.name == name)
            .order_by(events.c.at.desc(), events.c.id)
            .limit(MOST_COUNTED)
        )
    ]
    return [TrackedEvent(name, at, json.loads(props)) for name, at, props in rows]
