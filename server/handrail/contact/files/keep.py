"""Files in the database: kept, put into a message, found for whoever may have them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, or_, select, update

from handrail.contact.files.sniff import clean_name, find_media_type
from handrail.contact.problems import UnknownFile
from handrail.contact.schema import Attachment
from handrail.contact.tables import ContactFile, Conversation, Message
from handrail.core.clock import DAY
from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.core.multipart import Upload
from handrail.core.problems import NotFound

UNSENT_KEPT = DAY
SWEPT_AT_ONCE = 100
files, messages = table(ContactFile), table(Message)
KNOWN = (files.c.id, files.c.name, files.c.media_type, files.c.size)


class FileOwner(NamedTuple):
    """`member_id`: who of the team added it to this person's conversation."""

    site_id: str
    person_id: str
    conversation_id: str | None = None
    member_id: str | None = None


class Download(NamedTuple):
    name: str
    media_type: str
    content: bytes


def keep_file(conn: Connection, owner: FileOwner, upload: Upload, now: int) -> Attachment:
    """Raises `UnknownKind`. What was never sent is forgotten after a day."""
    media_type = find_media_type(upload.content)
    forget_unsent(conn, now)
    row = ContactFile(
        id=new_id(),
        **owner._asdict(),
        name=clean_name(upload.name, media_type),
        media_type=media_type,
        size=len(upload.content),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        content=upload.content,
        at=now,
    )
    conn.execute(files.insert().values(row.model_dump()))
    return Attachment(id=row.id, name=row.name, media_type=media_type, size=row.size)


def attach_files(conn: Connection, held: Conversation, message: Message, wanted: Sequence[str]) -> None:
    """Raises `UnknownFile` unless each is this person's (or, for an agent's message, an agent's in this conversation), and was not sent yet."""
    ids = set(wanted)
    if not ids:
        return
    its = (
        and_(files.c.member_id.is_(None), or_(files.c.conversation_id.is_(None), files.c.conversation_id == held.id))
        if message.author == "person"
        else and_(files.c.member_id.is_not(None), files.c.conversation_id == held.id)
    )
    mine = (files.c.id.in_(ids), files.c.person_id == held.person_id, files.c.message_id.is_(None), its)
    taken = conn.execute(update(files).where(*mine).values(message_id=message.id, conversation_id=held.id))
    if taken.rowcount != len(ids):
        raise UnknownFile("Attach the file again, then send the message.")


def list_attachments(conn: Connection, message_ids: Iterable[str]) -> dict[str, list[Attachment]]:
    """By message."""
    wanted = select(files.c.message_id, *KNOWN).where(files.c.message_id.in_(list(message_ids))).order_by(files.c.id)
    found: dict[str, list[Attachment]] = {}
    for message_id, *known in conn.execute(wanted):
        found.setdefault(message_id, []).append(
            Attachment(**dict(zip(("id", "name", "media_type", "size"), known, strict=True)))
        )
    return found


def load_for_person(conn: Connection, person_id: str, file_id: str, within: str | None = None) -> Download:
    """Their own, and what the team sent them: nothing from a note, nothing that is not sent yet. `within`: of this conversation alone. Raises `NotFound`."""
    wanted = (
        select(files.c.name, files.c.media_type, files.c.content)
        .outerjoin(messages, messages.c.id == files.c.message_id)
        .where(
            files.c.id == file_id,
            files.c.person_id == person_id,
            or_(files.c.member_id.is_(None), messages.c.kind.in_(("message", "offer"))),
        )
    )
    if within is not None:
        wanted = wanted.where(files.c.conversation_id == within)
    return read_download(conn.execute(wanted).one_or_none())


def load_for_team(conn: Connection, conversation: Conversation, file_id: str) -> Download:
    """Raises `NotFound`."""
    wanted = select(files.c.name, files.c.media_type, files.c.content).where(
        files.c.id == file_id, files.c.conversation_id == conversation.id
    )
    return read_download(conn.execute(wanted).one_or_none())


def read_download(row: Any) -> Download:
    if row is None:
        raise NotFound("There is no such file, or it is not yours.")
    return Download(*row)


def forget_unsent(conn: Connection, now: int) -> None:
    old = select(files.c.id).where(files.c.message_id.is_(None), files.c.at <= now - UNSENT_KEPT).limit(SWEPT_AT_ONCE)
    conn.execute(delete(files).where(files.c.id.in_(old), files.c.message_id.is_(None)))
