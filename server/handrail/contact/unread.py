"""What a sync tells of conversations: how much of the team's is unread, and which one is open. One read by an index."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from handrail.contact.thread import conversations
from handrail.core.db import Database


class ContactState(NamedTuple):
    """`unread`: of the team's messages. `open_id`: of the newest conversation that is open."""

    unread: int = 0
    open_id: str | None = None


def count_unread(person_id: ColumnElement[Any]) -> Any:
    """A column: of one person, 0 or more."""
    return (
        select(func.coalesce(func.sum(conversations.c.unread), 0))
        .where(conversations.c.person_id == person_id)
        .scalar_subquery()
    )


def find_open_id(person_id: ColumnElement[Any]) -> Any:
    """A column: the newest of one person's that is open, or null."""
    return (
        select(func.max(conversations.c.id))
        .where(conversations.c.person_id == person_id, conversations.c.status == "open")
        .scalar_subquery()
    )


CONTACT_OF: Select[Any] = select(count_unread(bindparam("person_id")), find_open_id(bindparam("person_id")))


async def fetch_contact_state(db: Database, person_id: str) -> ContactState:
    rows = await db.fetch(db.prepare(CONTACT_OF), person_id=person_id)
    return ContactState(*rows[0])
