"""A new site: its two environments, a secret key of the role `owner`, and an identity secret for each environment."""

from __future__ import annotations

from sqlalchemy import Connection, select

from handrail.core.db import lock, table
from handrail.core.ids import digest, new_id, new_secret
from handrail.sites.access import Actor
from handrail.sites.audit import record_change
from handrail.sites.problems import Taken
from handrail.sites.roles import Role
from handrail.sites.schema import CreatedEnvironment, CreatedSite, CreateSite
from handrail.sites.tables import Environment, IdentitySecret, Origin, SecretKey, Site

ENVIRONMENTS = ("production", "staging")
PREFIX_SHOWN = 11
sites, environments, origins = table(Site), table(Environment), table(Origin)
keys, identity_secrets = table(SecretKey), table(IdentitySecret)


def create_site(conn: Connection, wanted: CreateSite, actor: Actor, now: int) -> CreatedSite:
    """Raises `Taken`. Demo secrets go to `production`."""
    lock(conn, f"site {wanted.site}")
    if conn.scalar(select(sites.c.id).where(sites.c.slug == wanted.site)) is not None:
        raise Taken(f"There is a site called {wanted.site} already; choose another name.")
    site_id, name = new_id(), wanted.name or wanted.site
    conn.execute(sites.insert().values(id=site_id, slug=wanted.site, name=name, created_at=now))
    created = [create_environment(conn, site_id, environment, wanted, now) for environment in ENVIRONMENTS]
    secret_key = wanted.demo.secret_key if wanted.demo else new_secret("sk_")
    add_key(conn, site_id, "first key", Role.OWNER, secret_key, now)
    record_change(conn, site_id, actor, now, "site_created", wanted.site, origins=list(wanted.origins))
    return CreatedSite(site=wanted.site, name=name, secret_key=secret_key, environments=created)


def create_environment(conn: Connection, site_id: str, name: str, wanted: CreateSite, now: int) -> CreatedEnvironment:
    production = name == "production"
    fixed = wanted.demo if production else None
    made = CreatedEnvironment(
        environment=name,
        publishable_key=fixed.publishable_key if fixed else new_secret("pk_")[:25],
        identity_mode="enforce",
        identity_secret=fixed.identity_secret if fixed else new_secret("is_"),
        origins=sorted(set(wanted.origins)) if production else [],
    )
    row = Environment(
        id=new_id(),
        site_id=site_id,
        name=name,
        publishable_key=made.publishable_key,
        identity_mode=made.identity_mode,
        created_at=now,
    )
    conn.execute(environments.insert().values(row.model_dump()))
    add_identity_secret(conn, site_id, row.id, made.identity_secret, now)
    for origin in made.origins:
        add_origin(conn, site_id, row.id, origin, now)
    return made


def add_origin(conn: Connection, site_id: str, environment_id: str, origin: str, now: int) -> None:
    row = Origin(id=new_id(), site_id=site_id, environment_id=environment_id, origin=origin, created_at=now)
    conn.execute(origins.insert().values(row.model_dump()))


def add_key(conn: Connection, site_id: str, name: str, role: Role, secret: str, now: int) -> str:
    """The id of the new key."""
    row = SecretKey(
        id=new_id(),
        site_id=site_id,
        name=name,
        role=role,
        prefix=secret[:PREFIX_SHOWN],
        digest=digest(secret),
        created_at=now,
    )
    conn.execute(keys.insert().values(row.model_dump()))
    return row.id


def add_identity_secret(conn: Connection, site_id: str, environment_id: str, secret: str, now: int) -> str:
    """The id of the new secret."""
    row = IdentitySecret(
        id=new_id(),
        site_id=site_id,
        environment_id=environment_id,
        prefix=secret[:PREFIX_SHOWN],
        secret=secret,
        created_at=now,
    )
    conn.execute(identity_secrets.insert().values(row.model_dump()))
    return row.id
