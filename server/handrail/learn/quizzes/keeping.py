"""What is kept of one person's attempts: given out, forgotten, and moved to the identified person that a visitor turned out to be."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import BaseModel
from sqlalchemy import Connection, delete, func, select, update

from handrail.content.compiled import Wire
from handrail.core.clock import to_iso
from handrail.learn.quizzes.held import answers, attempts
from handrail.learn.quizzes.schema import Answer
from handrail.learn.quizzes.tables import QuizAnswer, QuizAttempt


class ExportedAnswer(Wire):
    """`right` is told once the attempt is finished, as it is to whoever takes it."""

    question: str
    answer: Answer
    right: bool | None
    carried: bool
    at: str


class ExportedAttempt(Wire):
    attempt: str
    quiz: str
    item_hash: str
    run: str
    number: int
    retry_of: str | None
    started_at: str
    finished_at: str | None
    score: int | None
    points: int | None
    passed: bool | None
    answers: list[ExportedAnswer]


def export_quizzes(conn: Connection, person_id: str) -> dict[str, Sequence[BaseModel]]:
    mine = select(attempts).where(attempts.c.person_id == person_id).order_by(attempts.c.started_at, attempts.c.id)
    return {"quiz_attempt": [export_attempt(conn, QuizAttempt(**row._mapping)) for row in conn.execute(mine).all()]}


def export_attempt(conn: Connection, attempt: QuizAttempt) -> ExportedAttempt:
    given = select(answers).where(answers.c.attempt_id == attempt.id).order_by(answers.c.at, answers.c.question)
    is_finished = attempt.finished_at is not None
    return ExportedAttempt(
        **attempt.model_dump(include=ExportedAttempt.model_fields.keys() - {"started_at", "finished_at"}),
        attempt=attempt.id,
        quiz=attempt.item,
        started_at=to_iso(attempt.started_at),
        finished_at=None if attempt.finished_at is None else to_iso(attempt.finished_at),
        answers=[export_answer(QuizAnswer(**row._mapping), is_finished) for row in conn.execute(given)],
    )


def export_answer(kept: QuizAnswer, is_finished: bool) -> ExportedAnswer:
    return ExportedAnswer(
        question=kept.question,
        answer=json.loads(kept.answer),
        right=kept.right if is_finished else None,
        carried=kept.carried,
        at=to_iso(kept.at),
    )


def erase_quizzes(conn: Connection, person_id: str) -> None:
    mine = select(attempts.c.id).where(attempts.c.person_id == person_id)
    conn.execute(delete(answers).where(answers.c.attempt_id.in_(mine)))
    conn.execute(delete(attempts).where(attempts.c.person_id == person_id))


def join_quizzes(conn: Connection, from_id: str, to_id: str) -> None:
    """Numbered after those that there are: none counts less for having been taken before signing in."""
    visitors = select(attempts.c.id, attempts.c.item).where(attempts.c.person_id == from_id)
    for id_, item in conn.execute(visitors.order_by(attempts.c.number)).all():
        there = select(func.max(attempts.c.number)).where(attempts.c.person_id == to_id, attempts.c.item == item)
        moved = {"person_id": to_id, "number": (conn.scalar(there) or 0) + 1}
        conn.execute(update(attempts).where(attempts.c.id == id_).values(moved))
