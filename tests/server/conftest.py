"""Fixtures of the server's tests. Whatever uses `database_url` runs twice: on SQLite and on PostgreSQL.

`client` speaks to `app` in this process; `cast` says who is there; `clock` is moved by hand.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import argon2
import httpx
import pytest
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.settings import Settings
from handrail.sites import passwords
from tests.server.cast import Cast, MovingClock
from tests.server.databases import (
    PostgresqlServer,
    Template,
    copy_sqlite,
    make_template,
    run_postgresql,
)

BACKENDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashes at the least cost: what they cost in earnest is argon2's to know, and hundreds of sign-ins are ours to wait for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    with run_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(f"sqlite:///{tmp_path_factory.mktemp('template')}/template.db")


@pytest.fixture(scope="session")
def postgresql_template(postgresql: PostgresqlServer) -> Template:
    template = make_template(postgresql.create())
    postgresql.set_aside(template)
    return template


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def template(backend: str, request: pytest.FixtureRequest) -> Template:
    found = request.getfixturevalue(f"{backend}_template")
    assert isinstance(found, Template)
    return found


@pytest.fixture
def database_url(backend: str, template: Template, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of this test alone, with the tables and the cast in it."""
    if backend == "sqlite":
        yield copy_sqlite(template, tmp_path / "handrail.db")
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    server.put_back(template)
    yield template.url


@pytest.fixture
def empty_database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of this test alone, without any table."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
def cast(template: Template) -> Cast:
    return template.cast


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url)


@pytest.fixture
async def app(settings: Settings, clock: MovingClock) -> AsyncIterator[Starlette]:
    """Nothing runs beside the requests: what a server does by itself, a test does when it is its time."""
    app = create_app(settings, clock=clock, background=False)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
        yield client
