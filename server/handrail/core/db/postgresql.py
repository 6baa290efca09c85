"""PostgreSQL by asyncpg: each call has a connection of a pool and a transaction of its own."""

from __future__ import annotations

import asyncio
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
from handrail.core.problems import Busy, Unavailable

CONNECTIONS = 10
FETCHING_CONNECTIONS = 5
WAIT_SECONDS = 5.0
TRIES = 3
AWAY = "The database does not answer. Nothing was kept; try again in a moment."
PLAN_ONCE = {
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
}  # point reads by keys: planning takes longer than reading
COLLISIONS = {"40001", "40P01"}  # serialization_failure, deadlock_detected


class PostgresqlDatabase(Database):
    def __init__(self, url: URL) -> None:
        super().__init__()
        self._url = url.set(drivername="postgresql+asyncpg")
        self.dialect = asyncpg_dialect.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so
        self._engine: AsyncEngine | None = None
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()

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
            pool = self._pool or await self._open_pool()
            return [tuple(row) for row in await pool.fetch(query.sql, *query.arguments(parameters))]

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()
            self._pool = None
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

    async def _open_pool(self) -> asyncpg.Pool:
        async with self._opening:
            if self._pool is None:
                _, arguments = self.dialect.create_connect_args(self._url)
                self._pool = await asyncpg.create_pool(
                    min_size=0,
                    max_size=FETCHING_CONNECTIONS,
                    reset=leave_as_is,
                    server_settings=PLAN_ONCE,
                    **arguments,
                )
            return self._pool


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


async def leave_as_is(_conn: object) -> None:
    """These connections only ever run prepared selects: there is nothing to reset, which would be another way to the server and back."""
