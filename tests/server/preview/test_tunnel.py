"""What goes through a preview, and what does not: drafts alone, for the page that has the secret, whichever server process either end speaks to."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.preview import tunnel
from handrail.preview.limits import CALLS_AT_MOST, LARGEST_CALL
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock
from tests.server.preview.previewing import Dev, Page, at_once, begin, open_page

REFUSED = (
    "api/sites/acme",
    "openapi.json",
    "console",
    "v1",
    "studio",
    "v1/../api/sites",
    "v1/..%2fapi/sites",
    "v1/%2e%2e/api",
    "v1//api",
    "studio/../../etc/passwd",
    "studio/.hidden",
    "v1/previews/open",
    "v1/previews/x/studio/state",
    "sdk/handrail.js",
    "v1/a\\b",
    "v1/a/b/c/d/e/f/g/h",
    "v1/" + "x" * 400,
)


UNFIT: tuple[dict[str, Any], ...] = (
    {"type": "text/html"},
    {"type": "image/svg+xml"},
    {"type": "text/javascript"},
    {"status": 99},
    {"headers": {"set_cookie": "a=b"}},
    {"headers": {"cache_control": "no-store\r\nSet-Cookie: a=b"}},
    {"body": "not base64!"},
)


async def test_a_call_goes_through_and_its_answer_comes_back(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    page = await open_page(client, dev)
    answer, calls = await at_once(page.post("v1/sync", url="https://app.acme.test/"), dev.answer({"due": []}))
    assert [(one["method"], one["path"]) for one in calls] == [("POST", "v1/sync")]
    assert json.loads(calls[0]["body"]) == {"key": "", "url": "https://app.acme.test/"}  # the secret stays here
    assert (answer.status_code, answer.json()) == (200, {"due": []})
    assert answer.headers["access-control-allow-origin"] == cast.acme.origin
    assert answer.headers["cache-control"] == "no-store"
    assert await dev.take(wait=0) == []


async def test_it_does_not_matter_which_process_one_speaks_to(
    client: httpx.AsyncClient, settings: Settings, clock: MovingClock, cast: Cast
) -> None:
    other = create_app(settings, clock=clock, background=False)
    async with other.router.lifespan_context(other):
        transport = httpx.ASGITransport(other)
        async with httpx.AsyncClient(transport=transport, base_url="http://other") as elsewhere:
            dev = await begin(client, cast)
            page = await open_page(elsewhere, dev)
            for number in range(3):
                answer, _ = await at_once(page.post("studio/state"), dev.answer({"revision": number}))
                assert answer.json() == {"revision": number}


async def test_several_calls_are_under_way_at_once(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    page = await open_page(client, dev)
    asked = [asyncio.create_task(page.post("studio/state", since=str(number))) for number in range(4)]
    taken: list[dict[str, str]] = []
    while len(taken) < 4:
        taken += await dev.take()
    assert len({one["id"] for one in taken}) == 4
    for call in reversed(taken):
        body = base64.b64encode(call["body"].encode()).decode()
        await dev.post("answers", {"answers": [{"id": call["id"], "status": 200, "body": body}]})
    assert [one.json()["since"] for one in await at_once(*asked)] == ["0", "1", "2", "3"]


async def test_items_and_images_are_read_by_their_hash(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    page = await open_page(client, dev)
    headers = {"cache_control": "public, max-age=31536000, immutable", "content_language": "nb"}
    asked = page.get("v1/content/abc?locale=nb", cast.acme.origin)
    answer, calls = await at_once(asked, dev.answer({"kind": "tour"}, headers=headers))
    assert (calls[0]["method"], calls[0]["path"], calls[0]["body"]) == ("GET", "v1/content/abc?locale=nb", "")
    assert answer.headers["cache-control"] == headers["cache_control"]
    assert answer.headers["content-language"] == "nb"
    assert answer.headers["access-control-allow-origin"] == cast.acme.origin
    picture, _ = await at_once(page.get("v1/content/abc.png"), dev.answer("x", type="image/png"))
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert picture.headers["x-content-type-options"] == "nosniff"
    for path in ("v1/sync", "studio/state", "v1/content", "v1/content/a/b", "v1/content/abc?x=a/b"):
        assert (await page.get(path)).json()["type"] == "/problems/not_previewed", path
    assert (await page.get("v1/content/abc", "https://evil.test")).json()["type"] == "/problems/foreign_origin"


async def test_nothing_else_goes_through(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    page = await open_page(client, dev)
    for path in REFUSED:
        answer = await page.post(path)
        assert answer.status_code in (401, 403, 404), answer.text
        assert answer.headers["content-type"] == "application/problem+json", path
    assert await dev.take(wait=0) == []


async def test_only_the_page_with_the_secret_gets_through(client: httpx.AsyncClient, cast: Cast) -> None:
    dev, another = await begin(client, cast), await begin(client, cast)
    page, other = await open_page(client, dev), await open_page(client, another)
    for secret in ("", "pv_guessed", cast.acme.key, cast.acme.secret_key, other.secret, page.secret + "x"):
        guess = Page(client, cast.acme.origin, dev.preview, secret)
        refused = await guess.post("studio/state")
        assert (refused.status_code, refused.json()["type"]) == (401, "/problems/unauthorised")
    lost = Page(client, cast.acme.origin, "no-such-preview", page.secret)
    assert (await lost.post("studio/state")).json() == refused.json()  # nor is it told whether there is one
    for headers in ({}, {"Origin": "https://evil.test"}, {"Origin": "null"}, {"Origin": cast.globex.origin}):
        foreign = await page.post("studio/state", headers=headers)
        assert foreign.json()["type"] == "/problems/foreign_origin"
        assert "access-control-allow-origin" not in foreign.headers
    assert await dev.take(wait=0) == []


async def test_a_stream_is_nothing_to_wait_for(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    page = await open_page(client, dev)
    assert (await page.post("v1/stream")).status_code == 204
    assert await dev.take(wait=0) == []


async def test_a_machine_that_does_not_answer_is_said_to(
    client: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tunnel, "LONGEST_ANSWER_SECONDS", 0.05)
    page = await open_page(client, await begin(client, cast))
    answer = await page.post("studio/state")
    assert (answer.status_code, answer.json()["type"]) == (504, "/problems/preview_silent")
    assert answer.headers["access-control-allow-origin"] == cast.acme.origin


async def test_no_more_at_once_than_goes_through(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev = await begin(client, cast)
    page = await open_page(client, dev)
    waiting = [asyncio.create_task(page.post("studio/state")) for _ in range(CALLS_AT_MOST)]
    taken: list[dict[str, str]] = []
    while len(taken) < CALLS_AT_MOST:
        taken += await dev.take()
    busy = await page.post("studio/state")
    assert (busy.status_code, busy.json()["type"], busy.headers["retry-after"]) == (503, "/problems/preview_busy", "1")
    await dev.post("answers", {"answers": [{"id": one["id"], "status": 200, "body": "e30="} for one in taken]})
    assert {one.status_code for one in await at_once(*waiting)} == {200}
    large = await page.post("studio/edits", text="x" * LARGEST_CALL)
    assert (large.status_code, large.json()["type"]) == (413, "/problems/too_large")


async def test_an_answer_is_nothing_that_a_browser_would_run(client: httpx.AsyncClient, cast: Cast) -> None:
    """It comes from the server's own origin, where the console is."""
    dev = await begin(client, cast)
    for answer in UNFIT:
        refused = await dev.post("answers", {"answers": [{"id": "x", "status": 200, **answer}]})
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/invalid_body"), answer


async def test_an_answer_reaches_calls_of_its_own_preview_alone(client: httpx.AsyncClient, cast: Cast) -> None:
    dev, another = await begin(client, cast), await begin(client, cast)
    page = await open_page(client, dev)
    asked = asyncio.create_task(page.post("studio/state"))
    call = (await dev.take())[0]
    stranger = Dev(client, cast.acme, another.preview)
    given = await stranger.post("answers", {"answers": [{"id": call["id"], "status": 200, "body": "e30="}]})
    assert given.status_code == 204
    assert not asked.done()
    assert await dev.post("answers", {"answers": [{"id": call["id"], "status": 201, "body": "e30="}]})
    assert (await asked).status_code == 201


async def test_whoever_waits_is_answered_when_the_server_stops(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    page = await open_page(client, dev)
    asking = asyncio.create_task(page.post("studio/state"))
    assert len(await dev.take()) == 1
    asking.cancel()  # as a server does whose time to stop is over
    answer = await asking
    assert (answer.status_code, answer.json()["type"]) == (504, "/problems/preview_silent")
    assert answer.headers["access-control-allow-origin"] == cast.acme.origin
