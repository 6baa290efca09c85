"""The report on surveys of one environment: how many answered, how each question came out, and what was written.

Of an anonymous survey only the day is known. Shown is by the day on which somebody first saw it in the time. What was answered to a question that
has become another one since (of another type, or without that option) is no answer to it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from handrail.content.published import load_published
from handrail.content.survey import SCALES, FreeText, Poll, Survey, SurveyQuestion
from handrail.core.clock import DAY, to_iso
from handrail.core.db import table
from handrail.insight.learn_wire import (
    ResponseDay,
    Share,
    SurveyQuestionReport,
    SurveyReport,
    SurveyReports,
    Verbatim,
)
from handrail.insight.plain import read_plain
from handrail.insight.report import ItemPeriodQuery, pick_items
from handrail.learn.surveys.answers import find_fault
from handrail.learn.tables import AnonymousResponse, SurveyResponse
from handrail.progress.renamed import Formerly, name_formers
from handrail.progress.tables import Run
from handrail.sites.access import EnvironmentAccess

responses, unnamed, runs = table(SurveyResponse), table(AnonymousResponse), table(Run)


@dataclass(frozen=True, slots=True)
class Response:
    survey: str
    day: str
    answers: dict[str, Any]


def report_surveys(conn: Connection, access: EnvironmentAccess, query: ItemPeriodQuery, now: int) -> SurveyReports:
    published = load_published(conn, access.environment_id)
    since = now - now % DAY - (query.days - 1) * DAY
    formerly = name_formers(published) if published else {}
    there = published.startables if published else {}
    surveys = {id_: one.item for id_, one in there.items() if isinstance(one.item, Survey)}
    given: defaultdict[str, list[Response]] = defaultdict(list)
    for one in read_responses(conn, access.environment_id, since, formerly):
        given[one.survey].append(one)
    shown = count_shown(conn, access.environment_id, since, formerly)
    ids = pick_items([*sorted(surveys), *sorted((given.keys() | shown.keys()) - surveys.keys())], query, formerly)
    picked = {id_: surveys[id_] for id_ in ids if id_ in surveys}
    days = Counter(one.day for id_ in ids for one in given[id_])
    return SurveyReports(
        environment=access.environment,
        at=to_iso(now),
        since=to_iso(since),
        surveys=[report_survey(id_, surveys.get(id_), shown[id_], len(given[id_])) for id_ in ids],
        questions=[
            report_question(id_, question, given[id_]) for id_, one in picked.items() for question in one.questions
        ],
        verbatims=list_verbatims(picked.values(), given),
        days=[
            ResponseDay(day=day, responses=days[day]) for day in (to_iso(at)[:10] for at in range(since, now + 1, DAY))
        ],
    )


def read_responses(conn: Connection, environment_id: str, since: int, formerly: Formerly) -> Iterator[Response]:
    named = select(responses.c.item, responses.c.at, responses.c.answers).where(
        responses.c.environment_id == environment_id, responses.c.at >= since
    )
    for item, at, answers in conn.execute(named):
        yield Response(formerly.get(item, item), to_iso(at)[:10], json.loads(answers))
    of_nobody = select(unnamed.c.item, unnamed.c.day, unnamed.c.answers).where(
        unnamed.c.environment_id == environment_id, unnamed.c.day >= to_iso(since)[:10]
    )
    for item, day, answers in conn.execute(of_nobody):
        yield Response(formerly.get(item, item), day, json.loads(answers))


def count_shown(conn: Connection, environment_id: str, since: int, formerly: Formerly) -> Counter[str]:
    """People, by survey."""
    found = select(runs.c.item, func.count(runs.c.person_id.distinct())).where(
        runs.c.environment_id == environment_id, runs.c.kind == "survey", runs.c.started_at >= since
    )
    counted: Counter[str] = Counter()
    for item, number in conn.execute(found.group_by(runs.c.item)):
        counted[formerly.get(item, item)] += number
    return counted


def report_survey(id_: str, survey: Survey | None, shown: int, answered: int) -> SurveyReport:
    return SurveyReport(
        id=id_,
        title=survey.title if survey else None,
        anonymous=survey.anonymous if survey else None,
        shown=shown,
        answered=answered,
    )


def report_question(survey: str, question: SurveyQuestion, given: Sequence[Response]) -> SurveyQuestionReport:
    answers = [answer for _, answer in read_answers(question, given)]
    return SurveyQuestionReport(
        survey=survey,
        question=question.id,
        text=read_plain(question.text),
        type=question.type,
        answered=len(answers),
        score=score_answers(question.type, answers) if answers and question.type in SCALES else None,
        distribution=distribute(question, answers),
    )


def read_answers(question: SurveyQuestion, given: Iterable[Response]) -> Iterator[tuple[str, Any]]:
    """With the day of each; to a poll always as a list."""
    for one in given:
        answer = one.answers.get(question.id)
        if isinstance(question, Poll):
            known = {option.id for option in question.options}
            answer = [id_ for id_ in (answer if isinstance(answer, list) else [answer]) if id_ in known]
            if answer:
                yield one.day, answer
        elif answer is not None and find_fault(question, answer) is None:
            yield one.day, answer


def score_answers(scale: str, answers: Sequence[int]) -> float:
    """Of each scale as it is usually told; at least one answer."""
    number = len(answers)
    match scale:
        case "nps":  # Reichheld, "The One Number You Need to Grow", 2003
            promoters, detractors = sum(one >= 9 for one in answers), sum(one <= 6 for one in answers)
            return round(100 * (promoters - detractors) / number, 1)
        case "csat":
            return round(100 * sum(one >= 4 for one in answers) / number, 1)
        case _:
            return round(sum(answers) / number, 2)


def distribute(question: SurveyQuestion, answers: Sequence[Any]) -> list[Share]:
    """Each answer that there is to choose, with how often it was. None of texts."""
    if isinstance(question, FreeText):
        return []
    if isinstance(question, Poll):
        counted = Counter(one for answer in answers for one in answer)
        return [Share(answer=option.text, times=counted[option.id]) for option in question.options]
    low, high = SCALES[question.type]
    return [Share(answer=str(number), times=answers.count(number)) for number in range(low, high + 1)]


def list_verbatims(surveys: Iterable[Survey], given: dict[str, list[Response]]) -> list[Verbatim]:
    """The newest first."""
    found = [
        Verbatim(survey=survey.id, question=question.id, day=day, text=text)
        for survey in surveys
        for question in survey.questions
        if isinstance(question, FreeText)
        for day, text in read_answers(question, given[survey.id])
    ]
    found.sort(key=lambda one: (one.survey, one.question, one.text))
    found.sort(key=lambda one: one.day, reverse=True)
    return found
