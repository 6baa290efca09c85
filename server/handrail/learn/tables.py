"""Responses to surveys. `answers` is JSON by question. Of those that are anonymous nothing is kept that leads to anybody."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel


class SurveyResponse(SQLModel, table=True):
    """What somebody answered. `id` is the page's own: a UUID."""

    __tablename__ = "survey_response"
    __table_args__ = (
        Index("ix_survey_response_environment_id_item_at", "environment_id", "item", "at"),
        Index("ix_survey_response_person_id", "person_id"),
    )
    environment_id: str = Field(primary_key=True, foreign_key="environment.id")
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    person_id: str
    item: str
    item_hash: str
    at: int = Field(sa_type=BigInteger)
    path: str | None = None
    locale: str | None = None
    answers: str


class AnonymousResponse(SQLModel, table=True):
    """What nobody knows who answered: a random id, the day in UTC, and the answers. Without row ids: then its rows are in the order of their random ids, not of their arrival."""

    __tablename__ = "survey_anonymous"
    __table_args__ = (
        Index("ix_survey_anonymous_environment_id_item_day", "environment_id", "item", "day"),
        {"sqlite_with_rowid": False},
    )
    environment_id: str = Field(primary_key=True, foreign_key="environment.id")
    id: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    item: str
    item_hash: str
    day: str
    answers: str
