"""Files that go with a site's content, kept in the database by their hash and in parts, so that a piece of a video is read as a piece."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select

from handrail.content.media import MediaFile
from handrail.content.tables import MediaPart, Publication, StoredMedia, VersionMedia
from handrail.core.db import insert, table

PART = 256 * 1_024
stored, parts, version_media = table(StoredMedia), table(MediaPart), table(VersionMedia)
publications = table(Publication)


def hash_media(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep_media(conn: Connection, site_id: str, media: MediaFile, data: bytes, now: int) -> None:
    """Twice is once."""
    row = StoredMedia(site_id=site_id, hash=media.hash, type=str(media.type), size=media.size, created_at=now)
    conn.execute(insert(conn, stored).on_conflict_do_nothing(), row.model_dump())
    rows = [
        MediaPart(site_id=site_id, hash=media.hash, number=number, data=data[at : at + PART]).model_dump()
        for number, at in enumerate(range(0, len(data), PART))
    ]
    conn.execute(insert(conn, parts).on_conflict_do_nothing(), rows)


def find_stored(conn: Connection, site_id: str, hashes: Collection[str]) -> Mapping[str, MediaFile]:
    """Those that the site has, by hash."""
    rows = conn.execute(
        select(stored.c.hash, stored.c.type, stored.c.size).where(
            stored.c.site_id == site_id, stored.c.hash.in_(hashes)
        )
    )
    return {row.hash: MediaFile(row.hash, row.type, row.size) for row in rows}


def link_media(conn: Connection, site_id: str, version_id: str, names: Iterable[str]) -> None:
    """`names` as they are served, `{hash}.{type}`."""
    rows = [
        VersionMedia(version_id=version_id, media_hash=hash_, site_id=site_id).model_dump()
        for hash_ in sorted({name.partition(".")[0] for name in names})
    ]
    if rows:
        conn.execute(version_media.insert(), rows)


def load_shown_media(conn: Connection, hash_: str, type_: str) -> tuple[str, MediaFile] | None:
    """Of a file that pages may get in a version that is or was published somewhere, with its site. The same file of two sites is the same."""
    row = conn.execute(
        select(stored)
        .join(
            version_media, (version_media.c.site_id == stored.c.site_id) & (version_media.c.media_hash == stored.c.hash)
        )
        .join(publications, publications.c.version_id == version_media.c.version_id)
        .where(stored.c.hash == hash_, stored.c.type == type_)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row.site_id, MediaFile(row.hash, row.type, row.size))


def load_media(conn: Connection, site_id: str, hash_: str, type_: str) -> MediaFile | None:
    """Of a file that the site has, whoever may get it."""
    mine = (stored.c.site_id == site_id) & (stored.c.hash == hash_) & (stored.c.type == type_)
    row = conn.execute(select(stored).where(mine)).one_or_none()
    return None if row is None else MediaFile(row.hash, row.type, row.size)


def load_part(conn: Connection, site_id: str, hash_: str, number: int) -> bytes:
    return bytes(
        conn.execute(
            select(parts.c.data).where(parts.c.site_id == site_id, parts.c.hash == hash_, parts.c.number == number)
        ).scalar_one()
    )
