"""Members of a site: who works on it, with which role."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update

from handrail.core.clock import to_iso
from handrail.core.db import lock, table
from handrail.core.ids import new_id
from handrail.core.problems import NotFound
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.problems import LastOwner, SharedMember, Taken
from handrail.sites.roles import Role
from handrail.sites.schema import AddedMember, AddMember, MemberSummary
from handrail.sites.sessions import revoke_sessions_of
from handrail.sites.tables import Member, Membership

members, memberships = table(Member), table(Membership)


def add_member(conn: Connection, access: SiteAccess, wanted: AddMember, password_hash: str, now: int) -> AddedMember:
    """Somebody new gets `password_hash`; a member of another site keeps their own. Raises `Taken`."""
    lock(conn, f"member {wanted.email}")
    existing = conn.scalar(select(members.c.id).where(members.c.email == wanted.email))
    member_id = existing or new_id()
    if existing is None:
        row = Member(id=member_id, email=wanted.email, name=wanted.name, password_hash=password_hash, created_at=now)
        conn.execute(members.insert().values(row.model_dump()))
    elif load_role(conn, access.site_id, member_id) is not None:
        raise Taken(f"{wanted.email} is a member already; change their role instead.")
    membership = Membership(site_id=access.site_id, member_id=member_id, role=wanted.role, created_at=now)
    conn.execute(memberships.insert().values(membership.model_dump()))
    record_change(conn, access.site_id, access.actor, now, "member_added", wanted.email, role=wanted.role)
    name = conn.scalar(select(members.c.name).where(members.c.id == member_id)) or wanted.name
    return AddedMember(
        id=member_id, email=wanted.email, name=name, role=wanted.role, added_at=to_iso(now), new=existing is None
    )


def list_members(conn: Connection, site_id: str) -> list[MemberSummary]:
    rows = conn.execute(
        select(members.c.id, members.c.email, members.c.name, memberships.c.role, memberships.c.created_at)
        .join(memberships, memberships.c.member_id == members.c.id)
        .where(memberships.c.site_id == site_id)
        .order_by(members.c.email)
    )
    return [
        MemberSummary(id=id_, email=email, name=name, role=Role(role), added_at=to_iso(at))
        for id_, email, name, role, at in rows
    ]


def change_role(conn: Connection, access: SiteAccess, member_id: str, role: Role, now: int) -> MemberSummary:
    """Raises `NotFound`, `LastOwner`."""
    lock(conn, f"members of {access.site_id}")
    before = require_member(conn, access.site_id, member_id)
    if role is not Role.OWNER:
        keep_an_owner(conn, access.site_id, before)
    mine = (memberships.c.site_id == access.site_id, memberships.c.member_id == member_id)
    conn.execute(update(memberships).where(*mine).values(role=role))
    record_change(
        conn, access.site_id, access.actor, now, "member_changed", before.email, before=before.role, role=role
    )
    return before.model_copy(update={"role": role})


def remove_member(conn: Connection, access: SiteAccess, member_id: str, now: int) -> None:
    """From this site alone. Raises `NotFound`, `LastOwner`."""
    lock(conn, f"members of {access.site_id}")
    before = require_member(conn, access.site_id, member_id)
    keep_an_owner(conn, access.site_id, before)
    conn.execute(
        delete(memberships).where(memberships.c.site_id == access.site_id, memberships.c.member_id == member_id)
    )
    record_change(conn, access.site_id, access.actor, now, "member_removed", before.email, role=before.role)


def reset_password(conn: Connection, access: SiteAccess, member_id: str, password_hash: str, now: int) -> None:
    """For who forgot it; they are signed out everywhere. Raises `NotFound`, and `SharedMember` for a member of other sites too: those owners' doors are not ours to open."""
    member = require_member(conn, access.site_id, member_id)
    if conn.scalars(select(func.count()).where(memberships.c.member_id == member_id)).one() > 1:
        raise SharedMember(f"{member.email} is a member of another site too; only they can change their password.")
    conn.execute(update(members).where(members.c.id == member_id).values(password_hash=password_hash))
    revoke_sessions_of(conn, member_id, now)
    record_change(conn, access.site_id, access.actor, now, "password_reset", member.email)


def load_role(conn: Connection, site_id: str, member_id: str) -> Role | None:
    mine = (memberships.c.site_id == site_id, memberships.c.member_id == member_id)
    role = conn.scalar(select(memberships.c.role).where(*mine))
    return None if role is None else Role(role)


def require_member(conn: Connection, site_id: str, member_id: str) -> MemberSummary:
    for member in list_members(conn, site_id):
        if member.id == member_id:
            return member
    raise NotFound("This site has no such member.")


def keep_an_owner(conn: Connection, site_id: str, leaving: MemberSummary) -> None:
    owners = (memberships.c.site_id == site_id, memberships.c.role == Role.OWNER)
    if leaving.role is Role.OWNER and conn.scalar(select(func.count()).where(*owners)) == 1:
        raise LastOwner("Make somebody else an owner first.")
