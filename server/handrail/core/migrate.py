"""Bring a database's tables to a revision, from code. URL in; nothing out. Takes the migrations from the `alembic` folder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from handrail.core.db.sqlite import create_sqlite_engine
from handrail.core.resources import resource

T = TypeVar("T")


def migrate(database_url: str, revision: str = "head", *, back: bool = False) -> None:
    """Up, or `back` to an older `revision` (`base`: no tables). Call it outside an event loop: `await asyncio.to_thread(migrate, url)`."""
    config = Config()
    config.set_main_option("script_location", str(resource("alembic")).replace("%", "%%"))

    def run(conn: Connection) -> None:
        config.attributes["connection"] = conn
        if back or revision == "base":
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)

    with_connection(database_url, run)


def with_connection(database_url: str, function: Callable[[Connection], T]) -> T:
    """Run it in one transaction on a connection of its own."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        path = url.database or ""
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)  # it will hold secrets; one that is there keeps its mode
        engine = create_sqlite_engine(path, begin="BEGIN IMMEDIATE")
        with engine.connect() as conn, conn.begin():
            return function(conn)

    async def run() -> T:
        engine = create_async_engine(url.set(drivername="postgresql+asyncpg"))
        try:
            async with engine.begin() as conn:
                return await conn.run_sync(function)
        finally:
            await engine.dispose()

    return asyncio.run(run())
