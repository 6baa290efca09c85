"""What the server knows of a person, in the words of conditions: traits, account, segments, progress, what the host tracked."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel
from sqlalchemy import Connection, select

from handrail.conditions.context import Context, Standing, TrackedEvent
from handrail.conditions.evaluate import evaluate
from handrail.conditions.schema import Condition, EventCount
from handrail.core.db import table
from handrail.progress.state import State
from handrail.progress.tables import Event

events = table(Event)


def describe_person(
    traits: str,
    account: str,
    state: State,
    tracked: Collection[TrackedEvent],
    segments: Mapping[str, Condition],
    now: int,
    locale: str | None = None,
) -> Context:
    """`traits` and `account` are JSON text, as kept."""
    context = Context(
        traits=json.loads(traits),
        account=json.loads(account),
        segments={},
        locale=locale,
        now=now,
        events=tuple(tracked),
        progress=stand(state),
    )
    return with_segments(context, segments) if segments else context


def with_segments(context: Context, segments: Mapping[str, Condition]) -> Context:
    """A segment may build on another; one that builds on itself stays unknown."""
    known: dict[str, bool | None] = {}
    for _ in segments:
        found = {name: evaluate(condition, replace(context, segments=known)) for name, condition in segments.items()}
        if found == known:
            break
        known = found
    return replace(context, segments=known)


def stand(state: State) -> dict[str, Standing]:
    """Dismissed: left or declined the last time, or switched off."""
    off = {item for item, on in state.preferences.items.items() if not on}
    standings = {
        item: Standing(
            seen=True,
            completed=progress.completed,
            dismissed=progress.status in ("left", "declined") or item in off,
            active=progress.status == "active",
        )
        for item, progress in state.progress.items()
    }
    return standings | {item: Standing(dismissed=True) for item in off - standings.keys()}


def name_events(conditions: Iterable[Condition]) -> frozenset[str]:
    """The events of the host that these conditions count."""
    return frozenset(name for condition in conditions for name in walk_events(condition))


def walk_events(value: object) -> Iterator[str]:
    if isinstance(value, EventCount):
        yield value.event
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from walk_events(getattr(value, field))
    elif isinstance(value, list):
        for part in value:
            yield from walk_events(part)


def load_tracked(conn: Connection, person_id: str, names: Collection[str]) -> list[TrackedEvent]:
    rows = conn.execute(
        select(events.c.name, events.c.at, events.c.props).where(
            events.c.person_id == person_id, events.c.item.is_(None), events.c.name.in_(sorted(names))
        )
    )
    return [TrackedEvent(name, at, json.loads(props)) for name, at, props in rows]
