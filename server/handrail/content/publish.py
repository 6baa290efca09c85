"""Which version an environment shows. Each change is added, none is taken back: a rollback is a publication, too."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from handrail.content.problems import NothingBefore
from handrail.content.tables import Publication, Version
from handrail.content.versions import load_version_id
from handrail.content.wire import PublishedVersion
from handrail.core.db import lock, table
from handrail.core.ids import new_id
from handrail.sites.access import EnvironmentAccess, SiteAccess
from handrail.sites.audit import record_change

publications, versions = table(Publication), table(Version)


def publish_version(
    conn: Connection, access: SiteAccess, environment: EnvironmentAccess, number: int, now: int
) -> PublishedVersion:
    """Raises `NotFound`. Publishing what is shown already changes nothing."""
    lock(conn, f"publications of {environment.environment_id}")
    version_id = load_version_id(conn, access, number)
    current = load_current(conn, environment)
    if current is not None and current.version_id == version_id:
        return PublishedVersion(environment=environment.environment, version=number, before=number, unchanged=True)
    back_to = None if current is None else current.number
    return add_publication(conn, access, environment, version_id, current, back_to, "version_published", now)


def roll_back(conn: Connection, access: SiteAccess, environment: EnvironmentAccess, now: int) -> PublishedVersion:
    """To what was shown before the publication that is shown now; again, to what was shown before that. Raises `NothingBefore`."""
    lock(conn, f"publications of {environment.environment_id}")
    current = load_current(conn, environment)
    if current is None or current.back_to is None:
        raise NothingBefore(
            f"Nothing was published to {environment.environment} before this; publish a version instead."
        )
    target = load_publication(conn, environment, current.back_to)
    return add_publication(
        conn, access, environment, target.version_id, current, target.back_to, "version_rolled_back", now
    )


def add_publication(
    conn: Connection,
    access: SiteAccess,
    environment: EnvironmentAccess,
    version_id: str,
    current: Row[Any] | None,
    back_to: int | None,
    action: str,
    now: int,
) -> PublishedVersion:
    row = Publication(
        id=new_id(),
        site_id=access.site_id,
        environment_id=environment.environment_id,
        number=1 if current is None else current.number + 1,
        version_id=version_id,
        back_to=back_to,
        action=action,
        actor_kind=access.actor.kind,
        actor_name=access.actor.name,
        created_at=now,
    )
    conn.execute(publications.insert().values(row.model_dump()))
    number = load_number(conn, version_id)
    before = None if current is None else load_number(conn, current.version_id)
    name = environment.environment
    record_change(conn, access.site_id, access.actor, now, action, name, version=number, before=before)
    return PublishedVersion(environment=name, version=number, before=before, unchanged=False)


def load_current(conn: Connection, environment: EnvironmentAccess) -> Row[Any] | None:
    return conn.execute(
        select(publications)
        .where(publications.c.environment_id == environment.environment_id)
        .order_by(publications.c.number.desc())
        .limit(1)
    ).one_or_none()


def load_publication(conn: Connection, environment: EnvironmentAccess, number: int) -> Row[Any]:
    mine = publications.c.environment_id == environment.environment_id
    return conn.execute(select(publications).where(mine, publications.c.number == number)).one()


def load_number(conn: Connection, version_id: str) -> int:
    return int(conn.execute(select(versions.c.number).where(versions.c.id == version_id)).scalar_one())
