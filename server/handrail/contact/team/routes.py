"""`/api/sites/{site}/conversations…`: read by whoever may look, answered from the role of an agent on. Each call is in the audit log."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import JsonValue
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from handrail.contact.assign import assign
from handrail.contact.close import close, reopen
from handrail.contact.live import live_of
from handrail.contact.say import Said, find_in, say
from handrail.contact.tables import Conversation
from handrail.contact.team.read import (
    access_team_conversation,
    list_team_conversations,
    read_team_thread,
    write_text,
)
from handrail.contact.team.schema import AskList, AskOne, Assign, Close, TeamList, TeamSays, TeamThread
from handrail.core.http import respond
from handrail.core.services import services
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.endpoints import manage
from handrail.sites.roles import Role

ONE = "/conversations/{conversation}"
SAID = {"message": "conversation_answered", "note": "note_added", "offer": "offer_made"}
Act = Callable[[Connection, Conversation, int], Conversation]


async def get_conversations(request: Request, access: SiteAccess, query: AskList) -> TeamList:
    found, now = services(request), services(request).clock.now()

    def read(conn: Connection) -> TeamList:
        record_change(conn, access.site_id, access.actor, now, "conversations_listed", access.slug)
        return list_team_conversations(conn, access.site_id, query)

    return await found.db.write(read)


async def get_conversation(request: Request, access: SiteAccess, query: AskOne) -> Response:
    found, now = services(request), services(request).clock.now()

    def read(conn: Connection) -> TeamThread:
        one = access_team_conversation(conn, access.site_id, request.path_params["conversation"])
        note(conn, access, one, "conversation_read", now)
        return read_team_thread(conn, one)

    thread = await found.db.write(read)
    if query.format == "text":
        return Response(write_text(thread), headers={"Cache-Control": "no-store"}, media_type="text/plain")
    return respond(thread)


async def post_message(request: Request, access: SiteAccess, body: TeamSays) -> TeamThread:
    said = Said("agent", body.text, body.client_id, body.kind, name_actor(access), offer=body.offer)

    def act(conn: Connection, one: Conversation, now: int) -> Conversation:
        if find_in(conn, one.id, said.client_id) is None:
            say(conn, one, said, now)
            note(conn, access, one, SAID[said.kind], now)
        return one

    return await do(request, access, act)


async def post_assign(request: Request, access: SiteAccess, body: Assign) -> TeamThread:
    def act(conn: Connection, one: Conversation, now: int) -> Conversation:
        assigned = assign(conn, one, body.member, name_actor(access), body.expected, now)
        note(conn, access, one, "conversation_assigned", now, to=body.member)
        return assigned

    return await do(request, access, act)


async def post_close(request: Request, access: SiteAccess, body: Close) -> TeamThread:
    def act(conn: Connection, one: Conversation, now: int) -> Conversation:
        closed = close(conn, one, body.reason, "agent", name_actor(access), now)
        note(conn, access, one, "conversation_closed", now, reason=body.reason)
        return closed

    return await do(request, access, act)


async def post_reopen(request: Request, access: SiteAccess) -> TeamThread:
    def act(conn: Connection, one: Conversation, now: int) -> Conversation:
        opened = reopen(conn, one, name_actor(access), now)
        note(conn, access, one, "conversation_reopened", now)
        return opened

    return await do(request, access, act)


async def do(request: Request, access: SiteAccess, act: Act) -> TeamThread:
    """The thread as it is after that."""
    found, now = services(request), services(request).clock.now()

    def write(conn: Connection) -> tuple[Conversation, TeamThread]:
        one = access_team_conversation(conn, access.site_id, request.path_params["conversation"])
        acted = act(conn, one, now)
        return one, read_team_thread(conn, access_team_conversation(conn, access.site_id, acted.id))

    one, thread = await found.db.write(write)
    live_of(found).wake(one.id, one.person_id, one.site_id)
    found.background.nudge()
    return thread


def name_actor(access: SiteAccess) -> str | None:
    """A key is no member."""
    return access.actor.id if access.actor.kind == "member" else None


def note(conn: Connection, access: SiteAccess, one: Conversation, action: str, now: int, **detail: JsonValue) -> None:
    """Which one, and its number: nothing of what was said."""
    record_change(conn, access.site_id, access.actor, now, action, one.id, number=one.number, **detail)


GET_ONE = manage("GET", ONE, get_conversation, Role.VIEWER, summary="One conversation, also as text")
GET_ONE.answer = TeamThread

ROUTES = (
    manage("GET", "/conversations", get_conversations, Role.VIEWER, summary="Conversations, the newest first"),
    GET_ONE,
    manage("POST", ONE + "/messages", post_message, Role.AGENT, summary="Answer, note or offer", status=201),
    manage("POST", ONE + "/assign", post_assign, Role.AGENT, summary="Give it to a member, or to nobody"),
    manage("POST", ONE + "/close", post_close, Role.AGENT, summary="Close it, with a reason"),
    manage("POST", ONE + "/reopen", post_reopen, Role.AGENT, summary="Open it again"),
)
