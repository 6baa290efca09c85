"""The feature: everything under `/v1` by which people answer quizzes and surveys, and what is kept of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel
from sqlalchemy import Connection

from handrail.contact.outbox.enqueue import forget_subjects, move_subject
from handrail.core.feature import Feature
from handrail.learn.keep import erase_learning, export_learning, join_learning
from handrail.learn.quizzes import routes as quizzes
from handrail.learn.quizzes.keeping import erase_quizzes, export_quizzes, join_quizzes
from handrail.learn.surveys import routes as surveys


def export_learnt(conn: Connection, person_id: str) -> Mapping[str, Sequence[BaseModel]]:
    return {**export_learning(conn, person_id), **export_quizzes(conn, person_id)}


def erase_learnt(conn: Connection, person_id: str) -> None:
    """Also what is on its way to other systems."""
    erase_learning(conn, person_id)
    erase_quizzes(conn, person_id)
    forget_subjects(conn, [person_id])


def join_learnt(conn: Connection, from_id: str, to_id: str) -> None:
    join_learning(conn, from_id, to_id)
    join_quizzes(conn, from_id, to_id)
    move_subject(conn, from_id, to_id)


FEATURE = Feature(
    name="learn",
    routes=(*quizzes.ROUTES, *surveys.ROUTES),
    export=export_learnt,
    erase=erase_learnt,
    join=join_learnt,
)
