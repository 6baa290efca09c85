"""Conversations of a site, for its team: rows in, models out, and one as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, exists, or_, select

from handrail.contact.capsule import read_capsule
from handrail.contact.files.keep import list_attachments
from handrail.contact.read import find_names
from handrail.contact.schema import Offer
from handrail.contact.tables import Conversation
from handrail.contact.team.schema import AskList, TeamConversation, TeamList, TeamMember, TeamMessage, TeamThread
from handrail.contact.thread import conversations, messages
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.sites.tables import Environment

environments = table(Environment)
PLAIN = {
    "id",
    "number",
    "status",
    "channel",
    "subject",
    "path",
    "locale",
    "email",
    "close_reason",
    "reopened",
    "rating",
    "rating_text",
}


def list_team_conversations(conn: Connection, site_id: str, asked: AskList) -> TeamList:
    wanted = select(conversations).where(conversations.c.site_id == site_id)
    if asked.status is not None:
        wanted = wanted.where(conversations.c.status == asked.status)
    if asked.assignee is not None:
        wanted = wanted.where(conversations.c.assignee_id == (None if asked.assignee == "none" else asked.assignee))
    if asked.q and asked.q.strip():
        wanted = wanted.where(match_text(asked.q.strip()))
    if asked.before is not None:
        wanted = wanted.where(conversations.c.number < asked.before)
    rows = conn.execute(wanted.order_by(conversations.c.number.desc()).limit(asked.limit)).all()
    found = [Conversation(**row._mapping) for row in rows]
    names = find_names(conn, [one.assignee_id for one in found])
    where = name_environments(conn, site_id)
    return TeamList(conversations=[TeamConversation(**describe(one, names, where)) for one in found])


def match_text(text: str) -> Any:
    said = exists().where(
        messages.c.conversation_id == conversations.c.id, messages.c.text.icontains(text, autoescape=True)
    )
    return or_(
        conversations.c.subject.icontains(text, autoescape=True),
        conversations.c.email.icontains(text, autoescape=True),
        said,
    )


def read_team_thread(conn: Connection, conversation: Conversation) -> TeamThread:
    rows = conn.execute(
        select(messages).where(messages.c.conversation_id == conversation.id).order_by(messages.c.seq)
    ).all()
    names = find_names(conn, [conversation.assignee_id, *(row.member_id for row in rows)])
    attached = list_attachments(conn, [row.id for row in rows])
    return TeamThread(
        **describe(conversation, names, name_environments(conn, conversation.site_id)),
        capsule=read_capsule(conversation.capsule),
        messages=[
            TeamMessage(
                id=row.id,
                seq=row.seq,
                kind=row.kind,
                author=row.author,
                member=name_member(row.member_id, names),
                text=row.text,
                files=attached.get(row.id, []),
                offer=Offer.model_validate_json(row.offer) if row.offer else None,
                offer_state=row.offer_state,
                change=json.loads(row.change) if row.change else None,
                channel=row.channel,
                at=to_iso(row.at),
            )
            for row in rows
        ],
    )


def describe(one: Conversation, names: Mapping[str, str], where: Mapping[str, str]) -> dict[str, Any]:
    times = {
        name: None if getattr(one, name) is None else to_iso(getattr(one, name))
        for name in ("created_at", "last_at", "waiting_since", "first_reply_at", "closed_at")
    }
    return {
        **one.model_dump(include=PLAIN),
        **times,
        "environment": where.get(one.environment_id, ""),
        "person": one.person_id,
        "assignee": name_member(one.assignee_id, names),
    }


def name_member(member_id: str | None, names: Mapping[str, str]) -> TeamMember | None:
    return None if member_id is None else TeamMember(id=member_id, name=names.get(member_id))


def name_environments(conn: Connection, site_id: str) -> dict[str, str]:
    rows = conn.execute(select(environments.c.id, environments.c.name).where(environments.c.site_id == site_id))
    return {row.id: row.name for row in rows}


def write_text(thread: TeamThread) -> str:
    """One conversation to be read anywhere."""
    return "\n\n".join(
        [
            f"{thread.subject}\nNumber {thread.number}, {thread.status}, begun {thread.created_at}",
            *(["\n".join(f"{line.label}: {line.value}" for line in thread.capsule)] if thread.capsule else []),
            *(f"{message.at} {name_author(message)}\n{write_message(message)}" for message in thread.messages),
            "",
        ]
    )


def name_author(message: TeamMessage) -> str:
    name = (message.member.name if message.member else None) or message.author
    return f"{name}, {message.kind}" if message.kind != "message" else name


def write_message(message: TeamMessage) -> str:
    parts: Iterable[str] = (
        message.text,
        f"{message.offer.kind} {message.offer.title}: {message.offer_state}" if message.offer else "",
        " ".join(map(str, message.change.values())) if message.change else "",
        *(f"[{file.name}]" for file in message.files),
    )
    return "\n".join(part for part in parts if part)
