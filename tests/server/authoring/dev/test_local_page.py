"""Who may speak to the author's machine: its own page, by a loopback name, with the session's secret. Also the page itself."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.server.authoring.dev.desk import HOME, LINK, PORT, SECRET, Desk
from tests.server.cast import ORIGIN

WRITES = ("state", "source", "edits", "items", "act")


@pytest.mark.parametrize(
    "host", ["evil.test", f"evil.test:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"127.0.0.1.evil.test:{PORT}", "", f"0.0.0.0:{PORT}"]
)  # fmt: skip
async def test_a_name_that_was_bound_to_this_machine_opens_nothing(desk: Desk, host: str) -> None:
    """DNS rebinding: the browser sends the name that the page was opened by."""
    for method, path in (("GET", "/"), ("POST", "/open"), *(("POST", f"/studio/{name}") for name in WRITES)):
        answer = await desk.client.request(method, path, headers={"Host": host}, content=json.dumps({"key": SECRET}))
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/foreign_page")
        assert SECRET not in answer.text


@pytest.mark.parametrize(
    "origin", ["https://evil.test", "null", ORIGIN, f"https://127.0.0.1:{PORT}", "http://127.0.0.1"]
)
async def test_foreign_pages_are_refused(desk: Desk, origin: str) -> None:
    """The app itself, too: it speaks through the preview or not at all."""
    for path in ("/open", "/studio/edits", "/studio/state"):
        answer = await desk.client.post(path, content=json.dumps({"key": SECRET}), headers={"Origin": origin})
        assert answer.json()["type"] == "/problems/foreign_page"
        assert "access-control-allow-origin" not in answer.headers


async def test_without_the_secret_nothing_is_told_or_written(desk: Desk) -> None:
    for name in WRITES:
        body = {
            "key": "ds_guessed",
            "file": "site.json",
            "item": {},
            "edits": [{"file": "x", "op": "set", "path": ["x"]}],
        }
        answer = await desk.client.post(f"/studio/{name}", content=json.dumps(body))
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthorised"), name
    forged = await desk.client.post("/open", data={"key": "guessed"})
    assert forged.json()["type"] == "/problems/forged_form"


async def test_nothing_of_a_server_is_there(desk: Desk) -> None:
    for path in ("/api/sites", "/v1/sync", "/console", "/openapi.json", "/static/..%2fpage.py", "/static/nothing.js"):
        assert (await desk.client.get(path)).status_code == 404, path


async def test_the_page_shows_what_there_is_and_opens_the_app(desk: Desk) -> None:
    (desk.folder / "tours/broken.json").write_text('{ "kind": "tour", "id": "broken", "title": "<b>Broken</b>" }')
    await desk.drafts.refresh()
    for home in (HOME, f"http://localhost:{PORT}"):
        page = await desk.client.get("/", headers={"Host": home.removeprefix("http://")})
        assert page.status_code == 200
    assert "Open the app" in page.text
    assert "tours/welcome.json:3" in page.text
    assert "tours/broken.json:1:1" in page.text
    assert "&lt;b&gt;Broken" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert f"form-action 'self' {ORIGIN}" in policy
    assert page.headers["x-frame-options"] == "DENY"
    opened = await desk.client.post("/open", data={"key": SECRET}, headers={"Origin": HOME})
    assert (opened.status_code, opened.headers["location"]) == (303, LINK)


async def test_sizes_are_limited(desk: Desk) -> None:
    large = await desk.ask("items", item={"text": "x" * 1_100_000})
    assert large.json()["type"] == "/problems/too_large"
    many = [{"file": "site.json", "op": "set", "path": ["title"], "value": "x"}] * 201
    assert (await desk.ask("edits", edits=many)).status_code == 422
    chunked = httpx.Request("POST", f"{HOME}/studio/state", content=b"{")
    assert (await desk.client.send(chunked)).json()["type"] == "/problems/not_json"
