"""What became new in the conversations of some sites since one last looked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, or_, select

from handrail.console.inbox.names import name_person, read_fields
from handrail.contact.live import MARGIN
from handrail.contact.tables import Conversation, Message
from handrail.core.db import table
from handrail.people.tables import Person

conversations, messages, people = table(Conversation), table(Message), table(Person)
LONGEST_WORDS = 120


@dataclass(frozen=True)
class Work:
    """A person wrote to whoever has the conversation, or to nobody yet."""

    id: str
    conversation: str
    who: str
    words: str


@dataclass
class Known:
    """`versions` and `seqs` by conversation, of what changed lately."""

    since: int
    versions: dict[str, int] = field(default_factory=dict)
    seqs: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class News:
    changed: bool
    work: list[Work]


def look_for_news(conn: Connection, site_ids: Collection[str], member_id: str, known: Known, now: int) -> News:
    """`known` is what the same listener knew, and knows more afterwards."""
    rows = conn.execute(
        select(conversations.c.id, conversations.c.version, conversations.c.last_seq, conversations.c.assignee_id)
        .where(conversations.c.changed_at > min(known.since, now - MARGIN))
        .where(conversations.c.site_id.in_(site_ids))
    ).all()
    new = [row for row in rows if known.versions.get(row.id) != row.version]
    mine = [row for row in new if row.assignee_id in (None, member_id) and row.last_seq > known.seqs.get(row.id, 0)]
    work = load_work(conn, {row.id: known.seqs.get(row.id, 0) for row in mine}, known.since)
    known.versions = {row.id: row.version for row in rows}
    known.seqs |= {row.id: row.last_seq for row in rows}
    return News(bool(new), work)


def load_work(conn: Connection, after: dict[str, int], since: int) -> list[Work]:
    """The newest message of each person, later than the place `after` and the moment `since`."""
    if not after:
        return []
    later = [and_(messages.c.conversation_id == id_, messages.c.seq > seq) for id_, seq in after.items()]
    rows = conn.execute(
        select(messages.c.id, messages.c.conversation_id, messages.c.text, people.c.traits, people.c.sub)
        .add_columns(conversations.c.email)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .outerjoin(people, people.c.id == conversations.c.person_id)
        .where(or_(*later), messages.c.author == "person", messages.c.kind == "message", messages.c.at >= since)
        .order_by(messages.c.seq)
    )
    newest = {
        row.conversation_id: Work(
            row.id,
            row.conversation_id,
            name_person(read_fields(row.traits), row.email, row.sub),
            " ".join(row.text.split())[:LONGEST_WORDS],
        )
        for row in rows
    }
    return list(newest.values())
