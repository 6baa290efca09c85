"""What is kept about one person's progress: forgotten, and moved to the identified person that a visitor turned out to be."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update

from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.people.preferences import MOST_AT_ONCE, Preferences, PreferencesChange, join_preferences
from handrail.progress.fold import OF_PREFERENCES
from handrail.progress.store import Owner, derive_all, load_state
from handrail.progress.tables import Event, PersonState, Run

events, runs, states = table(Event), table(Run), table(PersonState)
SERVER = "~server"  # sorts after every device of a page, and none can be called so


def erase_progress(conn: Connection, person_id: str) -> None:
    for kept in (events, runs, states):
        conn.execute(delete(kept).where(kept.c.person_id == person_id))


def join_progress(conn: Connection, from_id: str, to_id: str) -> None:
    """All that the visitor did becomes the person's; the stricter opt-out wins, and is itself an event, so that the state still follows from the log."""
    moving = conn.execute(
        select(events.c.site_id, events.c.environment_id).where(events.c.person_id == from_id).limit(1)
    ).one_or_none()
    if moving is None:
        return
    wanted = join_preferences(load_state(conn, from_id).preferences, load_state(conn, to_id).preferences)
    known = select(events.c.id).where(events.c.person_id == to_id)
    conn.execute(delete(events).where(events.c.person_id == from_id, events.c.id.in_(known)))
    conn.execute(update(events).where(events.c.person_id == from_id).values(person_id=to_id))
    erase_progress(conn, from_id)
    owner = Owner(moving.site_id, moving.environment_id, to_id)
    state = derive_all(conn, owner)
    if state.preferences != wanted:
        record_preferences(conn, owner, state.preferences, wanted)
        derive_all(conn, owner)


def record_preferences(conn: Connection, owner: Owner, before: Preferences, after: Preferences) -> None:
    """As the last word of all so far."""
    changed = [(item, on) for item, on in after.items.items() if before.items.get(item) != on]
    parts = [dict(changed[start : start + MOST_AT_ONCE]) for start in range(0, len(changed), MOST_AT_ONCE)]
    of_preferences = (events.c.person_id == owner.person_id, events.c.name.in_(OF_PREFERENCES))
    at, received_at = conn.execute(
        select(func.max(events.c.at), func.max(events.c.received_at)).where(*of_preferences)
    ).one()
    for seq, items in enumerate(parts or [{}]):
        change = PreferencesChange(tours=after.tours if after.tours != before.tours else None, items=items)
        row = Event(
            person_id=owner.person_id,
            id=new_id(),
            site_id=owner.site_id,
            environment_id=owner.environment_id,
            name="preferences_changed",
            at=at,
            received_at=received_at,
            device=SERVER,
            seq=seq,
            props=change.model_dump_json(exclude_none=True),
        )
        conn.execute(events.insert().values(row.model_dump()))
