"""The database: synchronous functions over a SQLAlchemy Core `Connection`, run by `read`, `write` and `scan` on SQLite and PostgreSQL alike."""

from handrail.core.db.base import Database, PreparedInsert, Query, insert, lock, table
from handrail.core.db.open import open_database

__all__ = ["Database", "PreparedInsert", "Query", "insert", "lock", "open_database", "table"]
