"""Everything about a person given out, and forgotten: the one permitted delete. Each feature sees to its own tables; here they are asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, SerializeAsAny
from sqlalchemy import Connection, select

from handrail.content.compiled import Wire
from handrail.core.clock import to_iso
from handrail.core.db import lock, table
from handrail.core.feature import Feature
from handrail.people.store import forget_person
from handrail.people.tables import Person

people = table(Person)


class ExportedPerson(Wire):
    id: str
    environment_id: str
    sub: str | None
    label: str | None
    traits: dict[str, Any]
    account: dict[str, Any]
    created_at: str
    seen_at: str


class PersonExport(BaseModel):
    """All that is kept about one person, by table."""

    model_config = ConfigDict(frozen=True)
    person_id: str
    exported_at: str
    tables: dict[str, list[SerializeAsAny[BaseModel]]]


def export_person(conn: Connection, person_id: str, features: Sequence[Feature], now: int) -> PersonExport:
    tables: dict[str, list[BaseModel]] = {}
    for feature in features:
        if feature.export is not None:
            for name, rows in feature.export(conn, person_id).items():
                tables[name] = [*tables.get(name, []), *rows]
    return PersonExport(person_id=person_id, exported_at=to_iso(now), tables=tables)


def erase_person(conn: Connection, person_id: str, features: Sequence[Feature], now: int) -> None:
    """Afterwards nothing is kept but a digest that ends their tokens. Who comes back starts anew."""
    lock(conn, person_id)
    for feature in features:
        if feature.erase is not None:
            feature.erase(conn, person_id)
    forget_person(conn, person_id, now)


def export_row(conn: Connection, person_id: str) -> dict[str, Sequence[BaseModel]]:
    """This feature's own part."""
    row = conn.execute(select(people).where(people.c.id == person_id)).one_or_none()
    if row is None:
        return {"person": []}
    person = Person.model_validate(row._mapping)
    return {
        "person": [
            ExportedPerson.model_validate(
                person.model_dump(include={"id", "environment_id", "sub", "label"})
                | {
                    "traits": json.loads(person.traits),
                    "account": json.loads(person.account),
                    "created_at": to_iso(person.created_at),
                    "seen_at": to_iso(person.seen_at),
                }
            )
        ]
    }
