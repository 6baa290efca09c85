"""`/console/inbox`, the list, and `/console/inbox/{conversation}`, a thread beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.inbox.offers import find_articles, list_tours
from handrail.console.inbox.reading import note_listing, note_reading
from handrail.console.inbox.saved import Reply
from handrail.console.inbox.thread import REASONS, load_thread
from handrail.console.inbox.visit import Opened, enter, open_conversation
from handrail.console.pages import page
from handrail.core.http import parse_query
from handrail.core.ids import new_id
from handrail.core.problems import Problem
from handrail.sites.roles import Role


class Asked(BaseModel):
    """`find`: articles to reply with. `saved`: the reply to begin with."""

    find: Annotated[str, Field(max_length=200)] = ""
    saved: Annotated[str, Field(max_length=64)] = ""


async def show_inbox(request: Request) -> Response:
    visit = await enter(request)
    await note_listing(visit)
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
    await note_listing(opened)
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


ROUTES = (page("GET", "/inbox", show_inbox), page("GET", "/inbox/{conversation}", show_conversation))
