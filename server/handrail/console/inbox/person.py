"""Who a conversation is with, as far as their host and they themselves told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue
from sqlalchemy import Connection, select

from handrail.console.inbox.names import name_person, read_fields
from handrail.core.db import table
from handrail.people.tables import Person

people = table(Person)


@dataclass(frozen=True)
class ShownPerson:
    """Pairs of a label and a value. `identified`: their host's backend vouches for who it is."""

    name: str
    identified: bool
    facts: Sequence[tuple[str, str]]
    traits: Sequence[tuple[str, str]]
    account: Sequence[tuple[str, str]]


def load_shown_person(conn: Connection, environment_id: str, person_id: str, email: str | None) -> ShownPerson:
    row = conn.execute(
        select(people.c.sub, people.c.label, people.c.traits, people.c.account).where(
            people.c.id == person_id, people.c.environment_id == environment_id
        )
    ).one_or_none()
    sub, label = (row.sub, row.label) if row else (None, None)
    traits = read_fields(row.traits if row else None)
    facts = [("Signed in as", sub), ("Says to be", label), ("Mail", email), ("Visitor", None if sub else person_id)]
    return ShownPerson(
        name=name_person(traits, email, sub),
        identified=sub is not None,
        facts=[(name, value) for name, value in facts if value],
        traits=write_fields(traits),
        account=write_fields(read_fields(row.account if row else None)),
    )


def write_fields(fields: Mapping[str, JsonValue]) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), write_value(value)) for name, value in fields.items()]


def write_value(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
