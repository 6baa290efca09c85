"""The wire of the management API for sites: what `/api/sites/…` takes and gives. Secrets are given once, when they are made."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue

from handrail.sites.roles import IdentityMode, Role

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", examples=["acme"])]
Name = Annotated[str, Field(min_length=1, max_length=100, examples=["Acme"])]
Password = Annotated[str, Field(min_length=12, max_length=200, examples=["correct horse battery"])]


def refuse_reserved(value: str) -> str:
    """The console's own addresses stand where a site's name would."""
    if value in ("sign-in", "sign-out", "static", "account", "inbox"):
        raise ValueError("this name is reserved; choose another")
    return value


ORIGIN = re.compile(r"(https?)://(\[[0-9a-f:.]+\]|[^\s\[\]:/]+)(?::([0-9]{1,5}))?")
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
DEFAULT_PORTS = {"http": 80, "https": 443}


def parse_origin(value: str) -> str:
    """`HTTPS://App.example.com:443/` -> `https://app.example.com`: what a browser sends as `Origin`. Raises ValueError for more or less than that."""
    found = ORIGIN.fullmatch(value.lower().removesuffix("/"))
    host = found[2].encode("idna").decode() if found else ""
    port = int(found[3]) if found and found[3] else None
    if not found or not HOST.fullmatch(host) or not 0 < (port or 1) < 65_536:
        raise ValueError("an origin is scheme://host[:port] with http or https, as in https://app.example.com")
    return f"{found[1]}://{host}" + (f":{port}" if port and port != DEFAULT_PORTS[found[1]] else "")


def parse_email(value: str) -> str:
    """Lower case; only so much checked that a slip of the keyboard shows."""
    local, at, domain = value.strip().lower().rpartition("@")
    if (
        not (local and at and "." in domain)
        or any(c.isspace() for c in value.strip())
        or domain.startswith(".")
        or domain.endswith(".")
    ):
        raise ValueError("this is no e-mail address")
    return f"{local}@{domain}"


OriginText = Annotated[str, Field(max_length=300, examples=["https://app.example.com"]), AfterValidator(parse_origin)]
Email = Annotated[str, Field(max_length=200, examples=["olivia@example.com"]), AfterValidator(parse_email)]


class Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoSecrets(Wire):
    """Fixed secrets, so that the demo is the same each time. Refused by every other server."""

    publishable_key: Annotated[str, Field(pattern=r"^pk_demo_[a-z0-9_]{1,60}$")]
    secret_key: Annotated[str, Field(pattern=r"^sk_demo_[a-z0-9_]{1,60}$")]
    identity_secret: Annotated[str, Field(pattern=r"^is_demo_[a-z0-9_]{24,60}$")]


class CreateSite(Wire):
    """`origins` are those of `production`; `staging` begins with none."""

    site: Annotated[Slug, AfterValidator(refuse_reserved)]
    name: Name | None = None
    origins: Annotated[list[OriginText], Field(max_length=50)] = []
    demo: DemoSecrets | None = None


class CreatedEnvironment(Wire):
    environment: str
    publishable_key: str
    identity_mode: IdentityMode
    identity_secret: str
    origins: list[str]


class CreatedSite(Wire):
    """The secret key has the role `owner`. It and the identity secrets are not shown again."""

    site: str
    name: str
    secret_key: str
    environments: list[CreatedEnvironment]


class EnvironmentSummary(Wire):
    environment: str
    publishable_key: str
    identity_mode: IdentityMode
    origins: list[str]


class SiteSummary(Wire):
    site: str
    name: str
    created_at: str
    environments: list[EnvironmentSummary]


class SiteList(Wire):
    sites: list[SiteSummary]


class OpenEnvironment(Wire):
    environment: Slug


class ChangeEnvironment(Wire):
    identity_mode: IdentityMode


class ChangeOrigin(Wire):
    origin: OriginText


class OriginList(Wire):
    environment: str
    origins: list[str]


class AddMember(Wire):
    """Without `password` the answer has one for a new member. Who is a member of another site keeps theirs."""

    email: Email
    name: Name
    role: Role
    password: Password | None = None


class ChangeMember(Wire):
    role: Role


class ResetPassword(Wire):
    """Without `password` the answer has one."""

    password: Password | None = None


class NewPassword(Wire):
    """There when it was made here; it is not shown again."""

    password: str | None


class MemberSummary(Wire):
    id: str
    email: str
    name: str
    role: Role
    added_at: str


class AddedMember(MemberSummary):
    """`new`: of no other site before. `password` is there when one was made here; it is not shown again."""

    new: bool
    password: str | None = None


class MemberList(Wire):
    members: list[MemberSummary]


class MakeKey(Wire):
    name: Name
    role: Role = Role.EDITOR


class KeySummary(Wire):
    id: str
    name: str
    role: Role
    prefix: str
    created_at: str
    revoked_at: str | None


class MadeKey(Wire):
    """`secret_key` is not shown again."""

    id: str
    name: str
    role: Role
    secret_key: str


class KeyList(Wire):
    keys: list[KeySummary]


class IdentitySecretSummary(Wire):
    id: str
    prefix: str
    created_at: str
    revoked_at: str | None


class IdentitySecretList(Wire):
    environment: str
    identity_secrets: list[IdentitySecretSummary]


class MadeIdentitySecret(Wire):
    """`identity_secret` is not shown again."""

    id: str
    environment: str
    identity_secret: str


class AuditQuery(Wire):
    """Newest first; `before` is the `id` of the last entry that you have."""

    before: Annotated[str, Field(max_length=64)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class AuditRecord(Wire):
    id: str
    at: str
    actor_kind: str
    actor_name: str
    action: str
    subject: str
    detail: dict[str, JsonValue]


class AuditLog(Wire):
    entries: list[AuditRecord]
