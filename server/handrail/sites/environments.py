"""Sites and their environments: what is there, how strictly identity is checked, which origins may use the key."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, delete, func, select, update

from handrail.core.clock import to_iso
from handrail.core.db import lock, table
from handrail.core.problems import NotFound
from handrail.sites.access import EnvironmentAccess, SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.create import add_origin, create_environment
from handrail.sites.problems import Taken, TooMany
from handrail.sites.roles import IdentityMode
from handrail.sites.schema import CreatedEnvironment, CreateSite, EnvironmentSummary, OriginList, SiteSummary
from handrail.sites.tables import Environment, Origin, Site

ENVIRONMENTS_AT_MOST = 20
ORIGINS_AT_MOST = 50
sites, environments, origins = table(Site), table(Environment), table(Origin)


def list_sites(conn: Connection, site_id: str | None = None) -> list[SiteSummary]:
    """All of them, or the one of that id."""
    wanted = select(sites.c.id, sites.c.slug, sites.c.name, sites.c.created_at).order_by(sites.c.slug)
    if site_id is not None:
        wanted = wanted.where(sites.c.id == site_id)
    return [
        SiteSummary(site=slug, name=name, created_at=to_iso(at), environments=list_environments(conn, id_))
        for id_, slug, name, at in conn.execute(wanted)
    ]


def list_environments(conn: Connection, site_id: str) -> list[EnvironmentSummary]:
    allowed: dict[str, list[str]] = defaultdict(list)
    pairs = select(origins.c.environment_id, origins.c.origin).where(origins.c.site_id == site_id)
    for environment_id, origin in conn.execute(pairs.order_by(origins.c.origin)):
        allowed[environment_id].append(origin)
    rows = conn.execute(select(environments).where(environments.c.site_id == site_id).order_by(environments.c.name))
    return [
        EnvironmentSummary(
            environment=row.name,
            publishable_key=row.publishable_key,
            identity_mode=row.identity_mode,
            origins=allowed[row.id],
        )
        for row in rows
    ]


def open_environment(conn: Connection, access: SiteAccess, name: str, now: int) -> CreatedEnvironment:
    """A further one, without origins. Raises `Taken`, `TooMany`."""
    lock(conn, f"environments of {access.site_id}")
    names = list(conn.scalars(select(environments.c.name).where(environments.c.site_id == access.site_id)))
    if name in names:
        raise Taken(f"{access.slug} has an environment called {name} already.")
    if len(names) >= ENVIRONMENTS_AT_MOST:
        raise TooMany(f"A site has at most {ENVIRONMENTS_AT_MOST} environments.")
    created = create_environment(conn, access.site_id, name, CreateSite(site=access.slug), now)
    record_change(conn, access.site_id, access.actor, now, "environment_created", name)
    return created


def change_identity_mode(
    conn: Connection, access: SiteAccess, where: EnvironmentAccess, mode: IdentityMode, now: int
) -> None:
    conn.execute(update(environments).where(environments.c.id == where.environment_id).values(identity_mode=mode))
    change = {"before": where.identity_mode, "after": mode}
    record_change(conn, access.site_id, access.actor, now, "identity_mode_changed", where.environment, **change)


def list_origins(conn: Connection, where: EnvironmentAccess) -> OriginList:
    mine = select(origins.c.origin).where(origins.c.environment_id == where.environment_id)
    return OriginList(environment=where.environment, origins=list(conn.scalars(mine.order_by(origins.c.origin))))


def allow_origin(conn: Connection, access: SiteAccess, where: EnvironmentAccess, origin: str, now: int) -> OriginList:
    """To allow one twice changes nothing. Raises `TooMany`."""
    lock(conn, f"origins of {where.environment_id}")
    known = list_origins(conn, where).origins
    if origin in known:
        return OriginList(environment=where.environment, origins=known)
    if len(known) >= ORIGINS_AT_MOST:
        raise TooMany(f"An environment has at most {ORIGINS_AT_MOST} origins; remove one first.")
    add_origin(conn, access.site_id, where.environment_id, origin, now)
    record_change(conn, access.site_id, access.actor, now, "origin_added", where.environment, origin=origin)
    return list_origins(conn, where)


def forbid_origin(conn: Connection, access: SiteAccess, where: EnvironmentAccess, origin: str, now: int) -> OriginList:
    """Raises `NotFound`."""
    mine = (origins.c.environment_id == where.environment_id, origins.c.origin == origin)
    if conn.scalar(select(func.count()).select_from(origins).where(*mine)) == 0:
        raise NotFound(f"{origin} is not on the list of {where.environment}.")
    conn.execute(delete(origins).where(*mine))
    record_change(conn, access.site_id, access.actor, now, "origin_removed", where.environment, origin=origin)
    return list_origins(conn, where)
