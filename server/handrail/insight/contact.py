"""The report on the conversations of one environment: how many, how soon they were answered and resolved, and how people rated that.

- It is of conversations that were begun in the time; only `days` count closings by their own day, and `waiting` is all that waits now.
- Time is as it passes for who waits; of first responses also as far as the team is there by its opening hours.
- Spam is counted, and in no other figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from handrail.contact.form import find_contact
from handrail.contact.hours import measure_open
from handrail.contact.tables import Conversation, Message
from handrail.content.published import load_published
from handrail.content.site_help import ContactHours
from handrail.core.clock import DAY, to_iso
from handrail.core.db import table
from handrail.insight.contact_wire import (
    ContactComment,
    ContactDay,
    ContactFigures,
    ContactPlace,
    ContactReport,
)
from handrail.insight.durations import measure_spread
from handrail.insight.report import PeriodQuery
from handrail.sites.access import EnvironmentAccess

LONGEST_LIST = 200
MOST_COMMENTS = 20
SATISFIED = 4
conversations, messages = table(Conversation), table(Message)


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation, as far as it counts. Instants in milliseconds. `open_wait`: until the first reply, as far as the team was there. `turns`: how often it answered what the person had written."""

    number: int
    channel: str
    path: str
    created_at: int
    first_reply_at: int | None
    open_wait: int | None
    closed_at: int | None
    reason: str | None
    reopened: int
    rating: int | None
    comment: str | None
    rated_at: int | None
    turns: int


def report_contact(conn: Connection, access: EnvironmentAccess, query: PeriodQuery, now: int) -> ContactReport:
    """`now` in milliseconds. It goes through all conversations of the time."""
    since = now - now % DAY - (query.days - 1) * DAY
    published = load_published(conn, access.environment_id)
    begun = read_cases(conn, access.environment_id, since, find_contact(published).hours)
    cases = [case for case in begun if case.reason != "spam"]
    return ContactReport(
        environment=access.environment,
        at=to_iso(now),
        since=to_iso(since),
        total=ContactFigures(**figure(cases)),
        spam=len(begun) - len(cases),
        waiting=count_waiting(conn, access.environment_id),
        scores=[sum(case.rating == score for case in cases) for score in range(1, 6)],
        channels=report_places(cases, lambda case: case.channel),
        pages=report_places(cases, lambda case: case.path),
        days=report_days(cases, count_closed(conn, access.environment_id, since), since, now),
        comments=list_comments(cases),
    )


def read_cases(conn: Connection, environment_id: str, since: int, hours: ContactHours | None) -> list[Case]:
    mine = (conversations.c.environment_id == environment_id, conversations.c.created_at >= since)
    turns = count_turns(conn, environment_id, since)
    return [
        Case(
            number=row.number,
            channel=row.channel,
            path=row.path or "",
            created_at=row.created_at,
            first_reply_at=row.first_reply_at,
            open_wait=None if row.first_reply_at is None else measure_open(hours, row.created_at, row.first_reply_at),
            closed_at=row.closed_at if row.status == "closed" else None,
            reason=row.close_reason,
            reopened=row.reopened,
            rating=row.rating,
            comment=row.rating_text,
            rated_at=row.rated_at,
            turns=turns.get(row.id, 0),
        )
        for row in conn.execute(select(conversations).where(*mine))
    ]


def count_turns(conn: Connection, environment_id: str, since: int) -> Mapping[str, int]:
    """By conversation: the team's messages that do not follow another one of theirs."""
    before = func.lag(messages.c.author).over(partition_by=messages.c.conversation_id, order_by=messages.c.seq)
    spoken = (
        select(messages.c.conversation_id, messages.c.author, before.label("before"))
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(
            conversations.c.environment_id == environment_id,
            conversations.c.created_at >= since,
            messages.c.kind.in_(["message", "offer"]),
            messages.c.author.in_(["person", "agent"]),
        )
        .subquery()
    )
    first = func.coalesce(spoken.c.before, "") != "agent"
    counted = select(spoken.c.conversation_id, func.count()).where(spoken.c.author == "agent", first)
    return {row[0]: row[1] for row in conn.execute(counted.group_by(spoken.c.conversation_id))}


def count_waiting(conn: Connection, environment_id: str) -> int:
    waiting = select(func.count()).where(
        conversations.c.environment_id == environment_id,
        conversations.c.status == "open",
        conversations.c.waiting_since.is_not(None),
    )
    return conn.scalar(waiting) or 0


def count_closed(conn: Connection, environment_id: str, since: int) -> Mapping[int, int]:
    """By the beginning of the day, whenever they were begun."""
    day = conversations.c.closed_at - conversations.c.closed_at % DAY
    closed = select(day, func.count()).where(
        conversations.c.environment_id == environment_id,
        conversations.c.status == "closed",
        conversations.c.closed_at >= since,
        conversations.c.close_reason != "spam",
    )
    return {row[0]: row[1] for row in conn.execute(closed.group_by(day))}


def figure(cases: Iterable[Case]) -> dict[str, object]:
    """The fields of `ContactFigures`."""
    counted = list(cases)
    closed = [case for case in counted if case.closed_at is not None]
    at_once = [case for case in closed if case.reason == "solved" and case.turns == 1 and not case.reopened]
    ratings = [case.rating for case in counted if case.rating is not None]
    satisfied = sum(rating >= SATISFIED for rating in ratings)
    replies = [case.first_reply_at - case.created_at for case in counted if case.first_reply_at is not None]
    ends = [case.closed_at - case.created_at for case in closed if case.closed_at is not None]
    return {
        "conversations": len(counted),
        "answered": len(replies),
        "first_response": measure_spread(replies),
        "first_response_in_hours": measure_spread([case.open_wait for case in counted if case.open_wait is not None]),
        "closed": len(closed),
        "resolution": measure_spread(ends),
        "first_contact": len(at_once),
        "first_contact_share": round(len(at_once) / len(closed), 4) if closed else None,
        "reopened": sum(case.reopened > 0 for case in counted),
        "rated": len(ratings),
        "satisfied": satisfied,
        "csat": round(satisfied / len(ratings), 4) if ratings else None,
    }


def report_places(cases: Iterable[Case], place_of: Callable[[Case], str]) -> list[ContactPlace]:
    by_place: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_place[place_of(case)].append(case)
    ranked = sorted(by_place.items(), key=lambda found: (-len(found[1]), found[0]))
    return [ContactPlace(place=place, **figure(found)) for place, found in ranked[:LONGEST_LIST]]


def report_days(cases: Iterable[Case], closed: Mapping[int, int], since: int, now: int) -> list[ContactDay]:
    begun: defaultdict[int, int] = defaultdict(int)
    for case in cases:
        begun[case.created_at - case.created_at % DAY] += 1
    return [
        ContactDay(day=to_iso(day)[:10], begun=begun[day], closed=closed.get(day, 0))
        for day in range(since, now + 1, DAY)
    ]


def list_comments(cases: Sequence[Case]) -> list[ContactComment]:
    """The newest."""
    said = [case for case in cases if case.comment and case.rating is not None]
    newest = sorted(said, key=lambda case: (-(case.rated_at or 0), -case.number))
    return [
        ContactComment(number=case.number, score=case.rating or 0, text=case.comment or "")
        for case in newest[:MOST_COMMENTS]
    ]
