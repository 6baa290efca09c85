"""Bodies, problems and headers, through an app with two doors of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import httpx
import pytest
from pydantic import BaseModel, Field
from starlette.requests import Request

from handrail.app import create_app
from handrail.core.feature import Feature
from handrail.core.http import Endpoint
from handrail.settings import Settings
from tests.server.databases import Template, copy_sqlite


class Note(BaseModel):
    text: Annotated[str, Field(max_length=10)]
    tags: list[str] = []


class Page(BaseModel):
    number: Annotated[int, Field(ge=1)] = 1


class Read(BaseModel):
    text: str
    number: int


async def read_note(request: Request, body: Note, query: Page) -> Read:
    return Read(text=body.text, number=query.number)


async def fail(request: Request) -> None:
    raise RuntimeError("sk_must_not_be_shown")


async def do_nothing(request: Request) -> None:
    return None


DOORS = Feature(
    name="doors",
    routes=(
        Endpoint("POST", "/notes", read_note, summary="Read a note", limit=1_000),
        Endpoint("GET", "/fault", fail, summary="Fail"),
        Endpoint("POST", "/nothing", do_nothing, summary="Do nothing"),
    ),
)


@pytest.fixture
async def client(sqlite_template: Template, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(database_url=copy_sqlite(sqlite_template, tmp_path / "http.db")), features=(DOORS,))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client,
    ):
        yield client


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "text/plain;charset=UTF-8"])
async def test_a_body_may_come_as_json_or_as_plain_text(client: httpx.AsyncClient, kind: str) -> None:
    answer = await client.post("/notes?number=3", content='{"text": "é"}', headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()) == (200, {"text": "é", "number": 3})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_nothing_to_say_is_204(client: httpx.AsyncClient) -> None:
    answer = await client.post("/nothing")
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize(
    ("content", "status", "slug"),
    [
        (b"", 400, "not_json"),
        (b"{", 400, "not_json"),
        (b"\xff", 400, "not_json"),
        (b'{"text": "\\ud800"}', 400, "not_json"),
        (b'{"text": "a\\u0000b"}', 400, "not_json"),
        (b"[" * 900, 400, "not_json"),
        (b"[]", 422, "invalid_body"),
        (b'{"text": 1}', 422, "invalid_body"),
        (b'{"text": "' + b"x" * 1_000 + b'"}', 413, "too_large"),
    ],
)
async def test_a_bad_body_is_told_what_it_is(client: httpx.AsyncClient, content: bytes, status: int, slug: str) -> None:
    answer = await client.post("/notes", content=content)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) >= {"type", "title", "status", "detail"}


async def test_an_escaped_backslash_is_no_nul(client: httpx.AsyncClient) -> None:
    answer = await client.post("/notes", content=rb'{"text": "a\\u0000"}')
    assert answer.json()["text"] == r"a\u0000"


async def test_a_hundred_thousand_levels_do_no_harm(sqlite_template: Template, tmp_path: Path) -> None:
    roomy = Feature(name="roomy", routes=(Endpoint("POST", "/notes", read_note, summary="Read", limit=1_000_000),))
    app = create_app(Settings(database_url=copy_sqlite(sqlite_template, tmp_path / "http.db")), features=(roomy,))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client,
    ):
        for opening in (b"[", b'{"a":'):
            answer = await client.post("/notes", content=opening * 100_000)
            assert answer.json()["type"] == "/problems/not_json"


async def test_a_stream_that_does_not_say_its_length_is_cut_off(client: httpx.AsyncClient) -> None:
    sent = 0

    async def pour() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1_000):
            sent += 1
            yield b"x" * 100

    answer = await client.post("/notes", content=pour())
    assert answer.status_code == 413
    assert sent < 1_000


@pytest.mark.parametrize("headers", [{"Content-Type": "text/html"}, {"Content-Encoding": "gzip"}])
async def test_other_media_are_refused(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    answer = await client.post("/notes", content="{}", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/unsupported_media")


async def test_faults_name_their_place(client: httpx.AsyncClient) -> None:
    answer = await client.post("/notes", json={"text": "x" * 11, "tags": ["a", 2]})
    assert [fault["path"] for fault in answer.json()["errors"]] == ["text", "tags.1"]
    assert "xxxxx" not in answer.text
    query = await client.post("/notes?number=0", json={"text": "a"})
    assert (query.status_code, query.json()["errors"][0]["path"]) == (422, "number")
    assert (await client.post("/notes?number=%00", json={"text": "a"})).status_code == 422


async def test_a_fault_of_ours_says_nothing_about_itself(client: httpx.AsyncClient) -> None:
    answer = await client.get("/fault")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert "sk_" not in answer.text
    assert answer.headers["x-request-id"] in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nowhere", 404), ("GET", "/%00", 404), ("GET", "/notes", 405)]
)
async def test_what_is_not_there_is_a_problem_too(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert status != 405 or answer.headers["allow"] == "POST"
