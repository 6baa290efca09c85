"""The log, and being mounted under somebody else's app."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from handrail.app import create_app
from handrail.core.middleware import JsonFormatter
from handrail.settings import Settings
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


@pytest.mark.parametrize("path", ["/api/sites/acme", "/healthz"])
async def test_without_tables_it_says_what_to_do(empty_database_url: str, path: str) -> None:
    app = create_app(Settings(database_url=empty_database_url))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client,
    ):
        answer = await client.get(path)
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")
    assert "handrail migrate" in answer.json()["detail"]
