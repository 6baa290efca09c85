"""Attempts as they are kept: found, begun, answered, finished. Callers hold `lock(conn, person_id)`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from handrail.core.db import insert, table
from handrail.learn.quizzes.grade import Answer, Grade
from handrail.learn.quizzes.tables import QuizAnswer, QuizAttempt

attempts, answers = table(QuizAttempt), table(QuizAnswer)


def find_attempt(conn: Connection, attempt_id: str) -> QuizAttempt | None:
    """Whosesoever."""
    row = conn.execute(select(attempts).where(attempts.c.id == attempt_id)).one_or_none()
    return None if row is None else QuizAttempt(**row._mapping)


def list_attempts(conn: Connection, person_id: str, names: Collection[str]) -> list[QuizAttempt]:
    """Of one person at one quiz, whatever it was called then."""
    mine = select(attempts).where(attempts.c.person_id == person_id, attempts.c.item.in_(sorted(names)))
    return [QuizAttempt(**row._mapping) for row in conn.execute(mine.order_by(attempts.c.number))]


def keep_attempt(conn: Connection, attempt: QuizAttempt) -> bool:
    """False where its id is somebody else's."""
    kept = conn.execute(insert(conn, attempts).values(attempt.model_dump()).on_conflict_do_nothing())
    return bool(kept.rowcount)


def load_answers(conn: Connection, attempt_id: str) -> dict[str, QuizAnswer]:
    """By question."""
    rows = conn.execute(select(answers).where(answers.c.attempt_id == attempt_id))
    return {row.question: QuizAnswer(**row._mapping) for row in rows}


def keep_answers(conn: Connection, new: Sequence[QuizAnswer]) -> None:
    if new:
        conn.execute(answers.insert(), [one.model_dump() for one in new])


def finish_attempt(conn: Connection, attempt: QuizAttempt, graded: Grade, now: int) -> QuizAttempt:
    changed: dict[str, Any] = {
        "finished_at": now,
        "score": graded.score,
        "points": graded.of,
        "passed": graded.passed,
    }
    conn.execute(update(attempts).where(attempts.c.id == attempt.id).values(changed))
    return QuizAttempt(**(attempt.model_dump() | changed))


def read_answers(kept: Mapping[str, QuizAnswer]) -> dict[str, Answer]:
    return {question: json.loads(one.answer) for question, one in kept.items()}


def write_answer(answer: Answer) -> str:
    """The same answer, the same text."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
