"""Versions of a site's content: numbered from 1, never changed. Equal content is one version, whoever pushes it, however often."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, select

from handrail.content.article import Article
from handrail.content.article_head import make_head
from handrail.content.keep_media import link_media
from handrail.content.schema import Item
from handrail.content.source import Source
from handrail.content.tables import Publication, StoredItem, Version, VersionItem
from handrail.content.validation.faults import Fault
from handrail.content.wire import PushedContent, VersionList, VersionSummary
from handrail.core.clock import to_iso
from handrail.core.db import insert, lock, table
from handrail.core.feature import Feature
from handrail.core.ids import new_id
from handrail.core.problems import NotFound
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.tables import Environment

LISTED = 200
ASKED_AT_ONCE = 500
ITEMS_AT_ONCE, CHARACTERS_AT_ONCE = 25, 200_000
versions, stored, version_items = table(Version), table(StoredItem), table(VersionItem)
publications, environments = table(Publication), table(Environment)


def find_new(conn: Connection, site_id: str, hashes: Sequence[str]) -> list[str]:
    """Those of items that no version of the site has yet."""
    known: set[str] = set()
    for start in range(0, len(hashes), ASKED_AT_ONCE):
        some = hashes[start : start + ASKED_AT_ONCE]
        known.update(conn.scalars(select(stored.c.hash).where(stored.c.site_id == site_id, stored.c.hash.in_(some))))
    return [one for one in hashes if one not in known]


def batch_items(items: Iterable[StoredItem]) -> Iterator[list[StoredItem]]:
    """So that each is written in a moment: others wait for the writer."""
    batch: list[StoredItem] = []
    size = 0
    for one in items:
        batch.append(one)
        size += len(one.source)
        if len(batch) == ITEMS_AT_ONCE or size >= CHARACTERS_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def make_item(site_id: str, source: Source) -> StoredItem:
    return StoredItem(
        site_id=site_id,
        hash=source.hash,
        kind=source.item.kind,
        slug=source.item.id,
        source=source.text,
        head=make_head(source).model_dump_json() if source.item.kind == "article" else None,
    )


def keep_items(
    conn: Connection, site_id: str, batch: Sequence[StoredItem], sources: Sequence[Source], features: Sequence[Feature]
) -> None:
    """Before the version that has them: an item is the same whatever has it, so one that is there already stays, and one that nothing has is shown nowhere. `features` are told of their sources."""
    conn.execute(insert(conn, stored).on_conflict_do_nothing(), [one.model_dump() for one in batch])
    for feature in features:
        if feature.indexed is not None:
            feature.indexed(conn, site_id, sources)


def push_version(
    conn: Connection,
    access: SiteAccess,
    items: Mapping[str, Source],
    message: str,
    warnings: list[Fault],
    now: int,
) -> PushedContent:
    """`items` are sources by file, out of faults; the site has them already (`keep_items`), and the media that they name."""
    lock(conn, f"content of {access.site_id}")
    digest = digest_items(items)
    mine = versions.c.site_id == access.site_id
    known = conn.scalar(select(versions.c.number).where(mine, versions.c.digest == digest))
    if known is not None:
        return PushedContent(version=known, items=len(items), unchanged=True, warnings=warnings)
    number = (conn.scalar(select(func.max(versions.c.number)).where(mine)) or 0) + 1
    version = Version(
        id=new_id(),
        site_id=access.site_id,
        number=number,
        digest=digest,
        message=message,
        items=len(items),
        actor_kind=access.actor.kind,
        actor_name=access.actor.name,
        created_at=now,
    )
    conn.execute(versions.insert().values(version.model_dump()))
    link_items(conn, version, items)
    link_media(conn, version.site_id, version.id, list_shown_media(items))
    record_change(
        conn, access.site_id, access.actor, now, "version_pushed", str(number), items=len(items), message=message
    )
    return PushedContent(version=number, items=len(items), unchanged=False, warnings=warnings)


def link_items(conn: Connection, version: Version, items: Mapping[str, Source]) -> None:
    links = [
        VersionItem(
            version_id=version.id,
            kind=one.item.kind,
            slug=one.item.id,
            site_id=version.site_id,
            item_hash=one.hash,
            path=path,
        )
        for path, one in items.items()
    ]
    conn.execute(version_items.insert(), [link.model_dump() for link in links])


def list_media(items: Mapping[str, Source]) -> set[str]:
    """The files that items name, as they are served."""
    return {name for source in items.values() for name in source.media.values()}


def list_shown_media(items: Mapping[str, Source]) -> set[str]:
    """Those that pages may get: not what only agents' articles show."""
    return list_media({path: one for path, one in items.items() if not is_for_agents(one.item)})


def is_for_agents(item: Item) -> bool:
    return isinstance(item, Article) and item.audience == "agents"


def digest_items(items: Mapping[str, Source]) -> str:
    """Over what is shown, not over how the files are called."""
    return hashlib.sha256("\n".join(sorted(source.hash for source in items.values())).encode()).hexdigest()


def list_versions(conn: Connection, access: SiteAccess) -> VersionList:
    current = load_current(conn, access.site_id)
    rows = conn.execute(
        select(versions).where(versions.c.site_id == access.site_id).order_by(versions.c.number.desc()).limit(LISTED)
    )
    return VersionList(
        site=access.slug,
        versions=[
            VersionSummary(
                version=row.number,
                message=row.message,
                items=row.items,
                created_at=to_iso(row.created_at),
                created_by=row.actor_name,
                published=current.get(row.id, []),
            )
            for row in rows
        ],
    )


def load_current(conn: Connection, site_id: str) -> dict[str, list[str]]:
    """The environments that show each version now."""
    last = (
        select(publications.c.environment_id, func.max(publications.c.number).label("number"))
        .where(publications.c.site_id == site_id)
        .group_by(publications.c.environment_id)
        .subquery()
    )
    rows = conn.execute(
        select(publications.c.version_id, environments.c.name)
        .join(
            last,
            (last.c.environment_id == publications.c.environment_id) & (last.c.number == publications.c.number),
        )
        .join(environments, environments.c.id == publications.c.environment_id)
        .order_by(environments.c.name)
    )
    current: dict[str, list[str]] = {}
    for version_id, name in rows:
        current.setdefault(version_id, []).append(name)
    return current


def load_version_id(conn: Connection, access: SiteAccess, number: int) -> str:
    """Raises `NotFound`."""
    found = conn.scalar(select(versions.c.id).where(versions.c.site_id == access.site_id, versions.c.number == number))
    if found is None:
        raise NotFound(f"{access.slug} has no version {number}; `handrail versions {access.slug}` lists them.")
    return str(found)
