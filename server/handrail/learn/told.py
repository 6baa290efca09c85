"""What every notice to other systems says first: where it happened, and whom it is about."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select

from handrail.contact.webhooks.told import ToldPerson, environments, people


class Learnt(BaseModel):
    """`environment` by name."""

    model_config = ConfigDict(frozen=True)
    environment: str
    person: ToldPerson


def name_environment(conn: Connection, environment_id: str) -> str:
    return conn.scalar(select(environments.c.name).where(environments.c.id == environment_id)) or ""


def tell_person(conn: Connection, person_id: str) -> ToldPerson:
    return ToldPerson(id=person_id, sub=conn.scalar(select(people.c.sub).where(people.c.id == person_id)))
