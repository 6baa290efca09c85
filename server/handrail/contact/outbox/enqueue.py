"""Put something into the outbox, in the transaction of what caused it: either both are kept, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, update

from handrail.contact.outbox.tables import OutboxEntry
from handrail.core.db import table
from handrail.core.ids import new_id

ChannelName = Literal["webhook", "mail"]
entries = table(OutboxEntry)


@dataclass(frozen=True)
class Outgoing:
    """`subject_id`: the conversation it is of, or the person who learnt something. What has the same subject and target arrives in the order in which it was put in.

    `target`: the id of a webhook, or an e-mail address. `what`: in a word, for people who look at the list. `payload`: text that only
    the channel reads.
    """

    site_id: str
    channel: ChannelName
    target: str
    subject_id: str
    what: str
    payload: str


def enqueue(conn: Connection, outgoing: Outgoing, now: int, *, delay: int = 0) -> str:
    """Due in `delay` milliseconds. Its id, which its receiver will know it by. After the commit, nudge `Services.background`."""
    id_ = new_id()
    row = OutboxEntry(**vars(outgoing), id=id_, next_at=now + delay, created_at=now)
    conn.execute(entries.insert().values(row.model_dump(exclude={"number"})))
    return id_


def forget_subjects(conn: Connection, subject_ids: Sequence[str]) -> None:
    """All that is kept of these, delivered or not."""
    conn.execute(delete(entries).where(entries.c.subject_id.in_(subject_ids)))


def move_subject(conn: Connection, from_id: str, to_id: str) -> None:
    """What is of one person becomes another's."""
    conn.execute(update(entries).where(entries.c.subject_id == from_id).values(subject_id=to_id))
