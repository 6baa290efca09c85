"""The log, and being mounted under somebody else's app."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Connection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount

from handrail.app import create_app
from handrail.core.db import table
from handrail.core.feature import Feature
from handrail.core.http import Endpoint
from handrail.core.middleware import JsonFormatter
from handrail.core.services import services
from handrail.settings import Settings
from handrail.sites.tables import Member
from tests.server.cast import Cast, MovingClock

log = logging.getLogger("handrail")


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What a server of our own would write, line by line."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    handler = Keep()
    handler.setFormatter(JsonFormatter())
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield written
    log.removeHandler(handler)
    log.setLevel(level)


async def test_one_line_per_request_without_anything_private(
    client: httpx.AsyncClient, cast: Cast, lines: list[str]
) -> None:
    answer = await client.post(
        "/api/sites/acme/keys?secret=from-the-query", headers=cast.acme.bearer, json={"name": "from-the-body"}
    )
    assert answer.status_code == 201
    (line,) = [json.loads(line) for line in lines]
    assert {name: line[name] for name in ("method", "path", "status", "level", "message")} == {
        "method": "POST",
        "path": "/api/sites/acme/keys",
        "status": 201,
        "level": "info",
        "message": "request",
    }
    assert line["id"] == answer.headers["x-request-id"]
    assert line["ms"] >= 0
    for private in ("from-the-query", "from-the-body", cast.acme.secret_key, answer.json()["secret_key"]):
        assert private not in "".join(lines)


async def test_an_error_of_the_database_is_logged_without_its_values(database_url: str, lines: list[str]) -> None:
    async def repeat_a_secret(request: Request) -> None:
        def insert_twice(conn: Connection) -> None:
            row = Member(id="x", email="secret@acme.test", name="x", password_hash="secret-hash", created_at=0)
            for id_ in ("x", "y"):
                conn.execute(table(Member).insert().values({**row.model_dump(), "id": id_, "email": id_}))
            conn.execute(table(Member).insert().values(row.model_dump()))

        await services(request).db.write(insert_twice)

    door = Feature(name="door", routes=(Endpoint("POST", "/repeat", repeat_a_secret, summary="Fail"),))
    app = create_app(Settings(database_url=database_url), features=(door,))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client,
    ):
        assert (await client.post("/repeat")).status_code == 500
    fault = json.loads(lines[0])
    assert (fault["level"], fault["message"]) == ("error", "fault")
    assert "IntegrityError" in fault["traceback"]
    assert "secret-hash" not in fault["traceback"]
    assert "secret@acme.test" not in fault["traceback"]


async def test_a_line_stays_one_line(client: httpx.AsyncClient, lines: list[str]) -> None:
    await client.get('/a%0a{"level": "error"}')
    (line,) = lines
    assert "\n" not in line
    assert json.loads(line)["status"] == 404


@pytest.fixture
async def mounted(database_url: str, clock: MovingClock) -> AsyncIterator[httpx.AsyncClient]:
    """Under `/help` of a host that knows nothing of our lifespan."""
    app = create_app(Settings(database_url=database_url), clock=clock)
    host = Starlette(routes=[Mount("/help", app)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(host), base_url="http://testserver") as client:
        yield client
    await app.state.services.db.close()


async def test_mounted_it_opens_its_database_by_itself(mounted: httpx.AsyncClient, cast: Cast) -> None:
    assert (await mounted.get("/help/healthz")).json() == {"status": "ok"}
    assert (await mounted.get("/help/api/sites/acme", headers=cast.acme.bearer)).json()["site"] == "acme"
    assert (await mounted.get("/healthz")).status_code == 404


async def test_mounted_pages_get_their_origin_allowed_too(mounted: httpx.AsyncClient, cast: Cast) -> None:
    body = {"key": cast.acme.key, "url": f"{cast.acme.origin}/"}
    answer = await mounted.post("/help/v1/sync", json=body, headers={"Origin": cast.acme.origin})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, cast.acme.origin)
    foreign = await mounted.post("/help/v1/sync", json=body, headers={"Origin": cast.globex.origin})
    assert "access-control-allow-origin" not in foreign.headers


@pytest.mark.parametrize("secret_key", [None, SecretStr("k" * 32)], ids=["key of its own", "key given"])
@pytest.mark.parametrize("path", ["/api/sites/acme", "/healthz"])
async def test_without_tables_it_says_what_to_do(
    empty_database_url: str, path: str, secret_key: SecretStr | None
) -> None:
    app = create_app(Settings(database_url=empty_database_url, secret_key=secret_key))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client,
    ):
        answer = await client.get(path)
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")
    assert "handrail migrate" in answer.json()["detail"]
