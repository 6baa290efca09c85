"""Attempts at quizzes, and what was answered. Instants are in milliseconds. An answer is only ever added, and never changed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class QuizAttempt(SQLModel, table=True):
    """`id` is the page's own. It is made with its first answer, on the version `item_hash`, and finished on that. `number` counts a person's at one quiz.

    `retry_of`: the attempt whose right answers count here, too. Once it is finished it has `score` (points), `points` (of how many) and `passed`.
    """

    __tablename__ = "quiz_attempt"
    __table_args__ = (
        UniqueConstraint("person_id", "item", "number"),
        Index("ix_quiz_attempt_environment_id_item", "environment_id", "item"),
    )
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    environment_id: str = Field(foreign_key="environment.id")
    person_id: str
    item: str
    item_hash: str
    run: str
    number: int
    retry_of: str | None = None
    started_at: int = Field(sa_type=BigInteger)
    finished_at: int | None = Field(default=None, sa_type=BigInteger)
    score: int | None = None
    points: int | None = None
    passed: bool | None = None


class QuizAnswer(SQLModel, table=True):
    """`answer` is JSON. `carried`: it was given in the attempt that this one is a retry of."""

    __tablename__ = "quiz_answer"
    attempt_id: str = Field(primary_key=True, foreign_key="quiz_attempt.id")
    question: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    answer: str
    right: bool
    carried: bool = False
    at: int = Field(sa_type=BigInteger)
