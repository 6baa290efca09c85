"""Secret keys of the management API, and the identity secrets that hosts sign with. Made, listed by their prefix, revoked; never shown twice."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, update

from handrail.core.clock import to_iso
from handrail.core.db import lock, table
from handrail.core.ids import new_secret
from handrail.core.problems import NotFound
from handrail.sites.access import EnvironmentAccess, SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.create import add_identity_secret, add_key
from handrail.sites.problems import TooMany
from handrail.sites.roles import Role
from handrail.sites.schema import (
    IdentitySecretList,
    IdentitySecretSummary,
    KeyList,
    KeySummary,
    MadeIdentitySecret,
    MadeKey,
    MakeKey,
)
from handrail.sites.tables import IdentitySecret, SecretKey

KEYS_AT_MOST = 100
IDENTITY_SECRETS_AT_MOST = 2
keys, identity_secrets = table(SecretKey), table(IdentitySecret)


def make_key(conn: Connection, access: SiteAccess, wanted: MakeKey, now: int) -> MadeKey:
    """Raises `TooMany`."""
    lock(conn, f"keys of {access.site_id}")
    live = (keys.c.site_id == access.site_id, keys.c.revoked_at.is_(None))
    if (conn.scalar(select(func.count()).select_from(keys).where(*live)) or 0) >= KEYS_AT_MOST:
        raise TooMany(f"A site has at most {KEYS_AT_MOST} live keys; revoke one first.")
    secret = new_secret("sk_")
    key_id = add_key(conn, access.site_id, wanted.name, wanted.role, secret, now)
    record_change(conn, access.site_id, access.actor, now, "key_made", wanted.name, id=key_id, role=wanted.role)
    return MadeKey(id=key_id, name=wanted.name, role=wanted.role, secret_key=secret)


def list_keys(conn: Connection, site_id: str) -> KeyList:
    rows = conn.execute(select(keys).where(keys.c.site_id == site_id).order_by(keys.c.id))
    return KeyList(
        keys=[
            KeySummary(
                id=row.id,
                name=row.name,
                role=Role(row.role),
                prefix=row.prefix,
                created_at=to_iso(row.created_at),
                revoked_at=None if row.revoked_at is None else to_iso(row.revoked_at),
            )
            for row in rows
        ]
    )


def revoke_key(conn: Connection, access: SiteAccess, key_id: str, now: int) -> None:
    """At once and for good. Raises `NotFound`."""
    mine = (keys.c.site_id == access.site_id, keys.c.id == key_id, keys.c.revoked_at.is_(None))
    name = conn.scalar(select(keys.c.name).where(*mine))
    if name is None:
        raise NotFound("This site has no such key, or it is revoked already.")
    conn.execute(update(keys).where(*mine).values(revoked_at=now))
    record_change(conn, access.site_id, access.actor, now, "key_revoked", name, id=key_id)


def make_identity_secret(
    conn: Connection, access: SiteAccess, where: EnvironmentAccess, now: int
) -> MadeIdentitySecret:
    """The old one stays good until it is revoked. Raises `TooMany`."""
    lock(conn, f"identity secrets of {where.environment_id}")
    live = (identity_secrets.c.environment_id == where.environment_id, identity_secrets.c.revoked_at.is_(None))
    count = conn.scalar(select(func.count()).select_from(identity_secrets).where(*live)) or 0
    if count >= IDENTITY_SECRETS_AT_MOST:
        raise TooMany("Two identity secrets live already; revoke the old one first.")
    secret = new_secret("is_")
    secret_id = add_identity_secret(conn, access.site_id, where.environment_id, secret, now)
    record_change(conn, access.site_id, access.actor, now, "identity_secret_made", where.environment, id=secret_id)
    return MadeIdentitySecret(id=secret_id, environment=where.environment, identity_secret=secret)


def list_identity_secrets(conn: Connection, where: EnvironmentAccess) -> IdentitySecretList:
    mine = identity_secrets.c.environment_id == where.environment_id
    rows = conn.execute(select(identity_secrets).where(mine).order_by(identity_secrets.c.id))
    return IdentitySecretList(
        environment=where.environment,
        identity_secrets=[
            IdentitySecretSummary(
                id=row.id,
                prefix=row.prefix,
                created_at=to_iso(row.created_at),
                revoked_at=None if row.revoked_at is None else to_iso(row.revoked_at),
            )
            for row in rows
        ],
    )


def revoke_identity_secret(
    conn: Connection, access: SiteAccess, where: EnvironmentAccess, secret_id: str, now: int
) -> None:
    """Tokens signed with it are refused from now on. Raises `NotFound`."""
    mine = (
        identity_secrets.c.environment_id == where.environment_id,
        identity_secrets.c.id == secret_id,
        identity_secrets.c.revoked_at.is_(None),
    )
    if conn.scalar(select(identity_secrets.c.id).where(*mine)) is None:
        raise NotFound("This environment has no such identity secret, or it is revoked already.")
    conn.execute(update(identity_secrets).where(*mine).values(revoked_at=now))
    record_change(conn, access.site_id, access.actor, now, "identity_secret_revoked", where.environment, id=secret_id)
