"""A response is kept, or answers are added to it: the first to a question stands, however often it is sent.

Of one that is anonymous its own row is all that is written beside the count of its address: no person, no instant, no page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from handrail.content.survey import Survey
from handrail.core.clock import HOUR, to_iso
from handrail.core.db import lock, table
from handrail.core.limits import Limit, spend
from handrail.core.problems import InvalidBody, NotFound
from handrail.learn.surveys.answers import Answers, add_answers, name_faults
from handrail.learn.surveys.told import tell_answered, tell_answered_by_nobody
from handrail.learn.surveys.wire import SurveyResponse as Sent
from handrail.learn.tables import AnonymousResponse, SurveyResponse
from handrail.sites.access import EnvironmentAccess

BY_ADDRESS = Limit("answer surveys", most=300, window=HOUR)  # a whole office may share one
BY_PERSON = Limit("answer surveys, somebody", most=60, window=HOUR)
responses, anonymous = table(SurveyResponse), table(AnonymousResponse)


def keep_anonymous(
    conn: Connection, access: EnvironmentAccess, survey: Survey, sent: Sent, address: str, now: int
) -> None:
    """Raises `InvalidBody`, `NotFound`, `RateLimited`."""
    row = hold(conn, anonymous, access, survey, sent)
    answers = answer(survey, row, sent)

    def make() -> dict[str, Any]:
        spend(conn, [(BY_ADDRESS, f"{access.site_id} {address}")], now)
        return AnonymousResponse(
            environment_id=access.environment_id,
            id=sent.response,
            site_id=access.site_id,
            item=survey.id,
            item_hash=sent.hash,
            day=to_iso(now)[:10],
            answers="{}",
        ).model_dump()

    write(conn, anonymous, row, answers, make)
    if row is None:
        tell_answered_by_nobody(conn, access, survey.id, now)


def keep_response(
    conn: Connection,
    access: EnvironmentAccess,
    person_id: str,
    survey: Survey,
    sent: Sent,
    address: str,
    now: int,
) -> None:
    """As `keep_anonymous`, of somebody. Another person's response is not there."""
    row = hold(conn, responses, access, survey, sent)
    if row is not None and row.person_id != person_id:
        raise NotFound("There is no such response; draw another id for this one.")
    answers = answer(survey, row, sent)

    def make() -> dict[str, Any]:
        spend(conn, [(BY_ADDRESS, f"{access.site_id} {address}"), (BY_PERSON, person_id)], now)
        return SurveyResponse(
            environment_id=access.environment_id,
            id=sent.response,
            site_id=access.site_id,
            person_id=person_id,
            item=survey.id,
            item_hash=sent.hash,
            at=now,
            path=sent.path,
            locale=sent.locale,
            answers="{}",
        ).model_dump()

    if write(conn, responses, row, answers, make):
        tell_answered(conn, access, person_id, survey.id, sent.response, answers, now)


def hold(conn: Connection, kept: Table, access: EnvironmentAccess, survey: Survey, sent: Sent) -> Row[Any] | None:
    """The response so far; until the transaction ends nobody else writes to it. Raises `NotFound` for one to another survey."""
    lock(conn, f"response {access.environment_id} {sent.response}")
    mine = (kept.c.environment_id == access.environment_id, kept.c.id == sent.response)
    row = conn.execute(select(kept).where(*mine)).one_or_none()
    if row is not None and row.item != survey.id:
        raise NotFound("There is no such response to this survey; draw another id for this one.")
    return row


def answer(survey: Survey, row: Row[Any] | None, sent: Sent) -> Answers:
    before = json.loads(row.answers) if row is not None else {}
    answers, faults = add_answers(survey, before, [(one.question, one.answer) for one in sent.answers])
    if faults:
        raise InvalidBody("Set right what `errors` names and send it again.", errors=name_faults(faults))
    return answers


def write(
    conn: Connection, kept: Table, row: Row[Any] | None, answers: Answers, make: Callable[[], dict[str, Any]]
) -> bool:
    """Whether anything was new."""
    text = json.dumps(dict(answers), ensure_ascii=False, separators=(",", ":"))
    if row is None:
        conn.execute(kept.insert().values(make() | {"answers": text}))
    elif row.answers != text:
        mine = (kept.c.environment_id == row.environment_id, kept.c.id == row.id)
        conn.execute(kept.update().where(*mine).values(answers=text))
    return row is None or row.answers != text
