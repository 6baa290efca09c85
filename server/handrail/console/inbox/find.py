"""The list of the inbox: the conversations of a member's sites, by filter and search, as rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, exists, false, func, or_, select

from handrail.console.inbox.desks import Desk
from handrail.console.inbox.names import name_person, read_fields
from handrail.console.inbox.query import InboxQuery, Show
from handrail.contact.schema import Offer
from handrail.contact.tables import Conversation, Message
from handrail.core.db import table
from handrail.people.tables import Person
from handrail.sites.tables import Member

conversations, messages = table(Conversation), table(Message)
people, members = table(Person), table(Member)
ON_A_PAGE = 50
LONGEST_WORDS = 140
OPEN = conversations.c.status == "open"


@dataclass(frozen=True)
class Row:
    """`words` are the last that either side wrote, `by_us` says which. `unread`: messages of the person that no agent has seen."""

    id: str
    number: int
    site: str
    environment: str
    who: str
    subject: str
    words: str
    by_us: bool
    channel: str
    status: str
    assignee: str | None
    waiting_since: int | None
    last_at: int
    unread: int


@dataclass(frozen=True)
class Listing:
    """`counts` by filter, of what may be seen at all; `more`: there is another page."""

    rows: list[Row]
    more: bool
    counts: Mapping[str, int]


def list_conversations(conn: Connection, desks: Mapping[str, Desk], member_id: str, query: InboxQuery) -> Listing:
    """Newest first, but for `waiting`: those first who wait longest."""
    within = choose_within(desks, query)
    wanted = (
        select(conversations, people.c.sub, people.c.traits, members.c.name.label("assignee"))
        .outerjoin(people, people.c.id == conversations.c.person_id)
        .outerjoin(members, members.c.id == conversations.c.assignee_id)
        .where(within, select_shown(query.show, member_id))
    )
    if query.q.strip():
        wanted = wanted.where(match_text(query.q.strip()))
    first = conversations.c.waiting_since.asc() if query.show == "waiting" else conversations.c.last_at.desc()
    found = conn.execute(
        wanted.order_by(first, conversations.c.id.desc()).offset((query.page - 1) * ON_A_PAGE).limit(ON_A_PAGE + 1)
    ).all()
    ids = [row.id for row in found[:ON_A_PAGE]]
    last, unread = read_last_words(conn, ids), count_unread(conn, ids)
    rows = [
        Row(
            id=row.id,
            number=row.number,
            site=desks[row.site_id].slug,
            environment=desks[row.site_id].environments.get(row.environment_id, ""),
            who=name_person(read_fields(row.traits), row.email, row.sub),
            subject=row.subject,
            words=last.get(row.id, ("", False))[0],
            by_us=last.get(row.id, ("", False))[1],
            channel=row.channel,
            status=row.status,
            assignee=row.assignee,
            waiting_since=row.waiting_since,
            last_at=row.last_at,
            unread=unread.get(row.id, 0),
        )
        for row in found[:ON_A_PAGE]
    ]
    return Listing(rows, len(found) > ON_A_PAGE, count_shown(conn, within, member_id))


def choose_within(desks: Mapping[str, Desk], query: InboxQuery) -> ColumnElement[bool]:
    """The sites and environments that are asked for, as far as they are the member's."""
    chosen = [desk for desk in desks.values() if query.site in ("", desk.slug)]
    if not query.environment:
        return conversations.c.site_id.in_([desk.site_id for desk in chosen])
    named = [id_ for desk in chosen for id_, name in desk.environments.items() if name == query.environment]
    return conversations.c.environment_id.in_(named)


def select_shown(show: Show, member_id: str) -> ColumnElement[bool]:
    mine = conversations.c.assignee_id == member_id
    conditions: dict[Show, ColumnElement[bool]] = {
        "open": OPEN,
        "mine": and_(OPEN, mine),
        "unassigned": and_(OPEN, conversations.c.assignee_id.is_(None)),
        "waiting": and_(OPEN, conversations.c.waiting_since.is_not(None)),
        "closed": conversations.c.status == "closed",
    }
    return conditions[show]


def match_text(q: str) -> ColumnElement[bool]:
    """In the subject, in what was written, in who it is; `12` and `#12` are numbers too."""
    written = exists(
        select(messages.c.id).where(messages.c.conversation_id == conversations.c.id, contains(messages.c.text, q))
    )
    number = q.removeprefix("#")
    numbered = conversations.c.number == int(number) if number.isdecimal() and len(number) < 10 else false()
    columns = (conversations.c.subject, conversations.c.email, people.c.sub)
    # Of traits, which are JSON, the words of values by their beginning: not what the traits are called.
    value = json.dumps(q, ensure_ascii=False)[1:-1]
    named = [contains(people.c.traits, f"{before}{value}") for before in (':"', " ")]
    found = (contains(column, q) for column in columns)
    return or_(numbered, conversations.c.person_id == q, *found, *named, written)


def contains(column: ColumnElement[str | None], q: str) -> ColumnElement[bool]:
    """Whatever the case. SQLite folds that of ASCII alone, so the usual ways to write a word are tried as well."""
    ways = {q, q.lower(), q.upper(), q.title()}
    return or_(*(column.icontains(way, autoescape=True) for way in sorted(ways)))


def count_shown(conn: Connection, within: ColumnElement[bool], member_id: str) -> dict[str, int]:
    shown: tuple[Show, ...] = ("open", "mine", "unassigned", "waiting")
    sums = [func.sum(case((select_shown(show, member_id), 1), else_=0)).label(show) for show in shown]
    row = conn.execute(select(*sums).where(within, OPEN)).one()
    return {show: int(count or 0) for show, count in zip(shown, row, strict=True)}


def read_last_words(conn: Connection, ids: Collection[str]) -> dict[str, tuple[str, bool]]:
    """Notes are no words of the conversation."""
    last = (
        select(messages.c.conversation_id, func.max(messages.c.seq).label("seq"))
        .where(messages.c.conversation_id.in_(ids), messages.c.kind.in_(("message", "offer")))
        .group_by(messages.c.conversation_id)
        .subquery()
    )
    rows = conn.execute(
        select(messages.c.conversation_id, messages.c.text, messages.c.author, messages.c.offer).join(
            last, and_(messages.c.conversation_id == last.c.conversation_id, messages.c.seq == last.c.seq)
        )
    )
    return {id_: (write_words(text, offer), author == "agent") for id_, text, author, offer in rows}


def write_words(text: str, offer: str | None) -> str:
    """What stands in a row for a message; one without words is an offer or has files."""
    words = Offer.model_validate_json(offer).title if offer else text.strip() or "A file"
    return " ".join(words.split())[:LONGEST_WORDS]


def count_unread(conn: Connection, ids: Collection[str]) -> dict[str, int]:
    counted = (
        select(messages.c.conversation_id, func.count())
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.conversation_id.in_(ids), messages.c.author == "person")
        .where(messages.c.seq > conversations.c.seen_by_agents)
        .group_by(messages.c.conversation_id)
    )
    return dict(conn.execute(counted).all())
