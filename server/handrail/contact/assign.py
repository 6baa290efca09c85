"""Who of the team has a conversation. Compare and set: of two who claim it at once, one gets it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from handrail.contact.problems import AlreadyClaimed
from handrail.contact.tables import Conversation
from handrail.contact.thread import Change, append_change, hold
from handrail.core.db import table
from handrail.core.problems import NotFound
from handrail.sites.roles import Role
from handrail.sites.tables import Member, Membership

members, memberships = table(Member), table(Membership)


def assign(
    conn: Connection, conversation: Conversation, member_id: str | None, by: str | None, expected: str | None, now: int
) -> Conversation:
    """To a member who may answer, or to nobody. `by`: the member who does it; `expected`: who had it as far as they saw.

    Raises `AlreadyClaimed` if somebody else has it by now, `NotFound` for no such member.
    """
    held = hold(conn, conversation.id)
    if held.assignee_id == member_id:
        return held
    if held.assignee_id != expected:
        raise refuse_claim(conn, held)
    if member_id is not None and not may_answer(conn, held.site_id, member_id):
        raise NotFound("This site has no such member, or they may not answer.")
    append_change(conn, held, Change(what="assigned", to=member_id), "agent", by, now, assignee_id=member_id)
    return held


def refuse_claim(conn: Connection, held: Conversation) -> AlreadyClaimed:
    if held.assignee_id is None:
        return AlreadyClaimed("Nobody has it any more. Look again, then decide.", assignee=None, assignee_id=None)
    name = find_name(conn, held.assignee_id) or "Somebody else"
    return AlreadyClaimed(f"{name} has it already.", assignee=name, assignee_id=held.assignee_id)


def find_name(conn: Connection, member_id: str) -> str | None:
    name: str | None = conn.scalar(select(members.c.name).where(members.c.id == member_id))
    return name


def may_answer(conn: Connection, site_id: str, member_id: str) -> bool:
    role = conn.scalar(
        select(memberships.c.role).where(memberships.c.site_id == site_id, memberships.c.member_id == member_id)
    )
    return role is not None and Role(role).reaches(Role.AGENT)
