"""`GET /console/inbox/events?conversation=…`: server-sent events for a member's open page, and `POST …/typing`.

`since`: when the page was made; after a break, the `Last-Event-ID`. What came later is told first.

`changed`: load again. `work {id, conversation, who, words}`: a person wrote. `here {words}`: who else is at the conversation that is open.
Nothing is lost when it breaks off: what a page shows it always loads.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from handrail.console.forms import Form, parse_form
from handrail.console.inbox.desks import list_desks
from handrail.console.inbox.news import Known, look_for_news
from handrail.console.inbox.person import load_shown_person
from handrail.console.inbox.presence import WRITING, presence_of, write_presence
from handrail.console.inbox.visit import Visit, Where, enter, load_within, open_conversation
from handrail.console.pages import page
from handrail.contact.live import live_of
from handrail.core.clock import MINUTE
from handrail.core.http import parse_query
from handrail.core.pages import HEADERS
from handrail.sites.roles import Role
from handrail.sites.sessions import load_signed_in

BEAT = 15.0  # seconds; proxies cut what is silent for long
WITH_SOMEBODY = 5.0  # who comes to an open conversation is seen so soon
WHILE_TYPING = 2.0
LONGEST = 10 * MINUTE


class Asked(BaseModel):
    conversation: Annotated[str, Field(max_length=64)] = ""
    since: Annotated[int, Field(ge=0)] = 2**53


class TypingForm(Form):
    as_: Annotated[Literal["message", "note"], Field(alias="as")] = "message"


async def stream_events(request: Request) -> Response:
    visit = await enter(request)
    asked = parse_query(request, Asked)
    where = (
        await visit.found.db.read(load_within, list(visit.desks), asked.conversation) if asked.conversation else None
    )
    headers = {**HEADERS, "X-Accel-Buffering": "no"}
    return StreamingResponse(tell(visit, where, find_since(request, asked)), 200, headers, "text/event-stream")


def find_since(request: Request, asked: Asked) -> int:
    told = request.headers.get("last-event-id", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else asked.since


async def tell(visit: Visit, where: Where | None, since: int) -> AsyncIterator[str]:
    """Ends with the session, and after ten minutes; the page then comes again."""
    found, live = visit.found, live_of(visit.found)
    started = found.clock.now()
    known, said = Known(min(max(since, started - LONGEST), started)), ""
    with ExitStack() as stack:
        listener = stack.enter_context(live.listen(*visit.desks))
        if where is not None:
            listener.topics.add(where.id)
            me = visit.member
            stack.enter_context(presence_of(found).stay(where.id, me.member_id, me.name))
        # What changed before the page loads when this begins.
        missed = await found.db.read(look_for_news, list(visit.desks), visit.member.member_id, known, started)
        yield f"retry: 3000\nid: {started}\n\n"
        for work in missed.work if known.since < started else ():
            yield write_event("work", vars(work), started)
        while found.clock.now() - started < LONGEST:
            listener.woken.clear()
            if await load_signed_in(found, visit.request) is None:
                return
            desks = await found.db.read(list_desks, visit.member.member_id)
            listener.topics = {*desks, *([where.id] if where else [])}
            now = found.clock.now()
            news = await found.db.read(look_for_news, list(desks), visit.member.member_id, known, now)
            if news.changed:
                yield write_event("changed", {}, now)
            for work in news.work:
                yield write_event("work", vars(work), now)
            now_here = await describe(visit, where) if where and where.site_id in desks else ""
            if now_here != said:
                said = now_here
                yield write_event("here", {"words": said}, now)
            pause = BEAT if where is None else WHILE_TYPING if WRITING in said else WITH_SOMEBODY
            await listener.wait(pause)
            if not listener.woken.is_set():
                yield ":\n\n"


async def describe(visit: Visit, where: Where) -> str:
    found, live = visit.found, live_of(visit.found)
    person = await found.db.read(load_shown_person, where.environment_id, where.person_id, where.email)
    typing = live.find_typing(where.id)
    writes = typing is not None and typing.author == "person"
    others = presence_of(found).list_others(where.id, visit.member.member_id)
    return write_presence(person.name, live.is_listening(where.person_id), writes, others)


def write_event(name: str, data: object, now: int) -> str:
    return f"event: {name}\nid: {now}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def send_typing(request: Request) -> Response:
    """That somebody writes. Of a note the person learns nothing."""
    opened = await open_conversation(request, Role.AGENT)
    form = await parse_form(request, TypingForm)
    presence_of(opened.found).tell_typing(opened.id, opened.member.member_id)
    if form.as_ == "message":
        live_of(opened.found).tell_typing(opened.id, "agent", opened.member.name)
        live_of(opened.found).wake(opened.id)
    return Response(status_code=204, headers=HEADERS)


ROUTES = (page("GET", "/inbox/events", stream_events), page("POST", "/inbox/{conversation}/typing", send_typing))
