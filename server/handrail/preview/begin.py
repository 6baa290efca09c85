"""A preview begins and ends: for a member who may author, at an origin of the environment."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update

from handrail.core.clock import to_iso
from handrail.core.db import lock, table
from handrail.core.ids import new_id
from handrail.core.problems import NotFound
from handrail.preview.access import AUTHOR, load_preview
from handrail.preview.limits import KEPT_AFTERWARDS, PREVIEW_LASTS, PREVIEWS_AT_MOST, UNASKED
from handrail.preview.problems import NoAuthor, NoSuchOrigin
from handrail.preview.tables import Preview, PreviewCall, PreviewLink
from handrail.preview.wire import BeginPreview, BegunPreview
from handrail.sites.access import EnvironmentAccess, SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.environments import list_origins
from handrail.sites.members import list_members
from handrail.sites.problems import TooMany
from handrail.sites.schema import MemberSummary

previews, links, calls = table(Preview), table(PreviewLink), table(PreviewCall)


def begin_preview(
    conn: Connection, access: SiteAccess, where: EnvironmentAccess, wanted: BeginPreview, now: int
) -> BegunPreview:
    """Raises `NoAuthor`, `NoSuchOrigin`, `TooMany`."""
    lock(conn, f"previews of {access.site_id}")
    member = choose_member(conn, access, wanted.member)
    known = list_origins(conn, where).origins
    if wanted.origin not in known:
        raise NoSuchOrigin(
            f"{wanted.origin} is no origin of {where.environment}; add it, or name another.", origins=[*known]
        )
    sweep(conn, access.site_id, now)
    going = (previews.c.site_id == access.site_id, previews.c.ended_at.is_(None), previews.c.asked_at > now - UNASKED)
    if (conn.scalar(select(func.count()).select_from(previews).where(*going)) or 0) >= PREVIEWS_AT_MOST:
        raise TooMany(f"A site has at most {PREVIEWS_AT_MOST} previews at once; end one with Ctrl-C.")
    row = Preview(
        id=new_id(),
        site_id=access.site_id,
        environment_id=where.environment_id,
        member_id=member.id,
        origin=wanted.origin,
        created_at=now,
        expires_at=now + PREVIEW_LASTS,
        asked_at=now,
    )
    conn.execute(previews.insert().values(row.model_dump()))
    record_change(
        conn,
        access.site_id,
        access.actor,
        now,
        "preview_begun",
        member.email,
        environment=where.environment,
        origin=wanted.origin,
    )
    return BegunPreview(preview=row.id, member=member.email, expires_at=to_iso(row.expires_at))


def choose_member(conn: Connection, access: SiteAccess, email: str | None) -> MemberSummary:
    """Raises `NoAuthor`."""
    authors = [member for member in list_members(conn, access.site_id) if member.role.reaches(AUTHOR)]
    if email is None and len(authors) == 1:
        return authors[0]
    if email is None:
        names = [member.email for member in authors]
        add = f"handrail member add {access.slug} you@example.com --role editor"
        said = (
            f"Say for whom: there is {', '.join(names[:10])}." if names else f"Add a member who may author first: {add}"
        )
        raise NoAuthor(said, members=[*names])
    for member in authors:
        if member.email == email:
            return member
    raise NoAuthor(f"{email} is no member of {access.slug} who may author; an owner can make them an editor.")


def end_preview(conn: Connection, access: SiteAccess, preview_id: str, now: int) -> None:
    """Raises `NotFound`. To end it twice changes nothing."""
    held = load_preview(conn, preview_id)
    if held is None or held.site_id != access.site_id:
        raise NotFound("This site has no such preview.")
    if held.ended_at is not None:
        return
    conn.execute(update(previews).where(previews.c.id == preview_id).values(ended_at=now))
    record_change(conn, access.site_id, access.actor, now, "preview_ended", held.member, origin=held.origin)


def sweep(conn: Connection, site_id: str, now: int) -> None:
    """What is long over; the audit log remembers it."""
    old = select(previews.c.id).where(
        previews.c.site_id == site_id, previews.c.created_at < now - PREVIEW_LASTS - KEPT_AFTERWARDS
    )
    for one in (calls, links):
        conn.execute(delete(one).where(one.c.preview_id.in_(old)))
    conn.execute(delete(previews).where(previews.c.id.in_(old)))
