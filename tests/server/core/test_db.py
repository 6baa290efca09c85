"""Both databases behind one interface. The functions are tiny; the table is `note(id, text)`."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Connection, MetaData, String, Table, bindparam, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from handrail.core.db import Database, insert, lock, open_database
from handrail.core.db.sqlite import create_sqlite_engine
from handrail.core.db.writer import Writer
from handrail.core.problems import Busy, Unavailable

metadata = MetaData()
notes = Table(
    "note", metadata, Column("id", String, primary_key=True), Column("at", BigInteger), Column("done", Boolean)
)


def add_note(conn: Connection, note: str, at: int = 0) -> str:
    conn.execute(notes.insert().values(id=note, at=at, done=True))
    return note


def count_notes(conn: Connection) -> int:
    return conn.scalars(select(func.count()).select_from(notes)).one()


@pytest.fixture
async def db(empty_database_url: str) -> AsyncIterator[Database]:
    db = open_database(empty_database_url)
    await db.write(metadata.create_all)
    yield db
    await db.close()


async def test_a_write_is_there_for_the_next_read(db: Database) -> None:
    assert await db.write(add_note, "a", at=3) == "a"
    assert await db.read(count_notes) == 1
    assert await db.scan(count_notes) == 1


async def test_many_writes_at_once_are_all_kept(db: Database) -> None:
    await asyncio.gather(*(db.write(add_note, f"note {i}") for i in range(300)))
    assert await db.read(count_notes) == 300


async def test_a_write_that_fails_spoils_no_other(db: Database) -> None:
    def add_and_fail(conn: Connection, note: str) -> None:
        add_note(conn, note)
        raise LookupError(note)

    jobs = [db.write(add_and_fail if i % 3 == 0 else add_note, f"note {i}") for i in range(60)]
    answers = await asyncio.gather(*jobs, return_exceptions=True)
    assert [isinstance(answer, LookupError) for answer in answers] == [i % 3 == 0 for i in range(60)]
    assert await db.read(count_notes) == 40


async def test_a_refused_row_takes_back_all_of_its_write(db: Database) -> None:
    def add_both(conn: Connection) -> None:
        add_note(conn, "new")
        add_note(conn, "old")

    await db.write(add_note, "old")
    with pytest.raises(IntegrityError):
        await db.write(add_both)
    assert await db.read(count_notes) == 1


async def test_reads_cannot_write(db: Database) -> None:
    for run in (db.read, db.scan):
        with pytest.raises(DBAPIError):
            await run(add_note, "a")
    assert await db.read(count_notes) == 0


async def test_a_prepared_query_gives_the_same_rows_on_either_driver(db: Database) -> None:
    late = select(notes.c.id, notes.c.at, notes.c.done).where(notes.c.at > bindparam("after"), notes.c.id != "c")
    query = db.prepare(late.order_by(notes.c.id))
    for i, note in enumerate("abcd"):
        await db.write(add_note, note, at=i)
    assert await db.fetch(query, after=0) == [("b", 1, True), ("d", 3, True)]
    assert await db.fetch(query, after=9) == []
    assert db.prepare(late) is db.prepare(late)


async def test_an_insert_may_leave_what_is_there(db: Database) -> None:
    def add_if_new(conn: Connection, at: int) -> None:
        conn.execute(insert(conn, notes).values(id="a", at=at).on_conflict_do_nothing(index_elements=["id"]))

    def replace(conn: Connection, at: int) -> None:
        new = insert(conn, notes).values(id="a", at=at)
        conn.execute(new.on_conflict_do_update(index_elements=["id"], set_={"at": new.excluded.at}))

    def at(conn: Connection) -> int | None:
        return conn.scalar(select(notes.c.at))

    await db.write(add_if_new, 1)
    await db.write(add_if_new, 2)
    assert await db.read(at) == 1
    await db.write(replace, 3)
    assert await db.read(at) == 3


async def test_a_lock_makes_reading_and_writing_one(db: Database) -> None:
    def increase(conn: Connection) -> None:
        lock(conn, "the counter")
        at = conn.scalars(select(notes.c.at)).one()
        conn.execute(notes.update().values(at=at + 1))

    await db.write(add_note, "counter")
    await asyncio.gather(*(db.write(increase) for _ in range(40)))
    assert await db.read(lambda conn: conn.scalars(select(notes.c.at)).one()) == 40


async def test_it_opens_again_after_closing(db: Database) -> None:
    await db.write(add_note, "a")
    await db.close()
    assert await db.read(count_notes) == 1


async def test_who_stops_waiting_harms_nobody(db: Database) -> None:
    gone = asyncio.ensure_future(db.write(add_note, "a"))
    await asyncio.sleep(0)
    gone.cancel()
    assert await db.write(add_note, "b") == "b"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/name", "nonsense", ""])
def test_an_address_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite"):
        open_database(url)


async def test_a_server_that_is_away_is_called_so() -> None:
    db = open_database("postgresql://nobody@127.0.0.1:1/nothing")
    query = db.prepare(select(notes.c.id))
    for asking in (db.read(count_notes), db.write(count_notes), db.scan(count_notes), db.fetch(query)):
        with pytest.raises(Unavailable):
            await asking
    await db.close()


class TestSqlite:
    """What only SQLite needs: one writer, a bound on what waits, several processes on one file."""

    async def test_too_much_waiting_is_refused_and_the_rest_kept(self, tmp_path: Path) -> None:
        writer = Writer(create_sqlite_engine(str(tmp_path / "a.db"), begin="BEGIN IMMEDIATE"), waiting_at_most=3)
        begun, go_on = threading.Event(), threading.Event()

        def hold(conn: Connection) -> None:
            metadata.create_all(conn)
            begun.set()
            assert go_on.wait(10)

        holding = asyncio.ensure_future(writer.submit(hold))
        await asyncio.to_thread(begun.wait, 10)
        waiting = [asyncio.ensure_future(writer.submit(partial(add_note, note=str(i)))) for i in range(5)]
        await asyncio.sleep(0)
        go_on.set()
        answers = await asyncio.gather(*waiting, return_exceptions=True)
        await holding
        assert answers[:3] == ["0", "1", "2"]
        assert all(isinstance(answer, Busy) and answer.headers == {"Retry-After": "1"} for answer in answers[3:])
        await asyncio.to_thread(writer.stop)

    async def test_a_read_sees_one_moment(self, tmp_path: Path) -> None:
        """A write is committed between its two looks."""

        def look_twice(conn: Connection) -> tuple[int, int]:
            first = count_notes(conn)
            begun.set()
            assert go_on.wait(10)
            return first, count_notes(conn)

        begun, go_on = threading.Event(), threading.Event()
        db = open_database(f"sqlite:///{tmp_path}/a.db")
        await db.write(metadata.create_all)
        looking = asyncio.ensure_future(db.scan(look_twice))
        await asyncio.to_thread(begun.wait, 10)
        await db.write(add_note, "late")
        go_on.set()
        assert await looking == (0, 0)
        assert await db.read(count_notes) == 1
        await db.close()

    async def test_two_processes_share_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "shared.db"
        db = open_database(f"sqlite:///{path}")
        await db.write(metadata.create_all)
        program = """
import asyncio, sys
from handrail.core.db import open_database
from sqlalchemy import text

async def main():
    db = open_database(f"sqlite:///{sys.argv[1]}")
    for i in range(100):
        await db.write(lambda conn: conn.execute(text("INSERT INTO note (id) VALUES (:id)"), {"id": f"{sys.argv[2]} {i}"}))
    await db.close()

asyncio.run(main())
"""
        others = [
            await asyncio.create_subprocess_exec(sys.executable, "-c", program, str(path), name)
            for name in ("one", "two")
        ]
        for i in range(100):
            await db.write(add_note, f"here {i}")
        assert [await other.wait() for other in others] == [0, 0]
        assert await db.read(count_notes) == 300
        await db.close()

    async def test_a_file_held_by_another_process_means_busy(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("handrail.core.db.sqlite.BUSY_TIMEOUT", 20)
        path = str(tmp_path / "held.db")
        db = open_database(f"sqlite:///{path}")
        await db.write(metadata.create_all)
        await db.close()
        holder = create_sqlite_engine(path, begin="BEGIN IMMEDIATE").connect()
        with holder, holder.begin(), pytest.raises(Busy):
            await db.write(add_note, "a")
        assert await db.write(add_note, "b") == "b"
        await db.close()

    def test_a_commit_is_on_the_disk_before_it_returns(self, tmp_path: Path) -> None:
        with create_sqlite_engine(str(tmp_path / "a.db")).connect() as conn:
            pragmas = [
                conn.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
        assert pragmas == ["wal", 2, 1]
