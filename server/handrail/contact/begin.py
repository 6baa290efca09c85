"""A conversation begun. A person has one that is open: when there is one, what they say goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from handrail.contact.capsule import find_path, read_capsule
from handrail.contact.say import Channel, Said, add, say
from handrail.contact.tables import Conversation, Message
from handrail.contact.thread import conversations, find_open, find_said, load_conversation
from handrail.contact.webhooks.told import tell_begun
from handrail.core.db import lock
from handrail.core.ids import new_id

LONGEST_SUBJECT = 120


@dataclass(frozen=True)
class Beginner:
    """Whose conversation it is to be."""

    site_id: str
    environment_id: str
    person_id: str


@dataclass(frozen=True)
class Begun:
    """`capsule`: what goes along, checked (`capsule.py`). `joins`: whoever signs in on this device gets it."""

    client_id: str
    text: str
    capsule: str = "[]"
    email: str | None = None
    channel: Channel = "web"
    files: Sequence[str] = ()
    locale: str = "en"
    joins: bool = True

    @property
    def said(self) -> Said:
        return Said("person", self.text, self.client_id, files=self.files, channel=self.channel, email=self.email)


class Beginning(NamedTuple):
    """`is_new`: it was begun by this; else the message went into one that was open."""

    conversation: Conversation
    message: Message
    is_new: bool


def begin_conversation(conn: Connection, beginner: Beginner, begun: Begun, now: int) -> Beginning:
    """Sent again, it gives the same. Raises `UnknownFile`."""
    lock(conn, beginner.person_id)
    before = find_said(conn, beginner.person_id, begun.client_id)
    if before is not None:
        return Beginning(load(conn, before.conversation_id), before, is_new=False)
    there = find_open(conn, beginner.environment_id, beginner.person_id)
    if there is not None:
        message = say(conn, there, begun.said, now)
        return Beginning(load(conn, message.conversation_id), message, is_new=False)
    made = make_conversation(conn, beginner, begun, now)
    tell_begun(conn, made, now)
    return Beginning(made, add(conn, made, begun.said, now), is_new=True)


def make_conversation(conn: Connection, beginner: Beginner, begun: Begun, now: int) -> Conversation:
    lock(conn, f"conversations {beginner.site_id}")
    newest = select(func.max(conversations.c.number)).where(conversations.c.site_id == beginner.site_id)
    row = Conversation(
        id=new_id(),
        site_id=beginner.site_id,
        environment_id=beginner.environment_id,
        person_id=beginner.person_id,
        number=(conn.scalar(newest) or 0) + 1,
        channel=begun.channel,
        subject=find_subject(begun.text),
        path=find_path(read_capsule(begun.capsule)),
        locale=begun.locale,
        email=begun.email,
        created_at=now,
        last_at=now,
        capsule=begun.capsule,
        client_id=begun.client_id,
        joins=begun.joins,
        changed_at=now,
    )
    conn.execute(conversations.insert().values(row.model_dump()))
    return row


def find_subject(text: str) -> str:
    """Its first line that says something."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= LONGEST_SUBJECT else f"{first[: LONGEST_SUBJECT - 1].rstrip()}…"


def load(conn: Connection, conversation_id: str) -> Conversation:
    found = load_conversation(conn, conversation_id)
    assert found is not None
    return found
