"""`/v1/conversations…`: a person writes to the team and reads what it answers. Each call proves anew whose conversation it is."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from handrail.contact.access import access_conversation, access_writer, refuse_blocked
from handrail.contact.begin import Beginner, Beginning, Begun, begin_conversation
from handrail.contact.close import close
from handrail.contact.email import leave_email
from handrail.contact.form import require_conversations
from handrail.contact.limits import BEGIN, BEGIN_ADDRESS, MESSAGES
from handrail.contact.live import live_of
from handrail.contact.offers import answer_offer
from handrail.contact.rate import rate
from handrail.contact.read import read_conversation, read_message, read_mine
from handrail.contact.say import Said, say
from handrail.contact.schema import (
    AnswerOffer,
    AskConversation,
    BeginConversation,
    LeaveEmail,
    MyConversations,
    RateConversation,
    SayMessage,
    ShownConversation,
    ShownMessage,
    TellSeen,
)
from handrail.contact.seen import mark_seen_by_person
from handrail.contact.tables import Conversation
from handrail.contact.thread import find_open, find_said
from handrail.core.db import lock
from handrail.core.http import respond
from handrail.core.limits import address_of, spend
from handrail.core.problems import Busy
from handrail.core.services import Services, services
from handrail.people.recognise import Who
from handrail.people.schema import AboutMe
from handrail.people.settle import PersonGone, settle
from handrail.sites.access import EnvironmentAccess


async def post_begin(request: Request, access: EnvironmentAccess, body: BeginConversation) -> Response:
    """201, or 200 when it went into a conversation that was there."""
    found, now = services(request), services(request).clock.now()
    who = await access_writer(found, access, body)
    await require_conversations(found.db, access)
    begun = Begun(
        client_id=body.client_id,
        text=body.text,
        capsule=body.capsule,
        email=body.email,
        files=body.files,
        locale=body.locale,
        joins=not body.shared,
    )

    def begin(conn: Connection) -> tuple[Beginning, ShownConversation]:
        person_id = settle(conn, access, who, found.features, now).id
        refuse_blocked(conn, access.site_id, person_id)
        lock(conn, person_id)  # what is sent twice at once counts once
        if find_said(conn, person_id, begun.client_id) is None:
            fresh = find_open(conn, access.environment_id, person_id) is None
            of_address = [(BEGIN_ADDRESS, f"{access.site_id} {address_of(request)}")]
            spend(conn, [(BEGIN, person_id), *of_address] if fresh else [(MESSAGES, person_id)], now)
        beginner = Beginner(access.site_id, access.environment_id, person_id)
        beginning = begin_conversation(conn, beginner, begun, now)
        return beginning, read_conversation(conn, beginning.conversation)

    try:
        beginning, shown = await found.db.write(begin)
    except PersonGone:
        raise Busy("Somebody is changing the same person. Nothing was kept; try again in a second.") from None
    wake(found, beginning.conversation)
    return respond(shown, 201 if beginning.is_new else 200)


async def post_mine(request: Request, access: EnvironmentAccess, body: AboutMe) -> MyConversations:
    found = services(request)
    who = await access_writer(found, access, body)
    return await found.db.read(read_mine, access.environment_id, who.person_id)


async def post_conversation(request: Request, access: EnvironmentAccess, body: AskConversation) -> ShownConversation:
    found = services(request)
    who = await access_writer(found, access, body)

    def read(conn: Connection) -> ShownConversation:
        return read_conversation(conn, name_one(conn, request, access, who), body.after)

    return await found.db.read(read)


async def post_message(request: Request, access: EnvironmentAccess, body: SayMessage) -> ShownMessage:
    found, now = services(request), services(request).clock.now()
    who = await access_writer(found, access, body)
    await require_conversations(found.db, access)
    said = Said("person", body.text, body.client_id, files=body.files, email=body.email)

    def write(conn: Connection) -> tuple[Conversation, ShownMessage]:
        conversation = name_one(conn, request, access, who)
        refuse_blocked(conn, access.site_id, who.person_id)
        lock(conn, who.person_id)
        if find_said(conn, who.person_id, said.client_id) is None:
            spend(conn, [(MESSAGES, who.person_id)], now)
        shown = read_message(conn, say(conn, conversation, said, now).id)
        assert shown is not None
        return conversation, shown

    conversation, shown = await found.db.write(write)
    wake(found, conversation, shown.conversation_id)
    return shown


async def post_seen(request: Request, access: EnvironmentAccess, body: TellSeen) -> ShownConversation:
    now = services(request).clock.now()
    return await change(request, access, body, lambda conn, one: mark_seen_by_person(conn, one, body.seq, now))


async def post_rating(request: Request, access: EnvironmentAccess, body: RateConversation) -> ShownConversation:
    now = services(request).clock.now()
    return await change(request, access, body, lambda conn, one: rate(conn, one, body.score, body.text, now))


async def post_close(request: Request, access: EnvironmentAccess, body: AboutMe) -> ShownConversation:
    now = services(request).clock.now()
    return await change(request, access, body, lambda conn, one: close(conn, one, "solved", "person", None, now))


async def post_email(request: Request, access: EnvironmentAccess, body: LeaveEmail) -> ShownConversation:
    now = services(request).clock.now()
    return await change(request, access, body, lambda conn, one: leave_email(conn, one, body.email, now))


async def post_offer(request: Request, access: EnvironmentAccess, body: AnswerOffer) -> ShownConversation:
    now, message_id = services(request).clock.now(), request.path_params["message"]

    def answer(conn: Connection, one: Conversation) -> Conversation:
        answer_offer(conn, one, message_id, body.accepted, now)
        return one

    return await change(request, access, body, answer)


async def post_typing(request: Request, access: EnvironmentAccess, body: AboutMe) -> None:
    """Told to the agents who listen, and kept nowhere."""
    found = services(request)
    who = await access_writer(found, access, body)
    conversation = await found.db.read(lambda conn: name_one(conn, request, access, who))
    live_of(found).tell_typing(conversation.id, "person", None)
    wake(found, conversation)


async def change(
    request: Request,
    access: EnvironmentAccess,
    body: AboutMe,
    verb: Callable[[Connection, Conversation], Conversation],
) -> ShownConversation:
    """What a verb makes of one of this person's conversations, as it is then, without its messages."""
    found = services(request)
    who = await access_writer(found, access, body)

    def write(conn: Connection) -> tuple[Conversation, ShownConversation]:
        changed = verb(conn, name_one(conn, request, access, who))
        return changed, read_conversation(conn, changed, changed.last_seq)

    changed, shown = await found.db.write(write)
    wake(found, changed)
    return shown


def name_one(conn: Connection, request: Request, access: EnvironmentAccess, who: Who) -> Conversation:
    """The conversation that the path names, if it is this person's. Raises `NotFound`."""
    return access_conversation(conn, access, who.person_id, request.path_params["conversation"])


def wake(found: Services, conversation: Conversation, *others: str) -> None:
    live_of(found).wake(conversation.id, conversation.person_id, conversation.site_id, *others)
    found.background.nudge()
