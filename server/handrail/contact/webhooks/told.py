"""What other systems are told of a conversation. Never a note: those are for the team alone, and who is told may be anybody."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select

from handrail.contact.capsule import Line, read_capsule
from handrail.contact.tables import ContactFile, Conversation, Message
from handrail.contact.webhooks.announce import announce
from handrail.contact.webhooks.schema import EventName
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.people.tables import Person
from handrail.sites.tables import Environment, Member

CHANGES: dict[str, EventName] = {
    "assigned": "conversation.assigned",
    "closed": "conversation.closed",
    "reopened": "conversation.reopened",
    "rated": "conversation.rated",
}
environments, members, people, files = table(Environment), table(Member), table(Person), table(ContactFile)


class Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class ToldPerson(Told):
    """`sub` is the host's own id for them; null for a visitor."""

    id: str
    sub: str | None


class ToldMember(Told):
    name: str
    email: str


class ToldConversation(Told):
    """As it is after what happened. `path`: the page of the host app that it began on. Instants are ISO 8601."""

    id: str
    number: int
    environment: str
    status: str
    channel: str
    subject: str
    path: str | None
    locale: str
    email: str | None
    person: ToldPerson
    assignee: ToldMember | None
    created_at: str
    first_reply_at: str | None
    closed_at: str | None
    close_reason: str | None
    reopened: int
    rating: int | None
    rating_text: str | None


class ToldFile(Told):
    """`size` in bytes. The file itself stays here."""

    name: str
    media_type: str
    size: int


class ToldMessage(Told):
    """`seq` is its place in the conversation; some are missing, which are not for others. `member`: who of the team said it."""

    id: str
    seq: int
    kind: str
    author: str
    member: ToldMember | None
    text: str
    files: list[ToldFile]
    channel: str
    at: str


class ConversationTold(Told):
    conversation: ToldConversation


class ConversationBegun(ConversationTold):
    """`capsule`: what the person let go along, in the order in which they saw it."""

    capsule: list[Line]


class MessageTold(ConversationTold):
    message: ToldMessage


def tell_begun(conn: Connection, begun: Conversation, now: int) -> None:
    announce(
        conn,
        begun.site_id,
        begun.id,
        "conversation.created",
        lambda: ConversationBegun(conversation=describe_conversation(conn, begun), capsule=read_capsule(begun.capsule)),
        now,
    )


def tell_said(conn: Connection, held: Conversation, said: Message, now: int) -> None:
    """Once its files are with it."""
    if said.kind in ("message", "offer"):
        announce(
            conn,
            held.site_id,
            held.id,
            "message.added",
            lambda: MessageTold(conversation=describe_conversation(conn, held), message=describe_message(conn, said)),
            now,
        )


def tell_changed(
    conn: Connection,
    held: Conversation,
    what: Literal["assigned", "closed", "reopened", "rated", "offer_accepted", "offer_declined"],
    now: int,
) -> None:
    """Once it has changed."""
    if what in CHANGES:
        announce(
            conn,
            held.site_id,
            held.id,
            CHANGES[what],
            lambda: ConversationTold(conversation=describe_conversation(conn, held)),
            now,
        )


def describe_conversation(conn: Connection, held: Conversation) -> ToldConversation:
    name = conn.scalar(select(environments.c.name).where(environments.c.id == held.environment_id))
    sub = conn.scalar(select(people.c.sub).where(people.c.id == held.person_id))
    return ToldConversation(
        id=held.id,
        number=held.number,
        environment=name or "",
        status=held.status,
        channel=held.channel,
        subject=held.subject,
        path=held.path,
        locale=held.locale,
        email=held.email,
        person=ToldPerson(id=held.person_id, sub=sub),
        assignee=describe_member(conn, held.assignee_id),
        created_at=to_iso(held.created_at),
        first_reply_at=None if held.first_reply_at is None else to_iso(held.first_reply_at),
        closed_at=None if held.closed_at is None else to_iso(held.closed_at),
        close_reason=held.close_reason,
        reopened=held.reopened,
        rating=held.rating,
        rating_text=held.rating_text,
    )


def describe_message(conn: Connection, said: Message) -> ToldMessage:
    attached = select(files.c.name, files.c.media_type, files.c.size).where(files.c.message_id == said.id)
    return ToldMessage(
        id=said.id,
        seq=said.seq,
        kind=said.kind,
        author=said.author,
        member=describe_member(conn, said.member_id),
        text=said.text,
        files=[
            ToldFile(name=name, media_type=media_type, size=size)
            for name, media_type, size in conn.execute(attached.order_by(files.c.id))
        ],
        channel=said.channel,
        at=to_iso(said.at),
    )


def describe_member(conn: Connection, member_id: str | None) -> ToldMember | None:
    """None as well for somebody who is no member any more."""
    if member_id is None:
        return None
    row = conn.execute(select(members.c.name, members.c.email).where(members.c.id == member_id)).one_or_none()
    return None if row is None else ToldMember(name=row.name, email=row.email)
