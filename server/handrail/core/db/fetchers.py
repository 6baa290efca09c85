"""A few connections to PostgreSQL for prepared selects alone. A pool would take twice as long to hand one out as it takes to use it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg

AT_MOST = 5
# These are point reads by keys: planning takes longer than reading.
PLAN_ONCE = {"plan_cache_mode": "force_generic_plan", "jit": "off"}


class Fetchers:
    """Opened as they are needed; one that failed is let go of. Nothing here changes a connection's state, so none needs resetting."""

    def __init__(self, connect_to: Mapping[str, Any]) -> None:
        self._connect_to = connect_to
        self._idle: list[asyncpg.Connection] = []
        self._free = asyncio.Semaphore(AT_MOST)

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> list[asyncpg.Record]:
        async with self._free:
            conn = await self._take()
            try:
                rows: list[asyncpg.Record] = await conn.fetch(sql, *arguments)
            except BaseException:  # also when whoever asked has gone: the answer may still be under way
                conn.terminate()
                raise
            self._idle.append(conn)
            return rows

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().close()

    async def _take(self) -> asyncpg.Connection:
        while self._idle:
            conn = self._idle.pop()
            if not conn.is_closed():
                return conn
        return await asyncpg.connect(**self._connect_to, server_settings=PLAN_ONCE)
