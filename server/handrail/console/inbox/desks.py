"""Which sites a member works for, and as what: all that the inbox shows is looked up within these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from handrail.core.db import table
from handrail.sites.roles import Role
from handrail.sites.tables import Environment, Membership, Site

sites, environments, memberships = table(Site), table(Environment), table(Membership)


@dataclass(frozen=True)
class Desk:
    """`environments`: names by id."""

    site_id: str
    slug: str
    name: str
    role: Role
    environments: Mapping[str, str]


def list_desks(conn: Connection, member_id: str) -> dict[str, Desk]:
    """By the site's id, in the order of their names."""
    rows = conn.execute(
        select(sites.c.id, sites.c.slug, sites.c.name, memberships.c.role, environments.c.id, environments.c.name)
        .join(memberships, memberships.c.site_id == sites.c.id)
        .join(environments, environments.c.site_id == sites.c.id)
        .where(memberships.c.member_id == member_id)
        .order_by(sites.c.name, environments.c.created_at, environments.c.id)
    )
    found: dict[str, Desk] = {}
    for site_id, slug, name, role, environment_id, environment in rows:
        known = found[site_id].environments if site_id in found else {}
        found[site_id] = Desk(site_id, slug, name, Role(role), {**known, environment_id: environment})
    return found
