"""End users. A visitor has no row until something is to be kept about them, so a crawler leaves none. Instants are in milliseconds."""

from __future__ import annotations

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel


class Person(SQLModel, table=True):
    """`sub` is the host's own id for an identified person. `label` is what a host said without proof: it opens nothing.

    `traits` and `account` are JSON objects. A token of an older `generation` is worth nothing.
    """

    __table_args__ = (UniqueConstraint("environment_id", "sub"),)
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id", index=True)
    environment_id: str = Field(foreign_key="environment.id")
    sub: str | None = None
    label: str | None = None
    generation: int = 0
    traits: str = "{}"
    account: str = "{}"
    created_at: int = Field(sa_type=BigInteger)
    seen_at: int = Field(sa_type=BigInteger)


class GonePerson(SQLModel, table=True):
    """Ends the tokens of somebody erased or joined to another. Says nothing about them: a digest of an id that was random."""

    __tablename__ = "gone_person"
    digest: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
