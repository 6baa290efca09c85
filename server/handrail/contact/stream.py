"""`POST /v1/stream`: what is new in a person's conversations, as it comes. It goes on after the last event that the page read.

What is sent is always read from the database, by its place: so nothing is lost or sent twice, whichever process wrote it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response

from handrail.contact.access import access_writer
from handrail.contact.event_stream import COMMENT, EventStream, write_event
from handrail.contact.live import Listener, Live, Typing, find_generations, live_of
from handrail.contact.position import read_position, write_position
from handrail.contact.read import find_names, read_later, show_conversation
from handrail.contact.schema import AskStream, ShownConversation, ShownMessage, StreamSeen, StreamTyping
from handrail.contact.tables import Conversation
from handrail.contact.thread import MISSING, conversations
from handrail.core.problems import NotFound
from handrail.core.services import Services, services
from handrail.sites.access import EnvironmentAccess

LASTS = 600.0  # seconds; the page resumes
SILENCE = 15.0  # seconds, after which a comment shows every proxy on the way that it is alive
MOST_FOLLOWED = 50
MOST_AT_ONCE = 8  # of one person, in one process


async def post_stream(request: Request, access: EnvironmentAccess, body: AskStream) -> Response:
    found = services(request)
    who = await access_writer(found, access, body)
    if who.row is None:
        raise NotFound(MISSING)
    reader = Reader(access.environment_id, who.person_id, who.row.generation, read_position(body.last_event_id))
    return EventStream(lambda: follow(found, reader))


@dataclass
class Reader:
    """Somebody who reads along. `position`: up to where, by conversation; `shown`: each as it was last told."""

    environment_id: str
    person_id: str
    generation: int
    position: dict[str, int]
    shown: dict[str, ShownConversation] = field(default_factory=dict)
    typing: dict[str, Typing] = field(default_factory=dict)


@dataclass(frozen=True)
class News:
    """One conversation as it is, and what was said in it since."""

    conversation: ShownConversation
    messages: list[ShownMessage]


async def follow(found: Services, reader: Reader) -> AsyncGenerator[str]:
    live, loop = live_of(found), asyncio.get_running_loop()
    ends_at = loop.time() + LASTS
    with live.listen(reader.person_id, person=(reader.person_id, reader.generation)) as listener:
        live.keep_newest(reader.person_id, MOST_AT_ONCE)
        yield COMMENT
        while not listener.ended and loop.time() < ends_at:
            listener.woken.clear()
            new = await found.db.read(read_news, reader)
            if new is None:
                return
            for news in new:
                listener.topics.add(news.conversation.id)
                for text in tell_news(reader, news, live):
                    yield text
            if not await wait(listener, ends_at - loop.time()):
                yield COMMENT


async def wait(listener: Listener, rest: float) -> bool:
    """Whether something woke it, before the silence became too long."""
    await listener.wait(max(min(SILENCE, rest), 0))
    return listener.woken.is_set()


def read_news(conn: Connection, reader: Reader) -> list[News] | None:
    """All that is followed: a conversation that the page has not heard of begins where its person read last. None once the token is worth nothing."""
    if not find_generations(conn, [reader.person_id]) & {(reader.person_id, reader.generation)}:
        return None
    mine = select(conversations).where(
        conversations.c.person_id == reader.person_id, conversations.c.environment_id == reader.environment_id
    )
    rows = conn.execute(mine.order_by(conversations.c.number.desc()).limit(MOST_FOLLOWED)).all()
    found = [Conversation(**row._mapping) for row in reversed(rows)]
    names = find_names(conn, [one.assignee_id for one in found])
    return [read_one(conn, reader, one, names) for one in found]


def read_one(conn: Connection, reader: Reader, one: Conversation, names: dict[str, str]) -> News:
    after = reader.position.get(one.id)
    if after is None:
        after = one.last_seq if one.status == "closed" and not one.unread else one.seen_by_person
    later = read_later(conn, one, after) if one.last_seq > after else []
    return News(show_conversation(one, names), later)


def tell_news(reader: Reader, news: News, live: Live) -> Iterator[str]:
    """Events, and `reader` as they leave it. Every one with a message has an id; what only changes is told again after each resumption."""
    one = news.conversation
    for index, message in enumerate(news.messages, 1):
        # The last one leaves behind also what is not for the person.
        read = one.last_seq if index == len(news.messages) else message.seq
        reader.position[one.id] = max(reader.position.get(one.id, 0), read)
        yield write_event("message", message, write_position(reader.position))
    before = reader.shown.get(one.id)
    reader.shown[one.id] = one
    if before is None:
        if one.status == "open" or news.messages:
            yield write_event("conversation", one)
    elif before.model_copy(update={"seen_by_agents": one.seen_by_agents, "last_seq": one.last_seq}) != one:
        yield write_event("conversation", one)
    elif before.seen_by_agents != one.seen_by_agents:
        yield write_event("seen", StreamSeen(conversation_id=one.id, seq=one.seen_by_agents))
    typing = live.find_typing(one.id)
    if typing is not None and typing.author == "agent" and reader.typing.get(one.id) != typing:
        reader.typing[one.id] = typing
        yield write_event("typing", StreamTyping(conversation_id=one.id, name=typing.name))
