"""Versions of a site's content, and which of them was published where. Nothing here is ever changed; what is current is what was added last."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class Version(SQLModel, table=True):
    """All content of a site as it was pushed once. The same content is the same version: `digest` is over the hashes of its items."""

    __tablename__ = "content_version"
    __table_args__ = (UniqueConstraint("site_id", "number"), UniqueConstraint("site_id", "digest"))
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    number: int
    digest: str
    message: str
    items: int
    actor_kind: str
    actor_name: str
    created_at: int = Field(sa_type=BigInteger)


class StoredItem(SQLModel, table=True):
    """One item by its hash, kept once however many versions have it. `source` is canonical JSON; `head`, of an article alone, an `ArticleHead`."""

    __tablename__ = "content_item"
    site_id: str = Field(primary_key=True, foreign_key="site.id")
    hash: str = Field(primary_key=True, index=True)
    kind: str
    slug: str
    source: str
    head: str | None = None


class VersionItem(SQLModel, table=True):
    """Which items a version has; `path` is the file that an item was in."""

    __tablename__ = "content_version_item"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "item_hash"], ["content_item.site_id", "content_item.hash"]),
        Index("ix_content_version_item_site_id_item_hash", "site_id", "item_hash"),
    )
    version_id: str = Field(primary_key=True, foreign_key="content_version.id")
    kind: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    site_id: str
    item_hash: str
    path: str


class StoredMedia(SQLModel, table=True):
    """An image, a video or captions by the SHA-256 of its bytes, which are in `MediaPart`."""

    __tablename__ = "content_media"
    site_id: str = Field(primary_key=True, foreign_key="site.id")
    hash: str = Field(primary_key=True, index=True)
    type: str
    size: int
    created_at: int = Field(sa_type=BigInteger)


class MediaPart(SQLModel, table=True):
    """A piece of a file; all but the last are of the same length."""

    __tablename__ = "content_media_part"
    __table_args__ = (ForeignKeyConstraint(["site_id", "hash"], ["content_media.site_id", "content_media.hash"]),)
    site_id: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    data: bytes = Field(sa_type=LargeBinary)


class VersionMedia(SQLModel, table=True):
    """Which files of a version pages may get."""

    __tablename__ = "content_version_media"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "media_hash"], ["content_media.site_id", "content_media.hash"]),
        Index("ix_content_version_media_site_id_media_hash", "site_id", "media_hash"),
    )
    version_id: str = Field(primary_key=True, foreign_key="content_version.id")
    media_hash: str = Field(primary_key=True)
    site_id: str


class Publication(SQLModel, table=True):
    """A version was put up in an environment. `back_to` is the number of the publication that a rollback from here returns to."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("environment_id", "number"), Index("ix_publication_version_id", "version_id"))
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    environment_id: str = Field(foreign_key="environment.id")
    number: int
    version_id: str = Field(foreign_key="content_version.id")
    back_to: int | None = None
    action: str
    actor_kind: str
    actor_name: str
    created_at: int = Field(sa_type=BigInteger)
