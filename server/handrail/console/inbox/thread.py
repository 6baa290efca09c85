"""One conversation as an agent sees it: what was said and what happened, who it is, and what else they wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from handrail.console.inbox.person import ShownPerson, load_shown_person
from handrail.console.inbox.saved import Reply, list_replies
from handrail.console.inbox.text import Pieces, find_links, fold_quotes, write_size
from handrail.console.inbox.trail import Trail, read_trail
from handrail.contact.block import is_blocked
from handrail.contact.schema import Offer
from handrail.contact.tables import ContactFile, Conversation, Message
from handrail.contact.thread import Change
from handrail.core.db import table
from handrail.sites.members import list_members
from handrail.sites.roles import Role
from handrail.sites.tables import Member

conversations, messages = table(Conversation), table(Message)
files, members = table(ContactFile), table(Member)
OTHERS = 20
REASONS = {"solved": "Solved", "no_answer": "No answer came", "spam": "Spam", "other": "Something else"}


@dataclass(frozen=True)
class ShownFile:
    id: str
    name: str
    size: str


@dataclass(frozen=True)
class ShownOffer:
    kind: str
    title: str
    state: str


@dataclass(frozen=True)
class ShownMessage:
    """`look`: theirs, ours, note or change. `quoted`: what of a mail only repeats. `seen` by the person."""

    seq: int
    look: str
    by: str
    at: int
    channel: str
    text: str
    pieces: Pieces
    quoted: Pieces
    change: str
    offer: ShownOffer | None
    files: Sequence[ShownFile]
    seen: bool

    @property
    def offer_text(self) -> str:
        return f"{self.offer.kind} {self.offer.title}, {self.offer.state}" if self.offer else ""


@dataclass(frozen=True)
class Other:
    id: str
    number: int
    subject: str
    status: str
    last_at: int


@dataclass(frozen=True)
class Thread:
    """`agents`: who it may be assigned to, by id."""

    id: str
    number: int
    subject: str
    status: str
    channel: str
    locale: str
    assignee_id: str | None
    assignee: str | None
    waiting_since: int | None
    rating: int | None
    rating_text: str | None
    last_seq: int
    seen_by_agents: int
    blocked: bool
    messages: Sequence[ShownMessage]
    person: ShownPerson
    trail: Trail
    others: Sequence[Other]
    agents: Sequence[tuple[str, str]]
    saved: Sequence[Reply]


def load_thread(conn: Connection, conversation_id: str) -> Thread:
    """Of a conversation that the caller has found to be one of theirs."""
    one = Conversation(
        **conn.execute(select(conversations).where(conversations.c.id == conversation_id)).one()._mapping
    )
    person = load_shown_person(conn, one.environment_id, one.person_id, one.email)
    agents = [(member.id, member.name) for member in list_members(conn, one.site_id) if member.role.reaches(Role.AGENT)]
    shown = load_messages(conn, one, person.name)
    assignee = conn.scalar(select(members.c.name).where(members.c.id == one.assignee_id))
    return Thread(
        id=one.id,
        number=one.number,
        subject=one.subject or "Without a subject",
        status=one.status,
        channel=one.channel,
        locale=one.locale,
        assignee_id=one.assignee_id,
        assignee=assignee,
        waiting_since=one.waiting_since,
        rating=one.rating,
        rating_text=one.rating_text,
        last_seq=one.last_seq,
        seen_by_agents=one.seen_by_agents,
        blocked=is_blocked(conn, one.site_id, one.person_id),
        messages=shown,
        person=person,
        trail=read_trail(one.capsule),
        others=list_others(conn, one),
        agents=agents,
        saved=list_replies(conn, one.site_id),
    )


def load_messages(conn: Connection, one: Conversation, person: str) -> list[ShownMessage]:
    rows = conn.execute(select(messages).where(messages.c.conversation_id == one.id).order_by(messages.c.seq))
    said = [Message(**row._mapping) for row in rows]
    changes = {each.id: Change.model_validate_json(each.change) for each in said if each.change}
    wanted = {each.member_id for each in said} | {change.to for change in changes.values()}
    names = dict(conn.execute(select(members.c.id, members.c.name).where(members.c.id.in_(wanted - {None}))).all())
    attached = load_files(conn, one.id)
    return [show_message(each, one, person, names, changes.get(each.id), attached.get(each.id, ())) for each in said]


def load_files(conn: Connection, conversation_id: str) -> dict[str, list[ShownFile]]:
    """By message."""
    rows = conn.execute(
        select(files.c.message_id, files.c.id, files.c.name, files.c.size)
        .where(files.c.conversation_id == conversation_id, files.c.message_id.is_not(None))
        .order_by(files.c.id)
    )
    found: dict[str, list[ShownFile]] = {}
    for message_id, id_, name, size in rows:
        found.setdefault(message_id, []).append(ShownFile(id_, name, write_size(size)))
    return found


def show_message(
    message: Message,
    one: Conversation,
    person: str,
    names: Mapping[str, str],
    change: Change | None,
    attached: Sequence[ShownFile],
) -> ShownMessage:
    theirs = message.author == "person"
    by = person if theirs else names.get(message.member_id or "", "Handrail")
    text, quoted = fold_quotes(message.text) if message.channel == "mail" else (message.text, "")
    offer = Offer.model_validate_json(message.offer) if message.offer else None
    look = "theirs" if theirs else "ours"
    return ShownMessage(
        seq=message.seq,
        look=message.kind if message.kind in ("note", "change") else look,
        by=by,
        at=message.at,
        channel=message.channel,
        text=message.text,
        pieces=find_links(text),
        quoted=find_links(quoted),
        change=write_change(change, by, names) if change else "",
        offer=ShownOffer(offer.kind, offer.title, message.offer_state or "") if offer else None,
        files=attached,
        seen=look == "ours" and message.kind != "note" and message.seq <= one.seen_by_person,
    )


def write_change(change: Change, by: str, names: Mapping[str, str]) -> str:
    match change.what:
        case "assigned":
            to = names.get(change.to or "")
            if to is None:
                return f"{by} gave it back, so nobody has it"
            return f"{by} took it" if to == by else f"{by} gave it to {to}"
        case "closed":
            return f"{by} closed it: {REASONS.get(change.reason or '', 'for no reason').lower()}"
        case "reopened":
            return f"{by} opened it again"
        case "rated":
            return f"{by} rated it {change.score} of 5"
        case "offer_accepted":
            return f"{by} accepted"
        case "offer_declined":
            return f"{by} did not want it now"


def list_others(conn: Connection, one: Conversation) -> list[Other]:
    """Of the same person, newest first."""
    columns = (conversations.c.id, conversations.c.number, conversations.c.subject, conversations.c.status)
    rows = conn.execute(
        select(*columns, conversations.c.last_at)
        .where(conversations.c.person_id == one.person_id, conversations.c.site_id == one.site_id)
        .where(conversations.c.id != one.id)
        .order_by(conversations.c.last_at.desc())
        .limit(OTHERS)
    )
    return [Other(*row) for row in rows]
