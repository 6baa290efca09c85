"""The one place that decides who may. Requests in, what they may touch out.

`access_site` for the management API (a secret key, or the operator of this server), `access_console` for console pages (a signed-in member),
`access_page` for what pages send (a publishable key from one of its origins), `access_public` for what everybody may see. A site that is not yours is not found: it is not told whether it exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, bindparam, select
from starlette.requests import Request

from handrail.core.db import table
from handrail.core.ids import digest
from handrail.core.problems import NotFound
from handrail.core.services import Services, services
from handrail.core.signing import BadToken, Purpose
from handrail.settings import Settings
from handrail.sites.problems import DemoOnly, Forbidden, ForeignOrigin, Unauthorised
from handrail.sites.roles import IdentityMode, Role
from handrail.sites.sessions import SignedIn, load_signed_in
from handrail.sites.tables import Environment, IdentitySecret, Member, Membership, Origin, SecretKey, Site

OPERATOR_SECONDS = 60
NOTHING_PUBLIC = "There is no help site of this name here."
sites, environments, origins = table(Site), table(Environment), table(Origin)
keys, identity_secrets = table(SecretKey), table(IdentitySecret)
members, memberships = table(Member), table(Membership)


@dataclass(frozen=True)
class Actor:
    """Whom the audit log names."""

    kind: Literal["member", "key", "operator"]
    id: str
    name: str


@dataclass(frozen=True)
class SiteAccess:
    site_id: str
    slug: str
    role: Role
    actor: Actor


@dataclass(frozen=True)
class EnvironmentAccess:
    """An environment of a site, as the management API or a page may use it. `identity_secrets`: the live ones, for a page's request only."""

    site_id: str
    site: str
    environment_id: str
    environment: str
    identity_mode: IdentityMode
    identity_secrets: tuple[str, ...] = field(default=(), repr=False)


async def access_site(request: Request, slug: str, need: Role) -> SiteAccess:
    """Who brings `Authorization: Bearer …`. Raises `Unauthorised`, `Forbidden`, `NotFound`, `DemoOnly`."""
    found = services(request)
    bearer = read_bearer(request)
    if bearer.startswith("sk_"):
        refuse_demo(found.settings, bearer)
        access = await found.db.read(load_key_access, bearer)
        if access is None:
            raise Unauthorised(
                "This key is unknown or revoked. Make a new one in the console or ask an owner.",
                headers={"WWW-Authenticate": "Bearer"},
            )
    else:
        access = await found.db.read(load_operator_access, slug, read_operator(found, bearer))
        if access is None:
            raise NotFound(f"There is no site called {slug[:63]} here; `handrail init` makes one.")
    if access is None or access.slug != slug:
        raise NotFound("There is no such site, or this key does not open it.")
    return require_role(access, need)


async def access_operator(request: Request) -> Actor:
    """The operator of this server alone. Raises `Unauthorised`, `Forbidden`."""
    bearer = read_bearer(request)
    if bearer.startswith("sk_"):
        raise Forbidden("This is for the operator of the server; run the `handrail` command on its database.")
    return read_operator(services(request), bearer)


async def access_member(request: Request) -> SignedIn:
    """The signed-in member, whatever the site. Raises `Unauthorised`."""
    found = services(request)
    member = await load_signed_in(found, request)
    if member is None:
        raise Unauthorised("Sign in to the console first.")
    return member


async def access_console(request: Request, slug: str, need: Role) -> SiteAccess:
    """The signed-in member at one site. Raises `Unauthorised`, `Forbidden`, `NotFound`."""
    member = await access_member(request)
    access = await services(request).db.read(load_member_access, slug, member)
    if access is None:
        raise NotFound("There is no such site, or you are not a member of it.")
    return require_role(access, need)


async def access_environment(request: Request, access: SiteAccess, name: str) -> EnvironmentAccess:
    """An environment of a site that the caller has access to. Raises `NotFound`."""
    environment = await services(request).db.read(load_environment, access.site_id, name)
    if environment is None:
        raise NotFound(
            f"{access.slug} has no environment of this name; `production` and `staging` are there from the start."
        )
    return environment


async def access_page(request: Request, key: str) -> EnvironmentAccess:
    """The environment that a publishable key names, if the page's origin is on its list; who sends no `Origin` is no page. Raises `Unauthorised`, `ForeignOrigin`."""
    db, origin = services(request).db, request.headers.get("origin")
    rows = await db.fetch(db.prepare(PAGE_ACCESS), key=key, origin=origin or "") if "\0" not in key else []
    return admit_page(request, key, rows)


async def access_public(request: Request, slug: str) -> EnvironmentAccess:
    """Where a site shows what everybody may see: its production. Raises `NotFound`."""
    db = services(request).db
    rows = await db.fetch(db.prepare(PUBLIC_ACCESS), slug=slug)
    if not rows:
        raise NotFound(NOTHING_PUBLIC)
    return EnvironmentAccess(*rows[0])


def admit_page(request: Request, key: str, rows: Sequence[tuple[Any, ...]]) -> EnvironmentAccess:
    """Decides by what `PAGE_ACCESS` found; whoever asked for more columns has them after these. Raises `Unauthorised`, `ForeignOrigin`."""
    refuse_demo(services(request).settings, key)
    if not rows:
        raise Unauthorised("This publishable key is unknown. Copy the script tag of your environment anew.")
    site_id, site, environment_id, environment, identity_mode, admitted = rows[0][:SECRET]
    origin = request.headers.get("origin")
    if origin is not None and admitted is None:
        request.state.foreign_origin = True
        raise ForeignOrigin(f"Add the page's origin to {environment} of this site, if it is one of yours.")
    request.state.admitted_origin = origin
    secrets = tuple(row[SECRET] for row in rows if row[SECRET] is not None)
    return EnvironmentAccess(site_id, site, environment_id, environment, identity_mode, secrets)


# One row for each live identity secret: a page's request comes with all that it needs of the environment in one read.
SECRET = 6
PAGE_ACCESS: Select[Any] = (
    select(
        sites.c.id,
        sites.c.slug,
        environments.c.id,
        environments.c.name,
        environments.c.identity_mode,
        origins.c.origin,
        identity_secrets.c.secret,
    )
    .join(environments, environments.c.site_id == sites.c.id)
    .outerjoin(origins, and_(origins.c.environment_id == environments.c.id, origins.c.origin == bindparam("origin")))
    .outerjoin(
        identity_secrets,
        and_(identity_secrets.c.environment_id == environments.c.id, identity_secrets.c.revoked_at.is_(None)),
    )
    .where(environments.c.publishable_key == bindparam("key"))
    .order_by(identity_secrets.c.id.desc())
)

PUBLIC_ACCESS: Select[Any] = (
    select(sites.c.id, sites.c.slug, environments.c.id, environments.c.name, environments.c.identity_mode)
    .join(environments, environments.c.site_id == sites.c.id)
    .where(sites.c.slug == bindparam("slug"), environments.c.name == "production")
)


def require_role(access: SiteAccess, need: Role) -> SiteAccess:
    if not access.role.reaches(need):
        raise Forbidden(f"This takes the role {need}; yours is {access.role}. An owner can change it.")
    return access


def refuse_demo(settings: Settings, key: str) -> None:
    if key.startswith(("pk_demo_", "sk_demo_")) and not settings.demo:
        raise DemoOnly(
            "This is a key of the demo; run `handrail demo`, or make a site of your own with `handrail init`."
        )


def refuse_demo_member(settings: Settings, email: str, password: str) -> None:
    if (email.endswith("@acme.example") or password.startswith("demo")) and not settings.demo:
        raise DemoOnly("This e-mail address or password is one of the demo's; choose another.")


def read_bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthorised("Send a secret key as `Authorization: Bearer sk_…`.", headers={"WWW-Authenticate": "Bearer"})
    return token.strip()


def read_operator(found: Services, token: str) -> Actor:
    try:
        name = found.signer.loads(Purpose.OPERATOR, token, OPERATOR_SECONDS)
    except BadToken as error:
        raise Unauthorised(
            "This is no valid key. Send a secret key as `Authorization: Bearer sk_…`.",
            headers={"WWW-Authenticate": "Bearer"},
        ) from error
    return Actor("operator", "operator", str(name)[:100])


def load_key_access(conn: Connection, key: str) -> SiteAccess | None:
    """By digest: what is looked up is not the secret, so the time it takes tells nothing about one."""
    row = conn.execute(
        select(sites.c.id, sites.c.slug, keys.c.role, keys.c.id, keys.c.name)
        .join(keys, keys.c.site_id == sites.c.id)
        .where(keys.c.digest == digest(key), keys.c.revoked_at.is_(None))
    ).one_or_none()
    return None if row is None else SiteAccess(row[0], row[1], Role(row[2]), Actor("key", row[3], row[4]))


def load_operator_access(conn: Connection, slug: str, actor: Actor) -> SiteAccess | None:
    site_id = conn.scalar(select(sites.c.id).where(sites.c.slug == slug))
    return None if site_id is None else SiteAccess(site_id, slug, Role.OWNER, actor)


def load_member_access(conn: Connection, slug: str, member: SignedIn) -> SiteAccess | None:
    row = conn.execute(
        select(sites.c.id, memberships.c.role)
        .join(memberships, memberships.c.site_id == sites.c.id)
        .where(sites.c.slug == slug, memberships.c.member_id == member.member_id)
    ).one_or_none()
    return (
        None if row is None else SiteAccess(row[0], slug, Role(row[1]), Actor("member", member.member_id, member.name))
    )


def load_environment(conn: Connection, site_id: str, name: str) -> EnvironmentAccess | None:
    row = conn.execute(
        select(sites.c.slug, environments.c.id, environments.c.identity_mode)
        .join(environments, environments.c.site_id == sites.c.id)
        .where(sites.c.id == site_id, environments.c.name == name)
    ).one_or_none()
    return None if row is None else EnvironmentAccess(site_id, row[0], row[1], name, row[2])
