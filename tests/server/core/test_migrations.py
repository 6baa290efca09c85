"""Migrations make the tables that the features declare, and can be taken back."""

from __future__ import annotations

import asyncio
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

import handrail.app  # noqa: F401  (importing the features declares their tables)
from handrail.core.migrate import migrate, with_connection


def list_tables(url: str) -> set[str]:
    return with_connection(url, lambda conn: set(inspect(conn).get_table_names())) - {"alembic_version"}


def find_differences(conn: Connection) -> list[object]:
    context = MigrationContext.configure(conn, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, SQLModel.metadata))


def test_migrations_and_tables_agree(empty_database_url: str) -> None:
    migrate(empty_database_url)
    assert list_tables(empty_database_url) == set(SQLModel.metadata.tables)
    assert with_connection(empty_database_url, find_differences) == []


def test_up_down_and_up_again(empty_database_url: str) -> None:
    migrate(empty_database_url)
    migrate(empty_database_url)
    first = list_tables(empty_database_url)
    migrate(empty_database_url, "base")
    assert list_tables(empty_database_url) == set()
    migrate(empty_database_url)
    assert list_tables(empty_database_url) == first


async def test_it_runs_beside_an_event_loop(empty_database_url: str) -> None:
    await asyncio.to_thread(migrate, empty_database_url)
    assert await asyncio.to_thread(list_tables, empty_database_url)


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Identity secrets and the signing key are in it. SQLite gives its write-ahead log the same mode."""
    migrate(f"sqlite:///{tmp_path}/data/handrail.db")
    assert oct((tmp_path / "data/handrail.db").stat().st_mode & 0o777) == "0o600"
    (tmp_path / "data/handrail.db").chmod(0o640)
    migrate(f"sqlite:///{tmp_path}/data/handrail.db")
    assert oct((tmp_path / "data/handrail.db").stat().st_mode & 0o777) == "0o640"
