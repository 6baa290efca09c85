"""What a request changes about its person: the row made or brought up to date, a visitor's history joined. In one transaction with what else it writes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from handrail.core.clock import DAY
from handrail.core.db import lock
from handrail.core.feature import Feature
from handrail.people.recognise import Who
from handrail.people.store import (
    PersonRow,
    change_person,
    create_identified,
    create_person,
    forget_person,
    is_gone,
    load_person,
)
from handrail.sites.access import EnvironmentAccess


class PersonGone(Exception):
    """Erased or joined between reading and writing: whoever asks recognises them anew."""


def is_unseen(row: PersonRow | None, now: int) -> bool:
    """Last seen is kept to the day, so that looking costs no write."""
    return row is not None and now - row.seen_at >= DAY


def settle(conn: Connection, access: EnvironmentAccess, who: Who, features: Sequence[Feature], now: int) -> PersonRow:
    """The row as it is now; until the transaction ends nobody else writes about this person. Raises `PersonGone`."""
    person_id = who.person_id
    if who.sub is not None and who.row is None:
        person_id = create_identified(conn, access.site_id, access.environment_id, who.sub, now).id
    for name in sorted({person_id, who.joins or person_id}):
        lock(conn, name)
    row = load_person(conn, access.environment_id, person_id)
    if row is None:
        if who.row is not None or who.sub is not None or is_gone(conn, person_id):
            raise PersonGone
        row = create_person(conn, access.site_id, access.environment_id, person_id, now)
    elif row.sub != (who.sub or (who.row.sub if who.row else None)):
        raise PersonGone
    # Only what this request speaks of: what another one has just written stays.
    wanted = {"label": who.label} if who.sub is None else {"traits": who.traits, "account": who.account}
    changes = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if changes or is_unseen(row, now):
        change_person(conn, person_id, **changes, seen_at=now)
    if who.joins is not None:
        join_visitor(conn, access, who.joins, person_id, features, now)
    return row


def join_visitor(
    conn: Connection, access: EnvironmentAccess, visitor_id: str, person_id: str, features: Sequence[Feature], now: int
) -> None:
    """Once, and never somebody who is identified."""
    visitor = load_person(conn, access.environment_id, visitor_id)
    if visitor is None or visitor.sub is not None:
        return
    for feature in features:
        if feature.join is not None:
            feature.join(conn, visitor_id, person_id)
    forget_person(conn, visitor_id, now)
