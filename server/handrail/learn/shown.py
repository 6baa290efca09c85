"""The item that somebody was shown: by its hash, if it is or was published where they are. What was begun on an older version is finished on it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from handrail.content.published import load_item
from handrail.content.published_startable import PublishedStartable
from handrail.content.startable import StartableKind
from handrail.content.tables import Publication, VersionItem
from handrail.core.db import table
from handrail.core.problems import NotFound
from handrail.sites.access import EnvironmentAccess

version_items, publications = table(VersionItem), table(Publication)


def load_shown(
    conn: Connection, access: EnvironmentAccess, kind: StartableKind, id_: str, hash_: str
) -> PublishedStartable:
    """Raises `NotFound`."""
    was_there = was_published(conn, access.environment_id, kind, id_, hash_)
    item = load_item(conn, access.site_id, hash_) if was_there else None
    if not isinstance(item, PublishedStartable):
        raise NotFound(f"There is no {kind} of this name and hash here; sync first, and send the hash that is listed.")
    return item


def was_published(conn: Connection, environment_id: str, kind: StartableKind, id_: str, hash_: str) -> bool:
    """Now, or once."""
    found = (
        select(version_items.c.item_hash)
        .join(publications, publications.c.version_id == version_items.c.version_id)
        .where(
            publications.c.environment_id == environment_id,
            version_items.c.item_hash == hash_,
            version_items.c.kind == kind,
            version_items.c.slug == id_,
        )
        .limit(1)
    )
    return conn.scalar(found) is not None
