"""What is to be delivered, and what became of it. Instants are in milliseconds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel


class OutboxEntry(SQLModel, table=True):
    """`id` is the same at each attempt: who receives it twice knows it by that. `number` is the order in which entries came.

    `state`: waiting, sending, sent, dead. `next_at`: when it is due; while it is sent, when whoever sends it is taken to be gone; null
    once it is done. `lease` names who sends it. `what` says in a word what it is, `payload` is for its channel alone to read.
    """

    __tablename__ = "outbox_entry"
    __table_args__ = (
        Index("ix_outbox_entry_line", "subject_id", "target", "channel", "number"),
        Index("ix_outbox_entry_site_id_state", "site_id", "state", "number"),
    )
    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    site_id: str = Field(foreign_key="site.id")
    channel: str
    target: str
    subject_id: str
    what: str
    payload: str
    state: str = "waiting"
    attempts: int = 0
    next_at: int | None = Field(default=None, sa_type=BigInteger, index=True)
    lease: str | None = None
    last_error: str | None = None
    created_at: int = Field(sa_type=BigInteger)
    done_at: int | None = Field(default=None, sa_type=BigInteger)
