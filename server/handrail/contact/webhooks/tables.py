"""Who is told. Instants are in milliseconds."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class WebhookTarget(SQLModel, table=True):
    """`secret` is readable, because signing needs it. `events`: names with spaces between, as asked for; empty is all.

    `disabled_at`: since when the receiver says that it is gone (410).
    """

    __tablename__ = "webhook_target"
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id", index=True)
    url: str
    secret: str
    events: str = ""
    created_at: int = Field(sa_type=BigInteger)
    disabled_at: int | None = Field(default=None, sa_type=BigInteger)
