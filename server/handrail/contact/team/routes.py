"""`/api/sites/{site}/conversations…`: read by whoever may look, answered from the role of an agent on. Each call is in the audit log."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from handrail.contact.live import live_of
from handrail.contact.say import Said
from handrail.contact.tables import Conversation
from handrail.contact.team.doings import answer, assign_to, close_for, load_one, note, open_again
from handrail.contact.team.read import list_team_conversations, read_team_thread, write_text
from handrail.contact.team.schema import AskList, AskOne, Assign, Close, TeamList, TeamSays, TeamThread
from handrail.core.http import respond
from handrail.core.services import services
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.endpoints import manage
from handrail.sites.roles import Role

ONE = "/conversations/{conversation}"


async def get_conversations(request: Request, access: SiteAccess, query: AskList) -> TeamList:
    found, now = services(request), services(request).clock.now()

    def read(conn: Connection) -> TeamList:
        record_change(conn, access.site_id, access.actor, now, "conversations_listed", access.slug)
        return list_team_conversations(conn, access.site_id, query)

    return await found.db.write(read)


async def get_conversation(request: Request, access: SiteAccess, query: AskOne) -> Response:
    found, now = services(request), services(request).clock.now()

    def read(conn: Connection) -> TeamThread:
        one = load_one(conn, access, request.path_params["conversation"])
        note(conn, access, one, "conversation_read", now)
        return read_team_thread(conn, one)

    thread = await found.db.write(read)
    if query.format == "text":
        return Response(write_text(thread), headers={"Cache-Control": "no-store"}, media_type="text/plain")
    return respond(thread)


async def post_message(request: Request, access: SiteAccess, body: TeamSays) -> TeamThread:
    said = Said("agent", body.text, body.client_id, body.kind, offer=body.offer)
    return await do(request, access, answer, said, ())


async def post_assign(request: Request, access: SiteAccess, body: Assign) -> TeamThread:
    return await do(request, access, assign_to, body.member, body.expected)


async def post_close(request: Request, access: SiteAccess, body: Close) -> TeamThread:
    return await do(request, access, close_for, body.reason)


async def post_reopen(request: Request, access: SiteAccess) -> TeamThread:
    return await do(request, access, open_again)


async def do(request: Request, access: SiteAccess, act: Callable[..., object], *given: object) -> TeamThread:
    """One of `doings.py`, and the thread as it is after that."""
    found, now, wanted = services(request), services(request).clock.now(), request.path_params["conversation"]

    def write(conn: Connection) -> tuple[Conversation, TeamThread]:
        act(conn, access, wanted, *given, now)
        one = load_one(conn, access, wanted)
        return one, read_team_thread(conn, one)

    one, thread = await found.db.write(write)
    live_of(found).wake(one.id, one.person_id, one.site_id)
    found.background.nudge()
    return thread


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
