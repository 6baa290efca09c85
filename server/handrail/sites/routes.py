"""`/api/sites/…`: sites, environments, origins, keys, members, audit."""

from __future__ import annotations

import asyncio

from starlette.requests import Request

from handrail.core.feature import Feature
from handrail.core.http import Endpoint
from handrail.core.ids import new_secret
from handrail.core.services import services
from handrail.sites.access import Actor, SiteAccess, access_operator, refuse_demo_member
from handrail.sites.create import create_site
from handrail.sites.endpoints import manage
from handrail.sites.members import add_member
from handrail.sites.passwords import hash_password
from handrail.sites.problems import DemoOnly
from handrail.sites.roles import Role
from handrail.sites.schema import AddedMember, AddMember, CreatedSite, CreateSite


async def post_site(request: Request, access: Actor, body: CreateSite) -> CreatedSite:
    found = services(request)
    if body.demo and not found.settings.demo:
        raise DemoOnly("Fixed secrets are for the demo; leave `demo` out and keep what the answer gives you.")
    return await found.db.write(create_site, body, access, found.clock.now())


async def post_member(request: Request, access: SiteAccess, body: AddMember) -> AddedMember:
    found = services(request)
    refuse_demo_member(found.settings, body.email, body.password or "")
    generated = None if body.password else new_secret()
    password_hash = await asyncio.to_thread(hash_password, body.password or generated or "")
    added = await found.db.write(add_member, access, body, password_hash, found.clock.now())
    return added.model_copy(update={"password": generated}) if added.new else added


FEATURE = Feature(
    name="sites",
    routes=(
        Endpoint(
            "POST",
            "/api/sites",
            post_site,
            summary="Create a site",
            needs="operator",
            guard=access_operator,
            status=201,
        ),
        manage("POST", "/members", post_member, Role.OWNER, summary="Add a member", status=201),
    ),
)
