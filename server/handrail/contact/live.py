"""Who listens to what, in this process: so that what was written is read at once. What is read always comes from the database.

A topic is an id: of a conversation, a person or a site. After a commit `live_of(found).wake(conversation_id, site_id)`; whoever listens to one of
these looks for what is new. Once a second, while somebody listens, one query finds what other processes wrote.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from weakref import WeakKeyDictionary, ref

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.exc import DBAPIError

from handrail.contact.thread import conversations
from handrail.core.clock import SECOND
from handrail.core.db import table
from handrail.core.problems import Problem
from handrail.core.services import Services
from handrail.people.tables import Person

LOOK_EVERY = 1.0  # seconds
MARGIN = 30 * SECOND  # how long a change may take to be committed, and how far clocks may differ
TYPING = 6 * SECOND
CHANGED: Select[tuple[str, str, str, int]] = select(
    conversations.c.id, conversations.c.person_id, conversations.c.site_id, conversations.c.version
).where(conversations.c.changed_at > bindparam("since"))
people = table(Person)
log = logging.getLogger("handrail")


@dataclass(eq=False)
class Listener:
    """`topics` may grow while it listens. `person`: whose it is, and the generation of their tokens; it has `ended` when that is no more."""

    topics: set[str]
    person: tuple[str, int] | None = None
    ended: bool = False
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def end(self) -> None:
        self.ended = True
        self.woken.set()

    async def wait(self, seconds: float) -> None:
        """Until woken, or so long."""
        try:
            async with asyncio.timeout(seconds):
                await self.woken.wait()
        except TimeoutError:
            return


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody writes, as far as anybody has told until `until`, in milliseconds."""

    author: Literal["person", "agent"]
    name: str | None
    until: int


class Live:
    def __init__(self, found: Services) -> None:
        self._clock, self._db = found.clock, found.db
        self._services = ref(found)  # which have this in turn
        self._listeners: dict[Listener, None] = {}  # in the order in which they came
        self._versions: dict[str, int] = {}
        self._typing: dict[str, Typing] = {}

    @contextmanager
    def listen(self, *topics: str, person: tuple[str, int] | None = None) -> Iterator[Listener]:
        """In the event loop, for as long as the block runs. `person`: an id and a generation, without which it ends."""
        listener = Listener(set(topics), person)
        self._listeners[listener] = None
        if found := self._services():
            found.background.nudge()
        try:
            yield listener
        finally:
            del self._listeners[listener]

    def wake(self, *topics: str) -> None:
        """After a commit, in the event loop."""
        for listener in self._listeners:
            if not listener.topics.isdisjoint(topics):
                listener.woken.set()

    def is_listening(self, topic: str) -> bool:
        """Whether somebody does, in this process."""
        return any(topic in listener.topics for listener in self._listeners)

    def keep_newest(self, person_id: str, most: int) -> None:
        """The others of this person end: a page that runs wild shuts out nobody else."""
        theirs = [one for one in self._listeners if one.person is not None and one.person[0] == person_id]
        for one in theirs[: max(len(theirs) - most, 0)]:
            one.end()

    def tell_typing(self, conversation_id: str, author: Literal["person", "agent"], name: str | None) -> None:
        now = self._clock.now()
        self._typing = {one: typing for one, typing in self._typing.items() if typing.until > now}
        self._typing[conversation_id] = Typing(author, name, now + TYPING)

    def find_typing(self, conversation_id: str) -> Typing | None:
        typing = self._typing.get(conversation_id)
        return typing if typing is not None and typing.until > self._clock.now() else None

    async def look(self, nudged: asyncio.Event) -> None:
        """For what other processes wrote, as long as anybody listens. Until it is cancelled."""
        while True:
            nudged.clear()
            if not self._listeners:
                await nudged.wait()
                continue
            try:
                await self._look_once()
            except (Problem, DBAPIError, OSError):  # the database is away: the next look finds it all
                log.warning("looking for changes failed")
            await asyncio.sleep(LOOK_EVERY)

    async def _look_once(self) -> None:
        rows = await self._db.fetch(self._db.prepare(CHANGED), since=self._clock.now() - MARGIN)
        before, self._versions = self._versions, {row[0]: row[3] for row in rows}
        for conversation_id, person_id, site_id, version in rows:
            if before.get(conversation_id) != version:
                self.wake(conversation_id, person_id, site_id)
        whose = {one.person for one in self._listeners if one.person is not None}
        gone = whose - await self._db.read(find_generations, sorted(person_id for person_id, _ in whose))
        for one in [one for one in self._listeners if one.person in gone]:
            one.end()


def find_generations(conn: Connection, person_ids: Sequence[str]) -> set[tuple[str, int]]:
    """Of who is still there: a token of another generation, or of somebody erased or joined, is worth nothing."""
    rows = conn.execute(select(people.c.id, people.c.generation).where(people.c.id.in_(person_ids)))
    return {(row.id, row.generation) for row in rows}


async def run_live(found: Services, nudged: asyncio.Event) -> None:
    await live_of(found).look(nudged)


LIVE: WeakKeyDictionary[Services, Live] = WeakKeyDictionary()


def live_of(found: Services) -> Live:
    """One for each app."""
    if found not in LIVE:
        LIVE[found] = Live(found)
    return LIVE[found]
