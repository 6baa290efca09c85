"""`/v1/me/export|erase` for the person, `/api/sites/{site}/people/export|erase|revoke` for the team: everything about somebody given out, and forgotten."""

from __future__ import annotations

from sqlalchemy import Connection, delete
from starlette.requests import Request

from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.core.feature import Feature
from handrail.core.ids import digest
from handrail.core.services import Services, services
from handrail.people.access import access_me, access_person
from handrail.people.forget import PersonExport, erase_person, export_person, export_row
from handrail.people.recognise import Fields
from handrail.people.schema import AboutMe, AboutPerson, Erased, Revoked
from handrail.people.store import PersonRow, revoke_tokens
from handrail.people.tables import Person
from handrail.sites.access import EnvironmentAccess, SiteAccess, access_environment
from handrail.sites.audit import record_change
from handrail.sites.endpoints import manage, serve_page
from handrail.sites.roles import Role

NO_FIELDS = Fields({}, {})  # these calls change nothing about a person but all of it
people = table(Person)


async def post_me_export(request: Request, access: EnvironmentAccess, body: AboutMe) -> PersonExport:
    found = services(request)
    who = await access_me(found, access, body, NO_FIELDS)
    return await found.db.scan(export_person, who.person_id, found.features, found.clock.now())


async def post_me_erase(request: Request, access: EnvironmentAccess, body: AboutMe) -> Erased:
    found = services(request)
    who = await access_me(found, access, body, NO_FIELDS)
    now = found.clock.now()
    await found.db.write(erase_me, [who.person_id, *([who.joins] if who.joins else [])], found, now)
    if who.row is not None or who.joins:  # of others nothing was kept
        await found.db.wipe()
    return Erased(person_id=who.person_id, erased_at=to_iso(now))


def erase_me(conn: Connection, person_ids: list[str], found: Services, now: int) -> None:
    """Also the visitor of this device, who would have been joined by the next sync."""
    for person_id in sorted(person_ids):
        erase_person(conn, person_id, found.features, now)


async def post_export(request: Request, access: SiteAccess, body: AboutPerson) -> PersonExport:
    found = services(request)
    environment = await access_environment(request, access, body.environment)
    row = await found.db.read(access_person, environment, body)
    return await found.db.scan(export_person, row.id, found.features, found.clock.now())


async def post_erase(request: Request, access: SiteAccess, body: AboutPerson) -> Erased:
    found = services(request)
    environment = await access_environment(request, access, body.environment)
    now = found.clock.now()

    def erase(conn: Connection) -> PersonRow:
        row = access_person(conn, environment, body)
        erase_person(conn, row.id, found.features, now)
        record_person(conn, access, now, "person_erased", row, body)
        return row

    row = await found.db.write(erase)
    await found.db.wipe()
    return Erased(person_id=row.id, erased_at=to_iso(now))


async def post_revoke(request: Request, access: SiteAccess, body: AboutPerson) -> Revoked:
    found = services(request)
    environment = await access_environment(request, access, body.environment)
    now = found.clock.now()

    def revoke(conn: Connection) -> PersonRow:
        row = access_person(conn, environment, body)
        revoke_tokens(conn, row.id)
        record_person(conn, access, now, "person_revoked", row, body)
        return row

    return Revoked(person_id=(await found.db.write(revoke)).id)


def record_person(
    conn: Connection, access: SiteAccess, now: int, action: str, row: PersonRow, body: AboutPerson
) -> None:
    """By the digest of their id: the audit log stays when they are forgotten."""
    record_change(conn, access.site_id, access.actor, now, action, digest(row.id), environment=body.environment)


def erase_row(conn: Connection, person_id: str) -> None:
    conn.execute(delete(people).where(people.c.id == person_id))


FEATURE = Feature(
    name="people",
    routes=(
        serve_page("/me/export", post_me_export, summary="Everything that is kept about me"),
        serve_page("/me/erase", post_me_erase, summary="Forget everything about me"),
        manage("POST", "/people/export", post_export, Role.OWNER, summary="Everything that is kept about a person"),
        manage("POST", "/people/erase", post_erase, Role.OWNER, summary="Forget everything about a person"),
        manage("POST", "/people/revoke", post_revoke, Role.OWNER, summary="End a person's tokens on all their devices"),
    ),
    export=export_row,
    erase=erase_row,
)
