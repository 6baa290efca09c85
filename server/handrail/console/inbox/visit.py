"""One request to the inbox: who asks, which sites they work for, and which conversation it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import frame
from handrail.console.inbox.ago import write_ago
from handrail.console.inbox.desks import Desk, list_desks
from handrail.console.inbox.find import list_conversations
from handrail.console.inbox.query import SHOWN, InboxQuery
from handrail.console.pages import PAGES
from handrail.contact.live import live_of
from handrail.contact.tables import Conversation
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.core.http import parse_query
from handrail.core.problems import NotFound
from handrail.core.services import Services, services
from handrail.people.tables import Person
from handrail.sites.access import Actor, SiteAccess, access_member, require_role
from handrail.sites.roles import Role
from handrail.sites.sessions import SignedIn

conversations, people = table(Conversation), table(Person)
CHANNELS = {"web": "In the app", "page": "Help site", "mail": "Mail"}
NOTHING = {
    "open": "Nothing is open. New conversations show here by themselves.",
    "mine": "Nothing is assigned to you.",
    "unassigned": "Everything open is somebody’s.",
    "waiting": "Nobody waits for an answer.",
    "closed": "Nothing has been closed yet.",
}


class Visit:
    def __init__(self, request: Request, member: SignedIn, desks: Mapping[str, Desk], query: InboxQuery) -> None:
        self.request = request
        self.found: Services = services(request)
        self.member = member
        self.desks = desks
        self.query = query
        self.now = self.found.clock.now()

    async def render(self, template: str, values: Mapping[str, object], status: int = 200) -> Response:
        """With the list, which stands beside everything."""
        load = self.found.db.scan if self.query.q else self.found.db.read
        listing = await load(list_conversations, self.desks, self.member.member_id, self.query)
        chosen = [desk for desk in self.desks.values() if self.query.site in ("", desk.slug)]
        around = {
            "query": self.query,
            "filters": SHOWN,
            "nothing": NOTHING,
            "channels": CHANNELS,
            "listing": listing,
            "desks": list(self.desks.values()),
            "environments": list(dict.fromkeys(name for desk in chosen for name in desk.environments.values())),
            "thread": None,
            "now": self.now,
            "me": self.member.member_id,
            "iso": to_iso,
            "ago": lambda at: write_ago(self.now, at),
        }
        return PAGES.render(self.request, template, {**frame(self.request, self.member), **around, **values}, status)

    def act_at(self, desk: Desk) -> SiteAccess:
        return SiteAccess(desk.site_id, desk.slug, desk.role, Actor("member", self.member.member_id, self.member.name))


async def enter(request: Request) -> Visit:
    """Raises `Unauthorised`, `InvalidQuery`."""
    member = await access_member(request)
    desks = await services(request).db.read(list_desks, member.member_id)
    return Visit(request, member, desks, parse_query(request, InboxQuery))


class Where(NamedTuple):
    """A conversation, and what its person's host calls them if it vouches for who it is."""

    id: str
    site_id: str
    environment_id: str
    locale: str
    person_id: str
    email: str | None
    sub: str | None


class Opened(Visit):
    """A visit to one conversation, which is of one of the member's sites. `identified`: its person's host vouches for who it is."""

    def __init__(self, visit: Visit, conversation: Where) -> None:
        super().__init__(visit.request, visit.member, visit.desks, visit.query)
        self.id: str = conversation.id
        self.person_id: str = conversation.person_id
        self.environment_id: str = conversation.environment_id
        self.locale: str = conversation.locale
        self.identified: bool = conversation.sub is not None
        self.desk = self.desks[conversation.site_id]
        self.access = self.act_at(self.desk)

    def tell(self) -> None:
        """Whoever looks at it, after something about it was kept."""
        live_of(self.found).wake(self.id, self.person_id, self.desk.site_id)
        self.found.background.nudge()


async def open_conversation(request: Request, need: Role) -> Opened:
    """What is not of the member's sites is not found. Raises `Unauthorised`, `Forbidden`, `NotFound`, `InvalidQuery`."""
    visit = await enter(request)
    row = await visit.found.db.read(load_within, list(visit.desks), request.path_params["conversation"])
    if row is None:
        raise NotFound("There is no such conversation, or it is of a site that you are not a member of.")
    opened = Opened(visit, row)
    require_role(opened.access, need)
    return opened


def load_within(conn: Connection, site_ids: list[str], conversation_id: str) -> Where | None:
    row = conn.execute(
        select(
            conversations.c.id,
            conversations.c.site_id,
            conversations.c.environment_id,
            conversations.c.locale,
            conversations.c.person_id,
            conversations.c.email,
            people.c.sub,
        )
        .outerjoin(people, people.c.id == conversations.c.person_id)
        .where(conversations.c.id == conversation_id, conversations.c.site_id.in_(site_ids))
    ).one_or_none()
    return None if row is None else Where(*row)
