"""What help keeps besides content: nothing here is about a person.

Items never change, so what a search needs to know of one is made once, when it is pushed, and stays; it looks at those of one version. Beside
these tables is `help_index`, which document has which term: FTS5 on SQLite, a `tsvector` on PostgreSQL (see `postings.py`).
"""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint
from sqlmodel import Field, SQLModel

# Words are looked up by how they begin: in the order of their characters, whatever the database's language.
IN_ORDER = String().with_variant(String(collation="C"), "postgresql")


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


class HelpScope(SQLModel, table=True):
    """Terms of a site in a language are a world of their own: its number is a part of each term, so that no site's words weigh in another's."""

    __tablename__ = "help_scope"
    __table_args__ = (UniqueConstraint("site_id", "locale"),)
    id: int | None = Field(default=None, primary_key=True)
    site_id: str = Field(foreign_key="site.id")
    locale: str


class HelpDocument(SQLModel, table=True):
    """An item in one locale. `document` is a `Document` as JSON, `terms` what ranking counts (see `Terms.write`), `length` their number."""

    __tablename__ = "help_document"
    __table_args__ = (
        UniqueConstraint("site_id", "item_hash", "locale"),
        ForeignKeyConstraint(["site_id", "item_hash"], ["content_item.site_id", "content_item.hash"]),
    )
    id: int | None = Field(default=None, primary_key=True)
    site_id: str
    item_hash: str
    locale: str
    scope_id: int = Field(foreign_key="help_scope.id")
    kind: str
    slug: str
    audience: str
    length: int
    terms: str
    document: str


class HelpWord(SQLModel, table=True):
    """A word as people write it (folded; `shown` as it first was) and its term. `documents` have had it, ever: the more, the likelier it is meant."""

    __tablename__ = "help_word"
    __table_args__ = (UniqueConstraint("scope_id", "word"),)
    id: int | None = Field(default=None, primary_key=True)
    scope_id: int = Field(foreign_key="help_scope.id")
    word: str = Field(sa_type=IN_ORDER)
    shown: str
    term: str
    documents: int


class HelpTrigram(SQLModel, table=True):
    """Which words, and how long, have three characters in a row: what a misspelt word is likely to be."""

    __tablename__ = "help_trigram"
    scope_id: int = Field(primary_key=True, foreign_key="help_scope.id")
    trigram: str = Field(primary_key=True)
    length: int = Field(primary_key=True)
    word_id: int = Field(primary_key=True, foreign_key="help_word.id")
