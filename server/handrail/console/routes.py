"""`/console`: the member's sites. `/console/{site}`: a site's first page, the report on its tours."""

from __future__ import annotations

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handrail.console import account, articles, explain, outbox, reports, sign_in
from handrail.console.forms import frame
from handrail.console.inbox import routes as inbox
from handrail.console.pages import PAGES, page, redirect
from handrail.core.db import table
from handrail.core.feature import Feature
from handrail.core.problems import NotFound
from handrail.core.services import services
from handrail.insight.report import ItemQuery
from handrail.insight.reports import TOURS
from handrail.sites.access import access_console, access_member
from handrail.sites.audit import read_audit_log
from handrail.sites.environments import list_sites
from handrail.sites.roles import Role
from handrail.sites.schema import AuditQuery
from handrail.sites.tables import Membership, Site

sites, memberships = table(Site), table(Membership)


async def show_door(request: Request) -> Response:
    """Whoever opens the server's own address in a browser."""
    return redirect(request, "")


async def show_sites(request: Request) -> Response:
    member = await access_member(request)
    mine = await services(request).db.read(list_sites_of, member.member_id)
    return PAGES.render(request, "sites.html", {**frame(request, member), "sites": mine})


async def show_site(request: Request) -> Response:
    member = await access_member(request)
    access = await access_console(request, request.path_params["site"], Role.VIEWER)
    found = services(request)
    (site,) = await found.db.read(list_sites, access.site_id)
    environments = site.environments
    wanted = request.query_params.get("environment", "production")
    environment = next((e for e in environments if e.environment == wanted), environments[0])
    changes = []
    if access.role.reaches(Role.OWNER):
        changes = (await found.db.read(read_audit_log, access.site_id, AuditQuery(limit=10))).entries
    reading = await reports.read_report(request, TOURS, ItemQuery(environment=environment.environment))
    values = {
        **reports.show_reading(reading),
        "name": site.name,
        "environments": environments,
        "environment": environment,
        "public_url": found.settings.public_url,
        "changes": changes,
    }
    return PAGES.render(request, "site.html", {**frame(request, member), **values})


async def show_missing(_request: Request) -> Response:
    raise NotFound("There is no such page. Whoever gave you its address may have left out a part.")


async def show_file(request: Request) -> Response:
    return PAGES.serve_file(request.path_params["name"])


def list_sites_of(conn: Connection, member_id: str) -> list[tuple[str, str, str]]:
    """Slug, name and role."""
    rows = conn.execute(
        select(sites.c.slug, sites.c.name, memberships.c.role)
        .join(memberships, memberships.c.site_id == sites.c.id)
        .where(memberships.c.member_id == member_id)
        .order_by(sites.c.name)
    )
    return [(slug, name, role) for slug, name, role in rows]


FEATURE = Feature(
    name="console",
    routes=(
        Route("/", show_door, methods=["GET"]),
        Route("/console/static/{name}", show_file, methods=["GET"]),
        *sign_in.ROUTES,
        *account.ROUTES,
        *inbox.ROUTES,
        page("GET", "", show_sites),
        *explain.ROUTES,
        *reports.ROUTES,
        *outbox.ROUTES,
        *articles.ROUTES,
        page("GET", "/{site}", show_site),
        page("GET", "/{rest:path}", show_missing),  # after all others
    ),
)
