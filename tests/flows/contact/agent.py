"""Somebody of the team, who answers what people write. What they do is committed, and told to whoever listens, as the server does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlmodel import col

from handrail.contact.close import close
from handrail.contact.live import live_of
from handrail.contact.say import Said, say
from handrail.contact.schema import Offer
from handrail.contact.seen import mark_seen_by_agents
from handrail.contact.tables import Conversation, Message
from handrail.contact.thread import conversations, messages
from handrail.sites.tables import Site as SiteRow
from tests.flows.stage import Site, Stage

T = TypeVar("T")
numbers = count(1)


@dataclass(frozen=True)
class Agent:
    stage: Stage
    site: Site

    def read(self) -> Conversation:
        """The newest conversation of the site."""
        mine = select(conversations).join(SiteRow, col(SiteRow.id) == conversations.c.site_id)
        newest = mine.where(col(SiteRow.slug) == self.site.slug).order_by(conversations.c.number.desc()).limit(1)
        found = self.ask(lambda conn: conn.execute(newest).one())
        return Conversation(**found._mapping)

    def texts(self) -> list[str]:
        """What was said, in its order."""
        said = select(messages.c.text).where(messages.c.conversation_id == self.read().id, messages.c.kind == "message")
        return list(self.ask(lambda conn: conn.scalars(said.order_by(messages.c.seq)).all()))

    def say(self, text: str = "", offer: Offer | None = None) -> None:
        said = Said("agent", text, f"agent-{next(numbers)}", kind="offer" if offer else "message", offer=offer)
        self.act(lambda conn, one, now: say(conn, one, said, now))

    def read_all(self) -> None:
        self.act(lambda conn, one, now: mark_seen_by_agents(conn, one, one.last_seq, now))

    def close(self) -> None:
        self.act(lambda conn, one, now: close(conn, one, "solved", "agent", None, now))

    def act(self, verb: Callable[[Connection, Conversation, int], Conversation | Message]) -> None:
        one, services = self.read(), self.stage.services
        self.ask(lambda conn: verb(conn, one, services.clock.now()), writes=True)
        live_of(services).wake(one.id, one.person_id, one.site_id)

    def ask(self, question: Callable[[Connection], T], writes: bool = False) -> T:
        db = self.stage.services.db

        async def run() -> Any:
            return await (db.write(question) if writes else db.read(question))

        found: T = self.stage.run(run)
        return found
