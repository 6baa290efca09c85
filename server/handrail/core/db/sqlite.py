"""SQLite: point reads in the event loop (they take microseconds), all writes through one writer thread, long reads in threads.

WAL lets readers and the writer go on side by side; several processes may share the file.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any, Concatenate

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.pool import NullPool, QueuePool

from handrail.core.db.base import Database, P, Query, T
from handrail.core.db.turns import Turns
from handrail.core.db.writer import Writer

BUSY_TIMEOUT = 5_000
SCANS_AT_ONCE = 4


class SqliteDatabase(Database):
    dialect = pysqlite.dialect(paramstyle="qmark")

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._reader: Connection | None = None
        self._writer: Writer | None = None
        self._scanner: Engine | None = None
        self._scans = asyncio.Semaphore(SCANS_AT_ONCE)

    async def read(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        conn = self._reading()
        with conn.begin():
            return function(conn, *args, **kwargs)

    async def write(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._writer is None:
            self._writer = Writer(create_sqlite_engine(self._path, begin="BEGIN IMMEDIATE"), turns=Turns(self._path))
        return await self._writer.submit(lambda conn: function(conn, *args, **kwargs))

    async def scan(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def run(engine: Engine) -> T:
            with engine.connect() as conn, conn.begin():
                return function(conn, *args, **kwargs)

        async with self._scans:
            return await asyncio.to_thread(run, self._scanning())

    async def fetch(self, query: Query, **parameters: Any) -> list[tuple[Any, ...]]:
        driver = self._reading().connection.driver_connection
        assert driver is not None
        rows: list[tuple[Any, ...]] = driver.execute(query.sql, query.arguments(parameters)).fetchall()
        if query.booleans:
            rows = [
                tuple(bool(v) if i in query.booleans and v is not None else v for i, v in enumerate(row))
                for row in rows
            ]
        return rows

    async def wipe(self) -> None:
        """The write-ahead log goes into the file, where deleted rows are zeroes, and is cut. Whoever reads just then keeps it for a while."""

        def run() -> None:
            with create_sqlite_engine(self._path).connect() as conn:
                conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

        await asyncio.to_thread(run)

    async def close(self) -> None:
        if self._writer is not None:
            await asyncio.to_thread(self._writer.stop)
            self._writer = None
        if self._scanner is not None:
            self._scanner.dispose()
            self._scanner = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _scanning(self) -> Engine:
        """Its connections are kept: a new one has yet to read the schema, and to find out how each statement is run."""
        if self._scanner is None:
            self._scanner = create_sqlite_engine(self._path, read_only=True, kept=SCANS_AT_ONCE)
        return self._scanner

    def _reading(self) -> Connection:
        if self._reader is None:
            self._reader = create_sqlite_engine(self._path, read_only=True).connect()
        return self._reader


def create_sqlite_engine(path: str, *, begin: str = "BEGIN", read_only: bool = False, kept: int = 0) -> Engine:
    """Transactions begun by `begin`, each commit on the disk before it returns. Connections are new, unless so many are `kept`."""
    engine = create_engine(
        URL.create("sqlite", database=path),
        **({"poolclass": QueuePool, "pool_size": kept, "max_overflow": 0} if kept else {"poolclass": NullPool}),
        connect_args={"check_same_thread": False},
        hide_parameters=True,  # an error goes to the log, what it was about does not
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 would begin transactions at times of its own choice
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        switch_to_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # some builds leave deleted rows readable in the file
        connection.execute("PRAGMA cache_size = -16000")
        if read_only:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def begin_transaction(conn: Connection) -> None:
        conn.exec_driver_sql(begin)

    return engine


def switch_to_wal(connection: sqlite3.Connection) -> None:
    """Stays switched in the file. Two processes that open a new file at once get in each other's way, and SQLite does not wait here."""
    for attempt in range(50):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if attempt == 49:
                raise
            time.sleep(0.02)
