"""However events arrive, in whatever batches, twice or late: what is kept is what the whole log says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from handrail.core.db.sqlite import create_sqlite_engine
from handrail.progress.fold import OF_RUNS, Happened
from handrail.progress.ingest import NewEvent, to_text
from handrail.progress.store import Owner, derive_all, store_events
from handrail.progress.tables import Event, PersonState, Run

OWNER = Owner("site", "environment", "person")
TABLES = [SQLModel.metadata.tables[str(model.__tablename__)] for model in (Event, Run, PersonState)]


@contextmanager
def open_log() -> Iterator[Connection]:
    """A database of these three tables alone; nobody checks that the site is there."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_sqlite_engine(str(Path(folder) / "log.db"))
        with engine.connect() as conn:
            conn.exec_driver_sql("PRAGMA foreign_keys = OFF")
            conn.rollback()
            with conn.begin():
                for table in TABLES:
                    columns = ", ".join(f'"{column.name}"' for column in table.columns)
                    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
                    conn.exec_driver_sql(f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({keys}))')
                yield conn


def rows(conn: Connection) -> Any:
    runs = SQLModel.metadata.tables[str(Run.__tablename__)]
    return sorted(map(tuple, conn.execute(select(runs))), key=repr)


props = st.sampled_from(
    [{}, {"reason": "declined"}, {"reason": "left"}, {"auto": False}, {"auto": True}, {"until": "1970-01-02T08:00:00Z"}]
)
of_tours = st.builds(
    Happened,
    id=st.uuids().map(str),
    name=st.sampled_from(sorted(OF_RUNS)),
    at=st.integers(1, 50),
    device=st.sampled_from(["d1", "d2"]),
    seq=st.integers(0, 20),
    item=st.sampled_from(["a", "b"]),
    run=st.sampled_from(["r1", "r2"]),
    step=st.sampled_from(["one", "two"]),
    item_hash=st.sampled_from(["h1", "h2"]),
    visit=st.none(),
    props=props,
)
of_preferences = st.builds(
    Happened,
    id=st.uuids().map(str),
    name=st.just("preferences_changed"),
    at=st.integers(1, 50),
    device=st.sampled_from(["d1", "d2"]),
    seq=st.integers(0, 20),
    props=st.sampled_from([{"tours": False}, {"tours": True}, {"items": {"a": False}}, {"items": {"a": True}}]),
)
histories = st.lists(of_tours | of_preferences, max_size=20, unique_by=lambda event: event.id)


@settings(max_examples=40)
@given(histories, st.data())
def test_what_is_kept_is_what_the_log_says(history: list[Happened], data: st.DataObject) -> None:
    arriving = data.draw(st.permutations([*history, *history[:5]]))
    with open_log() as conn:
        while arriving:
            size = data.draw(st.integers(1, len(arriving)))
            batch, arriving = arriving[:size], arriving[size:]
            new = [NewEvent(event, None, None, to_text(event.props or {})) for event in batch]
            kept = store_events(conn, OWNER, new, now=100)
        if history:
            before = rows(conn)
            assert derive_all(conn, OWNER) == kept
            assert rows(conn) == before
