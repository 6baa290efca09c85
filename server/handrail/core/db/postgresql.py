"""PostgreSQL by asyncpg: each call has a connection and a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate

import asyncpg
from sqlalchemy import URL, Connection
from sqlalchemy.dialects.postgresql import asyncpg as asyncpg_dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from handrail.core.db.base import Database, P, Query, T
from handrail.core.db.fetchers import Fetchers
from handrail.core.problems import Busy, Unavailable

CONNECTIONS = 10
WAIT_SECONDS = 5.0
TRIES = 3
AWAY = "The database does not answer. Nothing was kept; try again in a moment."
COLLISIONS = {"40001", "40P01"}  # serialization_failure, deadlock_detected


class PostgresqlDatabase(Database):
    def __init__(self, url: URL) -> None:
        super().__init__()
        self._url = url.set(drivername="postgresql+asyncpg")
        self.dialect = asyncpg_dialect.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so
        self._engine: AsyncEngine | None = None
        self._fetchers: Fetchers | None = None

    async def read(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with naming_what_is_wrong():
            async with self._open_engine().connect() as conn:
                await conn.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                return await conn.run_sync(function, *args, **kwargs)

    scan = read

    async def write(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        for attempt in range(1, TRIES + 1):
            try:
                with naming_what_is_wrong():
                    async with self._open_engine().begin() as conn:
                        return await conn.run_sync(function, *args, **kwargs)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in COLLISIONS or attempt == TRIES:
                    raise
        raise AssertionError("the last try returns or raises")

    async def fetch(self, query: Query, **parameters: Any) -> list[tuple[Any, ...]]:
        with naming_what_is_wrong():
            if self._fetchers is None:
                self._fetchers = Fetchers(self.dialect.create_connect_args(self._url)[1])
            return [tuple(row) for row in await self._fetchers.fetch(query.sql, query.arguments(parameters))]

    async def wipe(self) -> None:
        """Left to the server's own vacuum."""

    async def close(self) -> None:
        if self._fetchers is not None:
            await self._fetchers.close()
            self._fetchers = None
        if self._engine is not None:
            await self._engine.dispose()
            self._engine = None

    def _open_engine(self) -> AsyncEngine:
        if self._engine is None:
            self._engine = create_async_engine(
                self._url,
                pool_size=CONNECTIONS,
                max_overflow=0,
                pool_timeout=WAIT_SECONDS,
                pool_pre_ping=True,
                hide_parameters=True,  # an error goes to the log, what it was about does not
            )
        return self._engine


@contextmanager
def naming_what_is_wrong() -> Iterator[None]:
    """Too many at once is `Busy`; a server that is away is `Unavailable`."""
    try:
        yield
    except PoolTimeout:
        raise Busy() from None
    except (OSError, asyncpg.PostgresConnectionError, asyncpg.CannotConnectNowError) as error:
        raise Unavailable(AWAY) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable(AWAY) from error
        raise
