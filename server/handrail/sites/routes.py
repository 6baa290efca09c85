"""`/api/sites/…`: sites, environments, origins, keys, members, audit."""

from __future__ import annotations

import asyncio

from starlette.requests import Request

from handrail.core.feature import Feature
from handrail.core.http import Endpoint
from handrail.core.ids import new_secret
from handrail.core.services import services
from handrail.sites import environments, keys, members
from handrail.sites.access import (
    Actor,
    EnvironmentAccess,
    SiteAccess,
    access_environment,
    access_operator,
    refuse_demo_member,
)
from handrail.sites.audit import read_audit_log
from handrail.sites.create import create_site
from handrail.sites.endpoints import manage
from handrail.sites.passwords import hash_password
from handrail.sites.problems import DemoOnly
from handrail.sites.roles import Role
from handrail.sites.schema import (
    AddedMember,
    AddMember,
    AuditLog,
    AuditQuery,
    ChangeEnvironment,
    ChangeMember,
    ChangeOrigin,
    CreatedEnvironment,
    CreatedSite,
    CreateSite,
    IdentitySecretList,
    KeyList,
    MadeIdentitySecret,
    MadeKey,
    MakeKey,
    MemberList,
    MemberSummary,
    NewPassword,
    OpenEnvironment,
    OriginList,
    ResetPassword,
    SiteList,
    SiteSummary,
)


async def post_site(request: Request, access: Actor, body: CreateSite) -> CreatedSite:
    found = services(request)
    if body.demo and not found.settings.demo:
        raise DemoOnly("Fixed secrets are for the demo; leave `demo` out and keep what the answer gives you.")
    return await found.db.write(create_site, body, access, found.clock.now())


async def get_sites(request: Request, access: Actor) -> SiteList:
    return SiteList(sites=await services(request).db.read(environments.list_sites))


async def get_site(request: Request, access: SiteAccess) -> SiteSummary:
    return (await services(request).db.read(environments.list_sites, access.site_id))[0]


async def find_environment(request: Request, access: SiteAccess) -> EnvironmentAccess:
    return await access_environment(request, access, request.path_params["environment"])


async def post_environment(request: Request, access: SiteAccess, body: OpenEnvironment) -> CreatedEnvironment:
    found = services(request)
    return await found.db.write(environments.open_environment, access, body.environment, found.clock.now())


async def change_environment(request: Request, access: SiteAccess, body: ChangeEnvironment) -> None:
    found, where = services(request), await find_environment(request, access)
    await found.db.write(environments.change_identity_mode, access, where, body.identity_mode, found.clock.now())


async def get_origins(request: Request, access: SiteAccess) -> OriginList:
    where = await find_environment(request, access)
    return await services(request).db.read(environments.list_origins, where)


async def post_origin(request: Request, access: SiteAccess, body: ChangeOrigin) -> OriginList:
    found, where = services(request), await find_environment(request, access)
    return await found.db.write(environments.allow_origin, access, where, body.origin, found.clock.now())


async def delete_origin(request: Request, access: SiteAccess, query: ChangeOrigin) -> OriginList:
    found, where = services(request), await find_environment(request, access)
    return await found.db.write(environments.forbid_origin, access, where, query.origin, found.clock.now())


async def post_key(request: Request, access: SiteAccess, body: MakeKey) -> MadeKey:
    found = services(request)
    return await found.db.write(keys.make_key, access, body, found.clock.now())


async def get_keys(request: Request, access: SiteAccess) -> KeyList:
    return await services(request).db.read(keys.list_keys, access.site_id)


async def delete_key(request: Request, access: SiteAccess) -> None:
    found = services(request)
    await found.db.write(keys.revoke_key, access, request.path_params["key"], found.clock.now())


async def post_identity_secret(request: Request, access: SiteAccess) -> MadeIdentitySecret:
    found, where = services(request), await find_environment(request, access)
    return await found.db.write(keys.make_identity_secret, access, where, found.clock.now())


async def get_identity_secrets(request: Request, access: SiteAccess) -> IdentitySecretList:
    where = await find_environment(request, access)
    return await services(request).db.read(keys.list_identity_secrets, where)


async def delete_identity_secret(request: Request, access: SiteAccess) -> None:
    found, where = services(request), await find_environment(request, access)
    secret_id = request.path_params["secret"]
    await found.db.write(keys.revoke_identity_secret, access, where, secret_id, found.clock.now())


async def post_member(request: Request, access: SiteAccess, body: AddMember) -> AddedMember:
    found = services(request)
    refuse_demo_member(found.settings, body.email, body.password or "")
    generated = None if body.password else new_secret()
    password_hash = await asyncio.to_thread(hash_password, body.password or generated or "")
    added = await found.db.write(members.add_member, access, body, password_hash, found.clock.now())
    return added.model_copy(update={"password": generated}) if added.new else added


async def get_members(request: Request, access: SiteAccess) -> MemberList:
    return MemberList(members=await services(request).db.read(members.list_members, access.site_id))


async def change_member(request: Request, access: SiteAccess, body: ChangeMember) -> MemberSummary:
    found, member_id = services(request), request.path_params["member"]
    return await found.db.write(members.change_role, access, member_id, body.role, found.clock.now())


async def reset_password(request: Request, access: SiteAccess, body: ResetPassword) -> NewPassword:
    found = services(request)
    refuse_demo_member(found.settings, "", body.password or "")
    generated = None if body.password else new_secret()
    password_hash = await asyncio.to_thread(hash_password, body.password or generated or "")
    member_id = request.path_params["member"]
    await found.db.write(members.reset_password, access, member_id, password_hash, found.clock.now())
    return NewPassword(password=generated)


async def delete_member(request: Request, access: SiteAccess) -> None:
    found = services(request)
    await found.db.write(members.remove_member, access, request.path_params["member"], found.clock.now())


async def get_audit(request: Request, access: SiteAccess, query: AuditQuery) -> AuditLog:
    return await services(request).db.read(read_audit_log, access.site_id, query)


HERE = "/environments/{environment}"
FEATURE = Feature(
    name="sites",
    routes=(
        Endpoint("GET", "/api/sites", get_sites, summary="All sites", needs="operator", guard=access_operator),
        Endpoint(
            "POST",
            "/api/sites",
            post_site,
            summary="Create a site",
            needs="operator",
            guard=access_operator,
            status=201,
        ),
        manage("GET", "", get_site, Role.VIEWER, summary="A site and its environments"),
        manage("POST", "/environments", post_environment, Role.OWNER, summary="Add an environment", status=201),
        manage(
            "POST", HERE, change_environment, Role.OWNER, summary="Set how strictly identity is checked", status=204
        ),
        manage("GET", f"{HERE}/origins", get_origins, Role.VIEWER, summary="Origins that may use an environment"),
        manage("POST", f"{HERE}/origins", post_origin, Role.OWNER, summary="Allow an origin"),
        manage("DELETE", f"{HERE}/origins", delete_origin, Role.OWNER, summary="Forbid an origin"),
        manage("GET", "/keys", get_keys, Role.OWNER, summary="Secret keys, by their prefix"),
        manage("POST", "/keys", post_key, Role.OWNER, summary="Make a secret key", status=201),
        manage("DELETE", "/keys/{key}", delete_key, Role.OWNER, summary="Revoke a secret key", status=204),
        manage("GET", f"{HERE}/identity-secrets", get_identity_secrets, Role.OWNER, summary="Identity secrets"),
        manage(
            "POST",
            f"{HERE}/identity-secrets",
            post_identity_secret,
            Role.OWNER,
            summary="Make an identity secret",
            status=201,
        ),
        manage(
            "DELETE",
            HERE + "/identity-secrets/{secret}",
            delete_identity_secret,
            Role.OWNER,
            summary="Revoke an identity secret",
            status=204,
        ),
        manage("GET", "/members", get_members, Role.OWNER, summary="Members"),
        manage("POST", "/members", post_member, Role.OWNER, summary="Add a member", status=201),
        manage("POST", "/members/{member}", change_member, Role.OWNER, summary="Change a member's role"),
        manage("POST", "/members/{member}/password", reset_password, Role.OWNER, summary="Reset a member's password"),
        manage("DELETE", "/members/{member}", delete_member, Role.OWNER, summary="Remove a member", status=204),
        manage("GET", "/audit", get_audit, Role.OWNER, summary="Who changed what, newest first"),
    ),
)
