"""`handrail check` where nothing answers any more: a page whose script never ends, a server that keeps silent, a browser that goes down."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.browser import find_browser
from tests.flows.authoring.processes import kill_processes
from tests.flows.live import serve

pytestmark = pytest.mark.browser
PAGES = {
    "/stuck": "<button onclick='for (;;);'>Go on</button>",
    "/incomplete": "<button>Go on</button><img alt='' src=/silent>",
}
TOURS = {
    "beside": ["first", "held", "last"],
    "brittle": ["first", "once", "last"],
    "deadly": ["first", "always", "last"],
    "incomplete": ["incomplete", "last"],
    "silent": ["first", "silent", "last"],
    "stuck": ["first", "stuck", "last"],
}
TIMEOUT = 8


class Host:
    """`/once` takes all browsers down the first time, while `/held` is waited for; `/always` each time. `/silent` is never answered."""

    def __init__(self) -> None:
        self.checking = 0
        self.held, self.killed, self.over = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def show(self, request: Request) -> Response:
        path = request.url.path
        if path == "/silent":
            await self.over.wait()
        elif path == "/held":
            self.held.set()
            await self.killed.wait()
        elif path == "/once" and not self.killed.is_set():
            await self.held.wait()
            await asyncio.to_thread(kill_processes, self.checking, "browser")
            self.killed.set()
        elif path == "/always":
            await asyncio.to_thread(kill_processes, self.checking, "browser")
        body = PAGES.get(path, "<button>Go on</button>")
        return HTMLResponse(f"<!doctype html><html lang=en><title>App</title><main>{body}</main>")


def write_tour(id_: str, pages: list[str]) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [
        {"id": page, "page": f"/{page}", "title": page, "target": {"role": "button", "name": "Go on"}} for page in pages
    ]
    for step in steps:
        if step["id"] == "stuck":
            step["advance"] = {"on": "click", "when": {"url": "/last"}}
    return {"kind": "tour", "id": id_, "title": id_, "steps": steps}


def write_content(folder: Path) -> Path:
    (folder / "tours").mkdir(parents=True)
    site = {"kind": "site", "id": "lab", "title": "Lab", "locales": ["en"], "check": {"timeout": f"{TIMEOUT}s"}}
    (folder / "site.json").write_text(json.dumps(site))
    for id_, pages in TOURS.items():
        (folder / f"tours/{id_}.json").write_text(json.dumps(write_tour(id_, pages), indent=2))
    return folder


def test_what_answers_no_more_is_explained_and_takes_nothing_with_it(tmp_path: Path) -> None:
    folder = write_content(tmp_path / "lab")
    told = run(folder, ["beside", "brittle"], workers=2)
    assert list_statuses(told) == {
        "beside": {"first": "passed", "held": "passed", "last": "passed"},
        "brittle": {"first": "passed", "once": "passed", "last": "passed"},
    }
    assert told["findings"] == []

    told = run(folder, ["deadly", "incomplete", "silent", "stuck"], workers=1)
    assert list_statuses(told) == {
        "deadly": {"first": "passed"},
        "incomplete": {"incomplete": "passed", "last": "passed"},
        "silent": {"first": "passed", "silent": "not reached", "last": "passed"},
        "stuck": {"first": "passed", "stuck": "broken", "last": "passed"},
    }
    found = {(one["item"], one["rule"]): one for one in told["findings"]}
    assert set(found) == {
        ("deadly", "walk-failed"),
        ("incomplete", "never-settles"),
        ("silent", "page-failed"),
        ("stuck", "page-crashed"),
    }
    assert 'at step "always"' in found["deadly", "walk-failed"]["problem"]
    assert found["incomplete", "never-settles"]["problem"].endswith("/silent")
    assert f"/silent was not answered within {TIMEOUT} s" in found["silent", "page-failed"]["problem"]
    assert "/stuck answers no more: a script of it never ends" in found["stuck", "page-crashed"]["problem"]
    lines = {item: (folder / f"tours/{item}.json").read_text().splitlines() for item, _ in found}
    assert '"/silent"' in lines["silent"][found["silent", "page-failed"]["line"] - 1]
    places = {"deadly": "always", "incomplete": "incomplete", "stuck": "stuck"}
    begun = {item: lines[item][found[item, rule]["line"]] for item, rule in found if item in places}
    assert begun == {item: f'      "id": "{step}",' for item, step in places.items()}


def list_statuses(told: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {walk["key"]["item"]: {step["id"]: step["status"] for step in walk["steps"]} for walk in told["walks"]}


def run(folder: Path, items: list[str], workers: int) -> dict[str, Any]:
    host = Host()
    with serve(Starlette(routes=[Route("/{path:path}", host.show)])) as live:
        command: list[str | Path] = [Path(sys.executable).with_name("handrail"), "check", folder, "--url", live.url]
        command += ["--json", "--workers", str(workers), *(word for item in items for word in ("--only", item))]
        with subprocess.Popen(
            command,
            cwd=folder.parent,
            env={**os.environ, "HANDRAIL_BROWSER": str(find_browser())},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            host.checking = process.pid
            said, noise = process.communicate(timeout=300)
        live.loop.call_soon_threadsafe(host.over.set)
    assert "Traceback" not in noise, noise
    told: dict[str, Any] = json.loads(said)
    return told
