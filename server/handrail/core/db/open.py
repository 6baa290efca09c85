"""A database URL in, the right `Database` out."""

from __future__ import annotations

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from handrail.core.db.base import Database
from handrail.core.db.postgresql import PostgresqlDatabase
from handrail.core.db.sqlite import SqliteDatabase


def open_database(url: str) -> Database:
    """`sqlite:///file.db` or `postgresql://user@host/name`. Raises ValueError for anything else, and for SQLite in memory."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ValueError(
            "HANDRAIL_DATABASE_URL is no address, as in sqlite:///handrail.db or postgresql://user@host/name"
        ) from error
    match parsed.get_backend_name():
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return SqliteDatabase(parsed.database)
        case "sqlite":
            raise ValueError(
                "SQLite needs a file, as in sqlite:///handrail.db: one in memory is not shared between connections"
            )
        case "postgresql" | "postgres":
            return PostgresqlDatabase(parsed)
        case other:
            raise ValueError(f"HANDRAIL_DATABASE_URL names {other}; Handrail runs on sqlite and postgresql")
