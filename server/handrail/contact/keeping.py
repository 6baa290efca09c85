"""What is kept of one person's conversations: given out, forgotten, and moved to the identified person that a visitor turned out to be.

Notes are the team's own, and in no export.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, Row, delete, or_, select, update

from handrail.contact.capsule import Line, read_capsule
from handrail.contact.files.keep import files
from handrail.contact.outbox.enqueue import forget_subjects
from handrail.contact.read import SHOWN, show_messages
from handrail.contact.schema import ShownMessage
from handrail.contact.tables import ContactBlock
from handrail.contact.thread import conversations, messages
from handrail.content.compiled import Wire
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.people.store import create_person

TOLD = {"at", "created_at", "last_at", "closed_at", "capsule"}  # otherwise than they are kept
blocks = table(ContactBlock)


class ExportedConversation(Wire):
    id: str
    number: int
    status: str
    channel: str
    subject: str
    locale: str
    email: str | None
    created_at: str
    last_at: str
    closed_at: str | None
    rating: int | None
    rating_text: str | None
    capsule: list[Line]
    messages: list[ShownMessage]


class ExportedFile(Wire):
    """Its bytes are where the message is that it came with."""

    id: str
    conversation_id: str | None
    name: str
    media_type: str
    size: int
    sha256: str
    at: str


class ExportedBlock(Wire):
    """The team takes no more messages from this person."""

    at: str


def export_contact(conn: Connection, person_id: str) -> dict[str, Sequence[BaseModel]]:
    mine = conn.execute(
        select(conversations).where(conversations.c.person_id == person_id).order_by(conversations.c.number)
    ).all()
    attached = (
        select(files)
        .outerjoin(messages, messages.c.id == files.c.message_id)
        .where(
            files.c.person_id == person_id, or_(files.c.member_id.is_(None), messages.c.kind.in_(("message", "offer")))
        )
        .order_by(files.c.id)
    )
    return {
        "conversation": [
            ExportedConversation(
                **pick(row, ExportedConversation),
                created_at=to_iso(row.created_at),
                last_at=to_iso(row.last_at),
                closed_at=None if row.closed_at is None else to_iso(row.closed_at),
                capsule=read_capsule(row.capsule),
                messages=show_messages(
                    conn,
                    conn.execute(SHOWN.where(messages.c.conversation_id == row.id).order_by(messages.c.seq)).all(),
                ),
            )
            for row in mine
        ],
        "contact_file": [ExportedFile(**pick(row, ExportedFile), at=to_iso(row.at)) for row in conn.execute(attached)],
        "contact_block": [
            ExportedBlock(at=to_iso(row.at))
            for row in conn.execute(select(blocks.c.at).where(blocks.c.person_id == person_id))
        ],
    }


def erase_contact(conn: Connection, person_id: str) -> None:
    """Also what is on its way out, and so their address."""
    mine = list(conn.scalars(select(conversations.c.id).where(conversations.c.person_id == person_id)))
    conn.execute(delete(files).where(files.c.person_id == person_id))
    conn.execute(delete(messages).where(messages.c.conversation_id.in_(mine)))
    conn.execute(delete(conversations).where(conversations.c.id.in_(mine)))
    conn.execute(delete(blocks).where(blocks.c.person_id == person_id))
    forget_subjects(conn, mine)


def join_contact(conn: Connection, from_id: str, to_id: str) -> None:
    """All but what was written where somebody else had been identified before: that stays with the team."""
    set_apart(conn, from_id)
    theirs = (conversations.c.person_id == from_id, conversations.c.joins)
    taken = select(conversations.c.client_id).where(conversations.c.person_id == to_id)
    again = conversations.c.client_id.in_(taken.scalar_subquery())
    conn.execute(update(conversations).where(*theirs, again).values(client_id=conversations.c.id))
    moved = list(conn.scalars(select(conversations.c.id).where(*theirs)))
    changed = {"person_id": to_id, "version": conversations.c.version + 1}
    conn.execute(update(conversations).where(conversations.c.id.in_(moved)).values(changed))
    in_them = or_(files.c.conversation_id.in_(moved), files.c.conversation_id.is_(None))
    conn.execute(update(files).where(files.c.person_id == from_id, in_them).values(person_id=to_id))
    follow_block(conn, from_id, to_id)


def set_apart(conn: Connection, from_id: str) -> None:
    """To a visitor whom no token names, so that it can still be given out and forgotten."""
    theirs = select(conversations).where(conversations.c.person_id == from_id, conversations.c.joins.is_(False))
    left = conn.execute(theirs.order_by(conversations.c.number)).all()
    if not left:
        return
    nobody = create_person(conn, left[0].site_id, left[0].environment_id, new_id(), left[-1].last_at).id
    ids = [row.id for row in left]
    changed = {"person_id": nobody, "version": conversations.c.version + 1}
    conn.execute(update(conversations).where(conversations.c.id.in_(ids)).values(changed))
    conn.execute(update(files).where(files.c.conversation_id.in_(ids)).values(person_id=nobody))
    for row in conn.execute(select(blocks).where(blocks.c.person_id == from_id)).all():
        conn.execute(blocks.insert().values(row._asdict() | {"person_id": nobody}))


def follow_block(conn: Connection, from_id: str, to_id: str) -> None:
    """Whoever was blocked stays so by signing in."""
    known = select(blocks.c.site_id).where(blocks.c.person_id == to_id)
    conn.execute(delete(blocks).where(blocks.c.person_id == from_id, blocks.c.site_id.in_(known)))
    conn.execute(update(blocks).where(blocks.c.person_id == from_id).values(person_id=to_id))


def pick(row: Row[Any], model: type[BaseModel]) -> dict[str, Any]:
    """The columns that go out as they are kept."""
    return {name: value for name, value in row._mapping.items() if name in model.model_fields and name not in TOLD}
