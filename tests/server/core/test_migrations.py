"""Migrations make the tables that the features declare, and can be taken back."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

import handrail.app  # noqa: F401  (importing the features declares their tables)
from handrail.core.clock import Clock
from handrail.core.migrate import migrate, with_connection


def list_tables(url: str) -> set[str]:
    names = with_connection(url, lambda conn: set(inspect(conn).get_table_names()))
    return {name for name in names if is_declared(name)} - {"alembic_version"}


def is_declared(name: str | None, *_: object) -> bool:
    """The full-text index is another sort of table on each database, and on SQLite several."""
    return not (name or "").startswith(("help_index", "ix_help_index"))


def find_differences(conn: Connection) -> list[object]:
    opts = {"compare_type": True, "compare_server_default": True, "include_name": is_declared}
    context = MigrationContext.configure(conn, opts=opts)
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


async def test_what_was_kept_before_is_kept_and_can_go_back(empty_database_url: str) -> None:
    """People of the first release, what came to them by itself, and one of the second who put something off."""
    now = Clock().now()

    def fill(conn: Connection) -> None:
        conn.execute(text("INSERT INTO site (id, slug, name, created_at) VALUES ('s', 'acme', 'Acme', 0)"))
        for person, status in (("p1", "active"), ("p2", "left")):
            progress = f'{{"welcome":{{"status":"{status}","run":"r1","at":"2026-01-05T09:00:00.000Z"}}}}'
            row = {"person": person, "progress": progress}
            conn.execute(text("INSERT INTO person_state VALUES (:person, 's', :progress, '{}')"), row)
        conn.execute(text("INSERT INTO environment VALUES ('e', 's', 'production', 'pk_1', 'off', 0)"))
        for run, auto, started_at in (("r1", True, now - 5), ("r2", True, now), ("r3", False, now), ("r4", True, 0)):
            came = {"run": run, "auto": auto, "started_at": started_at}
            conn.execute(
                text(
                    "INSERT INTO run (person_id, item, run, site_id, environment_id, status, auto, started_at, at, targets_missing)"
                    " VALUES ('p1', 'welcome', :run, 's', 'e', 'left', :auto, :started_at, :started_at, 0)"
                ),
                came,
            )

    def put_off(conn: Connection) -> None:
        progress = conn.execute(text("SELECT progress FROM person_state WHERE person_id = 'p1'")).scalar_one()
        progress = progress.replace('"active"', '"snoozed"').replace('"r1"', '"r1","until":"2026-01-06T08:00:00.000Z"')
        conn.execute(
            text("UPDATE person_state SET progress = :progress WHERE person_id = 'p1'"), {"progress": progress}
        )

    def read(conn: Connection) -> list[tuple[str, ...]]:
        return [tuple(row) for row in conn.execute(text("SELECT * FROM person_state ORDER BY person_id"))]

    def work() -> None:
        migrate(empty_database_url, "0001")
        with_connection(empty_database_url, fill)
        before = with_connection(empty_database_url, read)
        migrate(empty_database_url, "0002")
        assert with_connection(empty_database_url, read) == [
            (*before[0], f'{{"welcome":[[{now - 5},{now}],{now}]}}'),
            (*before[1], "{}"),
        ]
        with_connection(empty_database_url, put_off)
        migrate(empty_database_url, "0001", back=True)
        statuses = [json.loads(row[2])["welcome"] for row in with_connection(empty_database_url, read)]
        assert [(status["status"], status.get("until")) for status in statuses] == [("left", None), ("left", None)]

    await asyncio.to_thread(work)
