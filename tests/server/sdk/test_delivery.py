"""What a page loads: how it may be kept, how it is compressed, and that an older loader still finds its chunks."""

from __future__ import annotations

import json

import httpx
import pytest

from handrail.core.resources import resource


def read_manifest() -> dict[str, object]:
    found: dict[str, object] = json.loads((resource("sdk") / "manifest.json").read_text())
    return found


async def test_the_loader_is_kept_for_minutes(client: httpx.AsyncClient) -> None:
    answer = await client.get("/sdk/handrail.js")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=300, stale-while-revalidate=86400"
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_a_chunk_of_this_build_is_kept_for_good(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/sdk/{read_manifest()['hash']}/words-en.js")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_a_loader_of_another_build_gets_todays_chunk_for_minutes(client: httpx.AsyncClient) -> None:
    answer = await client.get("/sdk/0123456789abcdef/words-en.js")
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("identity", None), ("", None), ("br;q=0, gzip", "gzip")],
)
async def test_it_comes_compressed_as_asked(client: httpx.AsyncClient, accepted: str, coding: str | None) -> None:
    answer = await client.get("/sdk/handrail.js", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == coding
    assert "Accept-Encoding" in answer.headers["vary"]


async def test_what_is_still_good_is_not_sent_again(client: httpx.AsyncClient) -> None:
    tag = (await client.get("/sdk/handrail.js")).headers["etag"]
    again = await client.get("/sdk/handrail.js", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/sdk/x/nothing.js", "/sdk/x/..%2f..%2fsettings.py", "/sdk/nothing.js"])
async def test_what_is_not_there_is_a_problem(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
