"""The log of what happened, and what is derived from it. Instants are in milliseconds, JSON is text."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel


class Event(SQLModel, table=True):
    """Only ever added to. `id` is the page's own: it counts once per person. `at` is never later than `received_at`."""

    __table_args__ = (Index("ix_event_person_id_item_name", "person_id", "item", "name"),)
    person_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    environment_id: str = Field(foreign_key="environment.id")
    name: str
    item: str | None = None
    run: str | None = None
    item_hash: str | None = None
    step: str | None = None
    at: int = Field(sa_type=BigInteger)
    received_at: int = Field(sa_type=BigInteger)
    device: str = ""
    seq: int = Field(default=0, sa_type=BigInteger)
    visit: str | None = None
    path: str | None = None
    release: str | None = None
    props: str = "{}"


class Run(SQLModel, table=True):
    """One walk through whatever starts, derived from its events; `kind` is tour, quiz, checklist, survey or announcement. `status`: active, completed, left, declined, failed, snoozed (`until` then)."""

    __table_args__ = (Index("ix_run_environment_id_item", "environment_id", "item"),)
    person_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    run: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    environment_id: str = Field(foreign_key="environment.id")
    kind: str = Field(default="tour", sa_column_kwargs={"server_default": "tour"})
    item_hash: str | None = None
    status: str
    step: str | None = None
    auto: bool = True
    visit: str | None = None
    started_at: int = Field(sa_type=BigInteger)
    at: int = Field(sa_type=BigInteger)
    targets_missing: int = 0
    until: int | None = Field(default=None, sa_type=BigInteger)


class PersonState(SQLModel, table=True):
    """What a page needs to know of a person, derived from their events and kept as it goes over the wire, so that a sync reads one row.

    `starts`: what came by itself, for the budget of their attention; what of it counts depends on the time. `votes`: which articles helped.
    """

    __tablename__ = "person_state"
    person_id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    progress: str = "{}"
    preferences: str = "{}"
    starts: str = Field(default="{}", sa_column_kwargs={"server_default": "{}"})
    votes: str = Field(default="{}", sa_column_kwargs={"server_default": "{}"})
