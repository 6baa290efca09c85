"""The report on quizzes of one environment: who tried and passed, which questions are hard and what is taken for right, where finders led.

Attempts count by the day on which they were begun. What happened under a quiz's or a question's former names counts as its own.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from handrail.content.published import Published, load_published
from handrail.content.quiz import Choice, Choices, Quiz, QuizQuestion
from handrail.core.clock import DAY, to_iso
from handrail.core.db import table
from handrail.insight.learn_wire import AttemptDay, OutcomeReport, QuestionReport, QuizReport, QuizReports
from handrail.insight.plain import read_plain
from handrail.insight.report import ItemPeriodQuery, pick_items
from handrail.learn.quizzes.tables import QuizAnswer, QuizAttempt
from handrail.progress.catalogue import QuizCompleted
from handrail.progress.renamed import Formerly, name_formers
from handrail.progress.tables import Event
from handrail.sites.access import EnvironmentAccess

attempts, answers, events = table(QuizAttempt), table(QuizAnswer), table(Event)


@dataclass(frozen=True)
class Scope:
    """`since` in milliseconds, the beginning of a day."""

    environment_id: str
    since: int
    formerly: Formerly


@dataclass
class Tally:
    """Of one quiz. `scores` are shares of the points; `days`: finished attempts by day and whether they passed."""

    people: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    attempts: int = 0
    scores: list[float] = field(default_factory=list)
    days: Counter[tuple[str, bool]] = field(default_factory=Counter)


@dataclass
class Answered:
    """Of one question. `wrong`: answers as JSON."""

    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def number(self) -> int:
        return self.right + self.wrong.total()


def report_quizzes(conn: Connection, access: EnvironmentAccess, query: ItemPeriodQuery, now: int) -> QuizReports:
    published = load_published(conn, access.environment_id)
    since = now - now % DAY - (query.days - 1) * DAY
    scope = Scope(access.environment_id, since, name_formers(published) if published else {})
    quizzes = list_quizzes(published)
    tallies = count_attempts(conn, scope)
    answered, led = count_answers(conn, scope, quizzes), count_outcomes(conn, scope)
    finders = {id_ for id_, quiz in quizzes.items() if quiz.mode == "finder"}
    ids = pick_items(sorted({*quizzes, *tallies, *led}), query, scope.formerly)
    present = [id_ for id_ in ids if id_ in quizzes and id_ not in finders]
    graded = [*present, *(id_ for id_ in ids if id_ in tallies and id_ not in quizzes)]
    days = sum((tallies[id_].days for id_ in graded), Counter[tuple[str, bool]]())
    return QuizReports(
        environment=access.environment,
        at=to_iso(now),
        since=to_iso(since),
        quizzes=[report_quiz(id_, quizzes.get(id_), tallies[id_]) for id_ in graded],
        questions=[one for id_ in graded for one in report_questions(id_, quizzes.get(id_), answered[id_])],
        outcomes=[
            one
            for id_ in ids
            if id_ in finders or id_ in led
            for one in report_outcomes(id_, quizzes.get(id_), led.get(id_, Counter()))
        ],
        days=[
            AttemptDay(day=day, passed=days[day, True], missed=days[day, False])
            for day in (to_iso(at)[:10] for at in range(since, now + 1, DAY))
        ],
    )


def list_quizzes(published: Published | None) -> dict[str, Quiz]:
    there = published.startables if published else {}
    return {id_: one.item for id_, one in there.items() if isinstance(one.item, Quiz)}


def count_attempts(conn: Connection, scope: Scope) -> defaultdict[str, Tally]:
    """By quiz."""
    columns = (attempts.c.item, attempts.c.person_id, attempts.c.started_at, attempts.c.score, attempts.c.points)
    rows = conn.execute(
        select(*columns, attempts.c.passed).where(
            attempts.c.environment_id == scope.environment_id, attempts.c.started_at >= scope.since
        )
    )
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for item, person_id, started_at, score, points, passed in rows:
        tally = tallies[scope.formerly.get(item, item)]
        tally.people.add(person_id)
        tally.attempts += 1
        if passed is None:
            continue
        tally.scores.append(score / points)
        tally.days[to_iso(started_at)[:10], passed] += 1
        if passed:
            tally.passed.add(person_id)
    return tallies


def count_answers(
    conn: Connection, scope: Scope, quizzes: Mapping[str, Quiz]
) -> defaultdict[str, defaultdict[str, Answered]]:
    """By quiz and question."""
    alike = (attempts.c.item, answers.c.question, answers.c.right, answers.c.answer)
    rows = conn.execute(
        select(*alike, func.count())
        .join(attempts, attempts.c.id == answers.c.attempt_id)
        .where(
            attempts.c.environment_id == scope.environment_id,
            attempts.c.started_at >= scope.since,
            answers.c.carried.is_(False),
        )
        .group_by(*alike)
    )
    found: defaultdict[str, defaultdict[str, Answered]] = defaultdict(lambda: defaultdict(Answered))
    for item, question, right, answer, number in rows:
        id_ = scope.formerly.get(item, item)
        one = found[id_][find_present(quizzes.get(id_), question)]
        if right:
            one.right += number
        else:
            one.wrong[sort_chosen(answer)] += number
    return found


def sort_chosen(answer: str) -> str:
    """Several options are the same in whatever order they were chosen."""
    given = json.loads(answer)
    return json.dumps(sorted(given)) if isinstance(given, list) else answer


def find_present(quiz: Quiz | None, name: str) -> str:
    """What a question is called now."""
    questions = quiz.questions if quiz else []
    if any(one.id == name for one in questions):
        return name
    return next((one.id for one in questions if name in one.was), name)


def count_outcomes(conn: Connection, scope: Scope) -> dict[str, Counter[str]]:
    rows = conn.execute(
        select(events.c.item, events.c.props, func.count())
        .where(
            events.c.environment_id == scope.environment_id,
            events.c.name == QuizCompleted.name,
            events.c.at >= scope.since,
        )
        .group_by(events.c.item, events.c.props)
    )
    found: dict[str, Counter[str]] = {}
    for item, props, number in rows:
        outcome = json.loads(props).get("outcome")
        if isinstance(outcome, str):
            found.setdefault(scope.formerly.get(item, item), Counter())[outcome] += number
    return found


def report_quiz(id_: str, quiz: Quiz | None, tally: Tally) -> QuizReport:
    scores = tally.scores
    return QuizReport(
        id=id_,
        title=quiz.title if quiz else None,
        people=len(tally.people),
        passed=len(tally.passed),
        attempts=tally.attempts,
        finished=len(scores),
        score=round(sum(scores) / len(scores), 4) if scores else None,
    )


def report_questions(id_: str, quiz: Quiz | None, answered: Mapping[str, Answered]) -> Iterator[QuestionReport]:
    """In the order of the quiz; then those that are gone."""
    present = {question.id: question for question in quiz.questions} if quiz else {}
    for name in [*present, *sorted(answered.keys() - present.keys())]:
        question, found = present.get(name), answered.get(name, Answered())
        wrong = min(found.wrong.items(), key=lambda one: (-one[1], one[0]), default=None)
        yield QuestionReport(
            quiz=id_,
            question=name,
            text=read_plain(question.text) if question else None,
            answered=found.number,
            right=found.right,
            wrong=tell_answer(json.loads(wrong[0]), question) if wrong else None,
            wrong_times=wrong[1] if wrong else 0,
        )


def tell_answer(answer: Any, question: QuizQuestion | None) -> str:
    """As somebody who chose it read it."""
    if isinstance(answer, bool):
        return "True" if answer else "False"
    options = question.options if isinstance(question, Choice | Choices) else []
    texts = {option.id: read_plain(option.text) for option in options}
    chosen = sorted(answer, key=[*texts, *answer].index) if isinstance(answer, list) else [answer]
    return ", ".join(texts.get(one, f"{one:g}" if isinstance(one, float) else str(one)) for one in chosen) or "nothing"


def report_outcomes(id_: str, quiz: Quiz | None, led: Mapping[str, int]) -> Iterator[OutcomeReport]:
    titles = {outcome.id: outcome.title for outcome in quiz.outcomes} if quiz else {}
    for name in [*titles, *sorted(led.keys() - titles.keys())]:
        yield OutcomeReport(quiz=id_, outcome=name, title=titles.get(name), times=led.get(name, 0))
