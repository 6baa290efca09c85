"""What help keeps besides content: nothing here is about a person."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class HelpCount(SQLModel, table=True):
    """How often something happened on the help site on one day (UTC, as in `2026-01-05`), whoever it was.

    `subject` is an article's id or what was searched for, `detail` the reason for a no.
    """

    __tablename__ = "help_count"
    environment_id: str = Field(primary_key=True, foreign_key="environment.id")
    day: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    locale: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    detail: str = Field(primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    number: int
