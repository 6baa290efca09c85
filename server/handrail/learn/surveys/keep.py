"""A response is kept, or answers are added to it: the first to a question stands, however often it is sent.

Of one that is anonymous its own row is all that is written beside the count of its address: no person, no instant, no page.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from handrail.content.survey import Survey
from handrail.core.clock import HOUR, to_iso
from handrail.core.db import lock, table
from handrail.core.limits import Limit, spend
from handrail.core.problems import InvalidBody, NotFound
from handrail.learn.shown import load_shown
from handrail.learn.surveys.answers import Answers, add_answers, name_faults
from handrail.learn.surveys.mingle import lock_responses, write_among_others
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
    lock_responses(conn, access.environment_id, survey.id)
    row = hold(conn, anonymous, access, survey, sent)
    answers = write_json(answer(conn, access, survey, row, sent))
    if row is None:
        spend(conn, [(BY_ADDRESS, f"{access.site_id} {address}")], now)
        made = AnonymousResponse(
            environment_id=access.environment_id,
            id=sent.response,
            site_id=access.site_id,
            item=survey.id,
            item_hash=sent.hash,
            day=to_iso(now)[:10],
            answers=answers,
        )
        write_among_others(conn, made.model_dump())
        tell_answered_by_nobody(conn, access, survey.id, now)
    elif row.answers != answers:
        write_among_others(conn, {**row._mapping, "answers": answers})


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
    answers = answer(conn, access, survey, row, sent)
    text = write_json(answers)
    if row is None:
        spend(conn, [(BY_ADDRESS, f"{access.site_id} {address}"), (BY_PERSON, person_id)], now)
        made = SurveyResponse(
            environment_id=access.environment_id,
            id=sent.response,
            site_id=access.site_id,
            person_id=person_id,
            item=survey.id,
            item_hash=sent.hash,
            at=now,
            path=sent.path,
            locale=sent.locale,
            answers=text,
        )
        conn.execute(responses.insert().values(made.model_dump()))
    elif row.answers != text:
        mine = (responses.c.environment_id == row.environment_id, responses.c.id == row.id)
        conn.execute(responses.update().where(*mine).values(answers=text))
    if row is None or row.answers != text:
        tell_answered(conn, access, person_id, survey.id, sent.response, answers, now)


def hold(conn: Connection, kept: Table, access: EnvironmentAccess, survey: Survey, sent: Sent) -> Row[Any] | None:
    """The response so far; until the transaction ends nobody else writes to it. Raises `NotFound` for one to another survey."""
    lock(conn, f"response {access.environment_id} {sent.response}")
    mine = (kept.c.environment_id == access.environment_id, kept.c.id == sent.response)
    row = conn.execute(select(kept).where(*mine)).one_or_none()
    if row is not None and row.item != survey.id:
        raise NotFound("There is no such response to this survey; draw another id for this one.")
    return row


def answer(conn: Connection, access: EnvironmentAccess, survey: Survey, row: Row[Any] | None, sent: Sent) -> Answers:
    """All so far. What was begun is answered on the version that it was begun on, whatever the page has by now."""
    before = json.loads(row.answers) if row is not None else {}
    if row is not None and row.item_hash != sent.hash:
        begun = load_shown(conn, access, "survey", row.item, row.item_hash).item
        assert isinstance(begun, Survey)
        survey = begun
    answers, faults = add_answers(survey, before, [(one.question, one.answer) for one in sent.answers])
    if faults:
        raise InvalidBody("Set right what `errors` names and send it again.", errors=name_faults(faults))
    return answers


def write_json(answers: Answers) -> str:
    return json.dumps(dict(answers), ensure_ascii=False, separators=(",", ":"))
