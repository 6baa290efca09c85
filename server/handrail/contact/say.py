"""Something said in a conversation: by its person, by an agent, or as a note among agents. Exactly once by its `client_id`, and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from handrail.contact.files.keep import attach_files
from handrail.contact.mail.announce import announce_answer
from handrail.contact.schema import Author, Offer
from handrail.contact.tables import Conversation, Message
from handrail.contact.thread import (
    Change,
    append,
    append_change,
    find_open,
    find_said,
    hold,
    messages,
)
from handrail.contact.webhooks.told import tell_said
from handrail.core.db import lock
from handrail.core.ids import new_id

Kind = Literal["message", "note", "offer"]
Channel = Literal["web", "page", "mail"]


@dataclass(frozen=True)
class Said:
    """`files` by id, as they were kept before. `offer` comes with the kind `offer`. `email`: where this person wants answers from now on."""

    author: Author
    text: str
    client_id: str
    kind: Kind = "message"
    member_id: str | None = None
    files: Sequence[str] = ()
    offer: Offer | None = None
    channel: Channel = "web"
    email: str | None = None


def say(conn: Connection, conversation: Conversation, said: Said, now: int) -> Message:
    """The message as it is kept, also when it was said before. Raises `NotFound` (erased meanwhile), `UnknownFile`.

    What a person writes where it is closed opens it again; if another one of theirs is open, it goes there.
    """
    if said.author == "person":
        return say_as_person(conn, conversation, said, now)
    held = hold(conn, conversation.id)
    before = find_in(conn, held.id, said.client_id)
    return before or add(conn, held, said, now)


def say_as_person(conn: Connection, conversation: Conversation, said: Said, now: int) -> Message:
    lock(conn, conversation.person_id)
    held = hold(conn, conversation.id)
    before = find_said(conn, held.person_id, said.client_id)
    if before is not None:
        return before
    if held.status == "closed":
        other = find_open(conn, held.environment_id, held.person_id)
        if other is not None:
            held = hold(conn, other.id)
    if held.status == "closed":
        reopen_held(conn, held, "person", None, now)
    return add(conn, held, said, now)


def reopen_held(conn: Connection, held: Conversation, author: Author, member_id: str | None, now: int) -> Message:
    return append_change(
        conn,
        held,
        Change(what="reopened"),
        author,
        member_id,
        now,
        status="open",
        closed_at=None,
        close_reason=None,
        reopened=held.reopened + 1,
    )


def add(conn: Connection, held: Conversation, said: Said, now: int) -> Message:
    message = append(
        conn,
        held,
        Message(
            id=new_id(),
            site_id=held.site_id,
            conversation_id=held.id,
            seq=0,
            kind=said.kind,
            author=said.author,
            member_id=said.member_id,
            text=said.text,
            offer=said.offer.model_dump_json() if said.offer else None,
            offer_state="offered" if said.offer else None,
            channel=said.channel,
            client_id=said.client_id,
            at=now,
        ),
        **find_changes(held, said, now),
    )
    attach_files(conn, held, message, said.files)
    tell_said(conn, held, message, now)
    announce_answer(conn, held, message, now)
    return message


def find_changes(held: Conversation, said: Said, now: int) -> dict[str, Any]:
    """What it changes about who waits for whom."""
    if said.kind == "note":
        return {"seen_by_agents": held.last_seq + 1}
    if said.author == "person":
        email = {} if said.email is None else {"email": said.email}
        return {"waiting_since": now if held.waiting_since is None else held.waiting_since, **email}
    answered = {"waiting_since": None, "unread": held.unread + 1}
    if said.author != "agent":
        return answered
    first = now if held.first_reply_at is None else held.first_reply_at
    return {**answered, "seen_by_agents": held.last_seq + 1, "first_reply_at": first}


def find_in(conn: Connection, conversation_id: str, client_id: str) -> Message | None:
    wanted = select(messages).where(messages.c.conversation_id == conversation_id, messages.c.client_id == client_id)
    row = conn.execute(wanted).one_or_none()
    return None if row is None else Message(**row._mapping)
