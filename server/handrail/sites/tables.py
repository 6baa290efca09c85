"""Who may do what, where: sites, environments with their keys and origins, members, sessions, and the audit log.

Every instant is in milliseconds. Secrets of ours are kept as SHA-256; identity secrets are readable, because checking an HS256 signature needs them.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Site(SQLModel, table=True):
    id: str = Field(primary_key=True)
    slug: str = Field(unique=True)
    name: str
    created_at: int = Field(sa_type=BigInteger)


class Environment(SQLModel, table=True):
    """Where a site is shown: `production`, `staging`. `publishable_key` names it in a page; it authorises nothing."""

    __table_args__ = (UniqueConstraint("site_id", "name"),)
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    name: str
    publishable_key: str = Field(unique=True)
    identity_mode: str
    created_at: int = Field(sa_type=BigInteger)


class Origin(SQLModel, table=True):
    """A `scheme://host[:port]` whose pages may use an environment's publishable key."""

    __table_args__ = (UniqueConstraint("environment_id", "origin"),)
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id", index=True)
    environment_id: str = Field(foreign_key="environment.id")
    origin: str
    created_at: int = Field(sa_type=BigInteger)


class SecretKey(SQLModel, table=True):
    """A key to the management API. `prefix` is what people see of it."""

    __tablename__ = "secret_key"
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id", index=True)
    name: str
    role: str
    prefix: str
    digest: str = Field(unique=True)
    created_at: int = Field(sa_type=BigInteger)
    revoked_at: int | None = Field(default=None, sa_type=BigInteger)


class IdentitySecret(SQLModel, table=True):
    """What a host's backend signs identity tokens with (HS256). At most two live ones in an environment."""

    __tablename__ = "identity_secret"
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    environment_id: str = Field(foreign_key="environment.id", index=True)
    prefix: str
    secret: str
    created_at: int = Field(sa_type=BigInteger)
    revoked_at: int | None = Field(default=None, sa_type=BigInteger)


class Member(SQLModel, table=True):
    """Somebody of a product team, perhaps of several sites. `email` is in lower case."""

    id: str = Field(primary_key=True)
    email: str = Field(unique=True)
    name: str
    password_hash: str
    created_at: int = Field(sa_type=BigInteger)


class Membership(SQLModel, table=True):
    site_id: str = Field(primary_key=True, foreign_key="site.id")
    member_id: str = Field(primary_key=True, foreign_key="member.id", index=True)
    role: str
    created_at: int = Field(sa_type=BigInteger)


class ConsoleSession(SQLModel, table=True):
    """One sign-in to the console; gone when revoked, expired, or idle for long."""

    __tablename__ = "console_session"
    id: str = Field(primary_key=True)
    member_id: str = Field(foreign_key="member.id", index=True)
    digest: str = Field(unique=True)
    created_at: int = Field(sa_type=BigInteger)
    seen_at: int = Field(sa_type=BigInteger)
    revoked_at: int | None = Field(default=None, sa_type=BigInteger)


class AuditEntry(SQLModel, table=True):
    """A change by somebody who manages the site. Only ever added to. `detail` is JSON without secrets."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_site_id_at", "site_id", "at"),)
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    at: int = Field(sa_type=BigInteger)
    actor_kind: str
    actor_id: str
    actor_name: str
    action: str
    subject: str
    detail: str
