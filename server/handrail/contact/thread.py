"""A conversation's row and its messages: found, held while one writes, and added to. Every change of a conversation goes through here.

Callers that may make a conversation open (`begin`, a person's `say`, `reopen`) first hold `lock(conn, person_id)`; all hold the row, so that
messages get their places one after another. On SQLite there is one writer anyway.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, Select, select, update

from handrail.contact.tables import Conversation, Message
from handrail.contact.webhooks.told import tell_changed
from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.core.problems import NotFound

conversations, messages = table(Conversation), table(Message)
MISSING = "There is no such conversation, or it is not yours."
SPOKEN = ("message", "offer")


class Change(BaseModel):
    """What happened to a conversation. `to`: the member it was assigned to; `reason` of a closing; `message`: the offer that was answered."""

    model_config = ConfigDict(frozen=True)
    what: Literal["assigned", "closed", "reopened", "rated", "offer_accepted", "offer_declined"]
    to: str | None = None
    reason: str | None = None
    score: int | None = None
    message: str | None = None


def load_conversation(conn: Connection, conversation_id: str) -> Conversation | None:
    return read_one(conn, select(conversations).where(conversations.c.id == conversation_id))


def hold(conn: Connection, conversation_id: str) -> Conversation:
    """As it is now; until the transaction ends nobody else changes it. Raises `NotFound`."""
    held = read_one(conn, select(conversations).where(conversations.c.id == conversation_id).with_for_update())
    if held is None:
        raise NotFound(MISSING)
    return held


def find_open(conn: Connection, environment_id: str, person_id: str) -> Conversation | None:
    """The newest of this person's that is open."""
    mine = select(conversations).where(
        conversations.c.person_id == person_id,
        conversations.c.environment_id == environment_id,
        conversations.c.status == "open",
    )
    return read_one(conn, mine.order_by(conversations.c.number.desc()).limit(1))


def find_said(conn: Connection, person_id: str, client_id: str) -> Message | None:
    """What this person said before under that id, in whichever of their conversations."""
    mine = (
        select(messages)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(
            conversations.c.person_id == person_id,
            messages.c.client_id == client_id,
            messages.c.author == "person",
        )
    )
    row = conn.execute(mine.limit(1)).one_or_none()
    return None if row is None else Message(**row._mapping)


def append(conn: Connection, held: Conversation, said: Message, **changes: Any) -> Message:
    """In the next place. `changes` of the conversation go along, and what every message changes."""
    said.seq = held.last_seq + 1
    changes["last_seq"] = said.seq
    if said.kind in SPOKEN:  # nothing else is for the person, who sees when there was something last
        changes["last_at"] = max(said.at, held.last_at)
    conn.execute(messages.insert().values(said.model_dump()))
    change_conversation(conn, held, said.at, **changes)
    return said


def append_change(
    conn: Connection, held: Conversation, change: Change, author: str, member_id: str | None, now: int, **changes: Any
) -> Message:
    """That something happened to it, in its place among what was said."""
    said = Message(
        id=new_id(),
        site_id=held.site_id,
        conversation_id=held.id,
        seq=0,
        kind="change",
        author=author,
        member_id=member_id,
        change=change.model_dump_json(exclude_none=True),
        client_id=new_id(),
        at=now,
    )
    append(conn, held, said, **changes)
    tell_changed(conn, held, change.what, now)
    return said


def change_conversation(conn: Connection, held: Conversation, now: int, **changes: Any) -> None:
    """The row, and `held` with it."""
    changes |= {"version": held.version + 1, "changed_at": max(now, held.changed_at)}
    conn.execute(update(conversations).where(conversations.c.id == held.id).values(**changes))
    for name, value in changes.items():
        setattr(held, name, value)


def read_one(conn: Connection, wanted: Select[Any]) -> Conversation | None:
    row = conn.execute(wanted).one_or_none()
    return None if row is None else Conversation(**row._mapping)
