"""Conversations, what was said in them, and files. Instants are in milliseconds, JSON is text. Messages are only ever added to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class Conversation(SQLModel, table=True):
    """`status` is open or closed, `channel` how it began: web, page or mail. `capsule` is the very text that was sent.

    `number` counts within a site, `last_seq` what was said. `waiting_since`: the person's oldest message that nobody has answered. `unread`: of
    the team's, by the person. `client_id` is the page's own, so that a begin that is sent again begins nothing. `joins`: whoever signs in on the
    device that it began on gets it. `version` counts its changes, the last of which was at `changed_at`: so other processes notice them.
    """

    __table_args__ = (
        UniqueConstraint("site_id", "number"),
        UniqueConstraint("person_id", "client_id"),
        Index("ix_conversation_site_id_status_last_at", "site_id", "status", "last_at"),
    )
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    environment_id: str = Field(foreign_key="environment.id")
    person_id: str
    number: int
    status: str = "open"
    channel: str = "web"
    subject: str = ""
    path: str | None = None
    locale: str = "en"
    email: str | None = None
    assignee_id: str | None = Field(default=None, index=True)
    created_at: int = Field(sa_type=BigInteger)
    last_at: int = Field(sa_type=BigInteger)
    last_seq: int = 0
    waiting_since: int | None = Field(default=None, sa_type=BigInteger)
    first_reply_at: int | None = Field(default=None, sa_type=BigInteger)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
    close_reason: str | None = None
    reopened: int = 0
    seen_by_person: int = 0
    seen_by_agents: int = 0
    unread: int = 0
    rating: int | None = None
    rating_text: str | None = None
    rated_at: int | None = Field(default=None, sa_type=BigInteger)
    capsule: str = "[]"
    client_id: str
    joins: bool = True
    version: int = 0
    changed_at: int = Field(sa_type=BigInteger, index=True)


class Message(SQLModel, table=True):
    """`seq` is its place, 1 for the first. `kind`: message, note, offer or change; `author`: person, agent or system.

    `offer` and `change` are an `Offer` and a `Change` as JSON. A note is the team's alone.
    """

    __table_args__ = (UniqueConstraint("conversation_id", "seq"), UniqueConstraint("conversation_id", "client_id"))
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    conversation_id: str = Field(foreign_key="conversation.id")
    seq: int
    kind: str = "message"
    author: str
    member_id: str | None = None
    text: str = ""
    offer: str | None = None
    offer_state: str | None = None
    change: str | None = None
    channel: str = "web"
    client_id: str
    at: int = Field(sa_type=BigInteger)


class ContactFile(SQLModel, table=True):
    """A file that somebody attached; until it is sent it belongs to no message. `media_type` is what its bytes are, whatever it was called.

    `person_id` is whose conversation it is in, `member_id` who of the team added it.
    """

    __tablename__ = "contact_file"
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    person_id: str = Field(index=True)
    conversation_id: str | None = Field(default=None, foreign_key="conversation.id", index=True)
    message_id: str | None = Field(default=None, foreign_key="message.id", index=True)
    member_id: str | None = None
    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes = Field(sa_type=LargeBinary)
    at: int = Field(sa_type=BigInteger, index=True)


class ContactBlock(SQLModel, table=True):
    """Somebody who may write no more. `member_id`: who of the team said so."""

    __tablename__ = "contact_block"
    site_id: str = Field(primary_key=True, foreign_key="site.id")
    person_id: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    member_id: str | None = None


class SavedReply(SQLModel, table=True):
    """What the team says often."""

    __tablename__ = "saved_reply"
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id", index=True)
    title: str
    text: str
    updated_at: int = Field(sa_type=BigInteger)
