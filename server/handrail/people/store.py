"""Rows of people: make, find, change, revoke, forget. Callers hold `lock(conn, …)` where two requests could get in each other's way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, select, update

from handrail.core.db import PreparedInsert, insert, table
from handrail.core.ids import digest, new_id
from handrail.people.tables import GonePerson, Person

people, gone = table(Person), table(GonePerson)


class PersonRow(NamedTuple):
    """`traits` and `account` are JSON text, as kept."""

    id: str
    sub: str | None
    label: str | None
    generation: int
    traits: str
    account: str
    seen_at: int


COLUMNS = (
    people.c.id,
    people.c.sub,
    people.c.label,
    people.c.generation,
    people.c.traits,
    people.c.account,
    people.c.seen_at,
)
BY_ID: Select[Any] = select(*COLUMNS).where(
    people.c.id == bindparam("person_id"), people.c.environment_id == bindparam("environment_id")
)
BY_SUB: Select[Any] = select(*COLUMNS).where(
    people.c.environment_id == bindparam("environment_id"), people.c.sub == bindparam("sub")
)
GONE: Select[Any] = select(gone.c.at).where(gone.c.digest == bindparam("digest"))


ADD_PERSON = PreparedInsert(people)


def write_traits(traits: Mapping[str, Any]) -> str:
    """Equal traits are equal text."""
    return json.dumps(traits, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def find_person(conn: Connection, environment_id: str, *, sub: str) -> PersonRow | None:
    row = conn.execute(BY_SUB, {"environment_id": environment_id, "sub": sub}).one_or_none()
    return None if row is None else PersonRow(*row)


def load_person(conn: Connection, environment_id: str, person_id: str) -> PersonRow | None:
    row = conn.execute(BY_ID, {"environment_id": environment_id, "person_id": person_id}).one_or_none()
    return None if row is None else PersonRow(*row)


def is_gone(conn: Connection, person_id: str) -> bool:
    return conn.execute(GONE, {"digest": digest(person_id)}).one_or_none() is not None


def create_identified(conn: Connection, site_id: str, environment_id: str, sub: str, now: int) -> PersonRow:
    """Whoever comes first makes the row; all others find it."""
    create_person(conn, site_id, environment_id, new_id(), now, sub)
    found = find_person(conn, environment_id, sub=sub)
    assert found is not None
    return found


def create_person(
    conn: Connection, site_id: str, environment_id: str, person_id: str, now: int, sub: str | None = None
) -> PersonRow:
    """Nothing happens when there is one of this id or `sub`."""
    row = PersonRow(person_id, sub, label=None, generation=0, traits="{}", account="{}", seen_at=now)
    conn.execute(
        ADD_PERSON.on(conn),
        row._asdict() | {"site_id": site_id, "environment_id": environment_id, "created_at": now},
    )
    return row


def change_person(conn: Connection, person_id: str, **values: Any) -> None:
    conn.execute(update(people).where(people.c.id == person_id).values(**values))


def revoke_tokens(conn: Connection, person_id: str) -> None:
    """On all their devices; each goes on as a new visitor until it proves who it is."""
    conn.execute(update(people).where(people.c.id == person_id).values(generation=people.c.generation + 1))


def forget_person(conn: Connection, person_id: str, now: int) -> None:
    """The row itself; what other features keep is theirs to forget first. Ends every token, also of a visitor who never had a row."""
    conn.execute(delete(people).where(people.c.id == person_id))
    conn.execute(insert(conn, gone).values(digest=digest(person_id), at=now).on_conflict_do_nothing())
