"""Previews, the links that open them, and what is under way between a page and the author's machine. Instants in milliseconds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlmodel import Field, SQLModel


class Preview(SQLModel, table=True):
    """One run of `handrail dev`: for one member, at one origin. `asked_at`: when the author's machine last asked for calls."""

    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id", index=True)
    environment_id: str = Field(foreign_key="environment.id")
    member_id: str = Field(foreign_key="member.id")
    origin: str
    created_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger)
    asked_at: int = Field(sa_type=BigInteger)
    ended_at: int | None = Field(default=None, sa_type=BigInteger)


class PreviewLink(SQLModel, table=True):
    """A link by its digest. Once used it is a session: `secret_digest` is of what the tab keeps."""

    __tablename__ = "preview_link"
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    preview_id: str = Field(foreign_key="preview.id", index=True)
    digest: str = Field(unique=True)
    expires_at: int = Field(sa_type=BigInteger)
    used_at: int | None = Field(default=None, sa_type=BigInteger)
    secret_digest: str | None = None


class PreviewCall(SQLModel, table=True):
    """One request of the page, for as long as it waits. It is answered once there is a `status`."""

    __tablename__ = "preview_call"
    __table_args__ = (Index("ix_preview_call_preview_id_taken_at", "preview_id", "taken_at"),)
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    preview_id: str = Field(foreign_key="preview.id")
    made_at: int = Field(sa_type=BigInteger)
    method: str
    path: str
    body: str
    taken_at: int | None = Field(default=None, sa_type=BigInteger)
    status: int | None = None
    type: str | None = None
    headers: str | None = None
    answer: bytes | None = Field(default=None, sa_type=LargeBinary)
