"""`/console/inbox`, the list, and `/console/inbox/{conversation}`, a thread beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.inbox.doings import load_one
from handrail.console.inbox.offers import find_articles, list_tours
from handrail.console.inbox.saved import Reply
from handrail.console.inbox.thread import REASONS, load_thread
from handrail.console.inbox.visit import Opened, enter, open_conversation
from handrail.console.pages import page
from handrail.contact.seen import mark_seen_by_agents
from handrail.core.clock import MINUTE
from handrail.core.db import table
from handrail.core.http import parse_query
from handrail.core.ids import new_id
from handrail.core.problems import Problem
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.roles import Role
from handrail.sites.tables import AuditEntry

audit = table(AuditEntry)
ONE_READING = 15 * MINUTE


class Asked(BaseModel):
    """`find`: articles to reply with. `saved`: the reply to begin with."""

    find: Annotated[str, Field(max_length=200)] = ""
    saved: Annotated[str, Field(max_length=64)] = ""


async def show_inbox(request: Request) -> Response:
    visit = await enter(request)
    return await visit.render("inbox/inbox.html", {})


async def show_conversation(request: Request) -> Response:
    opened = await open_conversation(request, Role.VIEWER)
    return await render_thread(opened, parse_query(request, Asked))


async def render_thread(
    opened: Opened, asked: Asked, problem: Problem | None = None, draft: str = "", *, as_note: bool = False
) -> Response:
    """With what was refused, if something was, and what was written then."""
    found = opened.found
    may_answer = opened.desk.role.reaches(Role.AGENT)
    await note_reading(opened, may_answer)
    thread = await found.db.read(load_thread, opened.id)
    values = {
        "thread": thread,
        "desk": opened.desk,
        "may_answer": may_answer,
        "reasons": REASONS,
        "problem": problem.detail if problem else None,
        "tours": await list_tours(opened) if may_answer else [],
        "find": asked.find,
        "articles": await find_articles(opened, asked.find.strip()) if may_answer else [],
        "draft": draft or find_reply(thread.saved, asked.saved),
        "as_note": as_note,
        "client_id": new_id(),
    }
    return await opened.render("inbox/thread.html", values, problem.status if problem else 200)


def find_reply(replies: Sequence[Reply], wanted: str) -> str:
    return next((reply.text for reply in replies if reply.id == wanted), "")


async def note_reading(opened: Opened, may_answer: bool) -> None:
    """In the audit log once a sitting; and what an agent has read, the person sees as seen."""
    db = opened.found.db
    if await db.read(is_noted, opened.access, opened.id, opened.now, may_answer):
        return
    await db.write(keep_reading, opened.access, opened.id, opened.now, may_answer)
    opened.tell()


def is_noted(conn: Connection, access: SiteAccess, conversation_id: str, now: int, may_answer: bool) -> bool:
    held = load_one(conn, conversation_id)
    return has_read(conn, access, conversation_id, now) and not (may_answer and held.seen_by_agents < held.last_seq)


def has_read(conn: Connection, access: SiteAccess, conversation_id: str, now: int) -> bool:
    lately = select(audit.c.id).where(
        audit.c.site_id == access.site_id,
        audit.c.at > now - ONE_READING,
        audit.c.actor_id == access.actor.id,
        audit.c.action == "conversation_read",
        audit.c.subject == conversation_id,
    )
    return conn.execute(lately.limit(1)).one_or_none() is not None


def keep_reading(conn: Connection, access: SiteAccess, conversation_id: str, now: int, may_answer: bool) -> None:
    held = load_one(conn, conversation_id)
    if not has_read(conn, access, conversation_id, now):
        record_change(conn, access.site_id, access.actor, now, "conversation_read", conversation_id, number=held.number)
    if may_answer:
        mark_seen_by_agents(conn, held, held.last_seq, now)


ROUTES = (page("GET", "/inbox", show_inbox), page("GET", "/inbox/{conversation}", show_conversation))
