"""Versions of a site's content: numbered from 1, never changed. Equal content is one version, whoever pushes it, however often."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from handrail.content.article_head import make_head
from handrail.content.keep_media import link_media
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
versions, stored, version_items = table(Version), table(StoredItem), table(VersionItem)
publications, environments = table(Publication), table(Environment)


def push_version(
    conn: Connection,
    access: SiteAccess,
    items: Mapping[str, Source],
    message: str,
    warnings: list[Fault],
    now: int,
    features: Sequence[Feature] = (),
) -> PushedContent:
    """`items` are sources by file, out of faults; the site has the media that they name. `features` are told of them."""
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
    keep_items(conn, version, items)
    for feature in features:
        if feature.indexed is not None:
            feature.indexed(conn, version.site_id, items.values())
    link_media(conn, version.site_id, version.id, list_media(items))
    record_change(
        conn, access.site_id, access.actor, now, "version_pushed", str(number), items=len(items), message=message
    )
    return PushedContent(version=number, items=len(items), unchanged=False, warnings=warnings)


def keep_items(conn: Connection, version: Version, items: Mapping[str, Source]) -> None:
    """An item that another version has already is not kept again."""
    rows = [
        StoredItem(
            site_id=version.site_id,
            hash=one.hash,
            kind=one.item.kind,
            slug=one.item.id,
            source=one.text,
            head=make_head(one).model_dump_json() if one.item.kind == "article" else None,
        )
        for one in items.values()
    ]
    conn.execute(insert(conn, stored).on_conflict_do_nothing(), [row.model_dump() for row in rows])
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
