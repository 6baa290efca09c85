"""`handrail check` against an app that is in trouble: whatever a page does, its step is explained and the others are walked."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.browser import find_browser
from tests.flows.authoring.processes import kill_processes
from tests.flows.axe import assert_accessible
from tests.flows.live import serve

pytestmark = pytest.mark.browser
Contexts = Callable[..., BrowserContext]
TOKEN, PASSWORD = "abcdef-token", "hunter2-password"
PAGES = {
    "/first": "<button>Begin</button>",
    "/risky": "<button onclick='fetch(`/down`)'>Try it</button>",
    "/last": "<a href=/broken>Details</a>",
    "/windows": "<button onclick='const w = open(`about:blank`); setTimeout(() => (w.location = `/last`), 200)'>Open</button>",
    "/throws": "<button>Fine</button><script>throw new Error('no such basket')</script>",
    "/form": "<form action=/sent><input type=password aria-label=Secret name=secret required><button>Send</button></form>",
    "/sent": "<button>Thanks</button>",
    "/frame": "<iframe data-testid=outer src=/middle width=600 height=400></iframe>",
    "/middle": "<iframe title=Payment src=/inner width=500 height=300></iframe>",
    "/inner": "<button>Pay</button>",
}


class Trouble:
    """Asks for a user and a password first. `checking`: the process whose pages go down."""

    checking: int | None = None

    def create(self) -> Starlette:
        return Starlette(routes=[Route("/{path:path}", self.show)])

    async def show(self, request: Request) -> Response:
        given = request.headers.get("authorization", "").removeprefix("Basic ")
        if base64.b64decode(given) != f"staging:{PASSWORD}".encode():
            return Response(status_code=401, headers={"www-authenticate": "Basic realm=staging"})
        path = request.url.path
        if path == "/down":
            kill_processes(self.checking or 0, "renderer")
            return Response()
        if path == "/private":
            return RedirectResponse(f"/sign-in?token={TOKEN}")
        body = PAGES.get(path, f"<p>{path}</p>")
        page = f"<!doctype html><html lang=en><title>App</title><main><h1>App</h1>{body}</main>"
        return HTMLResponse(page, 500 if path == "/broken" else 404 if path == "/nowhere" else 200)


def step(id_: str, target: Any, **more: Any) -> dict[str, Any]:
    patience = {"after": "2s", "do": "pause"}
    return {"id": id_, "title": id_.title(), "target": target, "on_missing": patience, **more}


def button(name: str) -> dict[str, Any]:
    return {"role": "button", "name": name}


TOURS: dict[str, list[dict[str, Any]]] = {
    "crash": [
        step("first", button("Begin"), page="/first"),
        step("risky", button("Try it"), page="/risky", advance={"on": "click", "when": {"url": "/first"}}),
        step("last", {"role": "link", "name": "Details"}, page="/last", advance={"on": "click"}),
        step("broken", button("Gone")),
    ],
    "window": [
        step("open", button("Open"), page="/windows", advance={"when": {"url": "/last"}}),
        step("last", {"role": "link", "name": "Details"}),
    ],
    "throws": [step("fine", button("Fine"), page="/throws", text="See [this](/nowhere) and [that](/first).")],
    "form": [
        step("send", button("Send"), page="/form", advance={"when": {"url": "/sent"}}),
        step("thanks", button("Thanks")),
    ],
    "frame": [step("pay", {**button("Pay"), "frame": [{"test_id": "gone"}, {"css": "iframe"}]}, page="/frame")],
    "private": [step("inside", button("Inside"), page="/private")],
}


SIGN_IN = f"""
def sign_in(page, url, role, locale):
    if role == "stranger":
        raise SystemExit("no key")
    page.goto(f"{{url}}/last?token={TOKEN}")
    page.get_by_label("Password").fill("secret", timeout=100)
"""


def write_content(folder: Path) -> Path:
    values = {"secret": PASSWORD}
    plan = {"plan": {"type": "string"}}
    site: dict[str, Any] = {"kind": "site", "id": "lab", "title": "Lab", "locales": ["en"], "account": plan}
    script = {"sign_in": "check/sign_in.py"}
    roles = {"member": {"account": {"plan": "free"}}, "stranger": script, "astray": script}
    gold = {"audience": {"all": [{"account": "plan", "is": "gold"}, {"locale": "nb"}]}}
    items: list[dict[str, Any]] = [
        {"kind": "tour", "id": id_, "title": id_, "steps": steps} for id_, steps in TOURS.items()
    ]
    items.append({"kind": "tour", "id": "gold", "title": "Gold", "steps": TOURS["throws"], **gold})
    (folder / "tours").mkdir(parents=True)
    (folder / "check").mkdir()
    (folder / "site.json").write_text(json.dumps({**site, "check": {"roles": roles, "values": values}}, indent=2))
    (folder / "check/sign_in.py").write_text(SIGN_IN)
    for item in items:
        (folder / f"tours/{item['id']}.json").write_text(json.dumps(item, indent=2))
    return folder


def test_what_goes_wrong_is_explained_and_the_rest_is_walked(tmp_path: Path, new_context: Contexts) -> None:
    folder = write_content(tmp_path / "lab")
    trouble = Trouble()
    with serve(trouble.create()) as live:
        url = live.url.replace("://", f"://staging:{PASSWORD}@")
        handrail = Path(sys.executable).with_name("handrail")
        reports = ("--json", "--html", "out", "--sarif", "out/check.sarif", "--junit", "out/junit.xml")
        with subprocess.Popen(
            [handrail, "check", folder.name, "--url", url, "--workers", "1", *reports],
            cwd=tmp_path,
            env={**os.environ, "HANDRAIL_BROWSER": str(find_browser())},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            trouble.checking = process.pid
            said, noise = process.communicate(timeout=300)
    assert process.returncode == 1, noise
    told = json.loads(said)
    walks = {walk["key"]["item"]: walk for walk in told["walks"] if walk["key"]["role"] == "member"}
    statuses = {item: {one["id"]: one["status"] for one in walk["steps"]} for item, walk in walks.items()}
    assert statuses == {
        "crash": {"first": "passed", "risky": "broken", "last": "passed", "broken": "not reached"},
        "window": {"open": "passed", "last": "passed"},
        "throws": {"fine": "passed"},
        "form": {"send": "passed", "thanks": "passed"},
        "frame": {"pay": "broken"},
        "private": {"inside": "not reached"},
    }
    found = {(one["item"], one["step"], one["rule"]): one for one in told["findings"]}
    assert set(found) == {
        ("crash", "risky", "page-crashed"),
        ("crash", "broken", "page-failed"),
        ("throws", "fine", "page-threw"),
        ("throws", None, "link-broken"),
        ("frame", "pay", "target-missing"),
        ("private", "inside", "page-elsewhere"),
        ("gold", None, "never-walked"),
        ("stranger", None, "sign-in-failed"),
        ("astray", None, "sign-in-failed"),
    }
    assert found["crash", "risky", "page-crashed"]["problem"] == f"{live.url}/risky crashed"
    assert found["crash", "broken", "page-failed"]["problem"] == f"{live.url}/broken answered 500"
    assert "no such basket" in found["throws", "fine", "page-threw"]["problem"]
    assert found["throws", None, "link-broken"]["problem"] == "the link to /nowhere is answered 404"
    assert found["throws", None, "link-broken"]["line"] == find_line(folder / "tours/throws.json", "See [this]")
    lost = found["frame", "pay", "target-missing"]
    assert lost["line"] == find_line(folder / "tours/frame.json", '"test_id": "gone"') - 1
    assert lost["fix"][0]["value"]["frame"] == [{"test_id": "outer"}, {"css": "iframe"}]
    assert f"{live.url}/sign-in?…" in found["private", "inside", "page-elsewhere"]["problem"]
    assert found["stranger", None, "sign-in-failed"]["problem"].endswith("in: it ended with no key")
    assert found["astray", None, "sign-in-failed"]["problem"].endswith(f"100ms exceeded, at {live.url}/last?…")

    out = tmp_path / "out"
    written = [said, noise, *(path.read_text() for path in out.iterdir() if path.is_file())]
    assert len(written) == 5
    assert not any(secret in text for text in written for secret in (TOKEN, PASSWORD))
    pictured = {item: [bool(one["picture"]) for one in walk["steps"]] for item, walk in walks.items()}
    assert pictured == {item: [True] * len(walk["steps"]) for item, walk in walks.items()}
    read_report(new_context, out / "index.html")


class Slow:
    """Keeps the page at `/3` waiting until it is let go. `asked`: the pages that were opened."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.reached, self.let_go = threading.Event(), threading.Event()

    async def show(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        if request.url.path == "/3":
            self.reached.set()
            await asyncio.to_thread(self.let_go.wait, 120)
        return HTMLResponse("<!doctype html><html lang=en><title>App</title><main><button>Go on</button></main>")


def test_what_was_walked_before_it_was_stopped_is_not_walked_again(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "site.json").write_text(json.dumps({"kind": "site", "id": "many", "title": "Many", "locales": ["en"]}))
    for number in range(6):
        steps = [step("one", button("Go on"), page=f"/{number}")]
        tour = {"kind": "tour", "id": f"tour-{number}", "title": "T", "steps": steps}
        (folder / f"tour-{number}.json").write_text(json.dumps(tour))
    slow = Slow()
    command: list[str | Path] = [Path(sys.executable).with_name("handrail"), "check", folder.name, "--workers", "1"]
    environment = {**os.environ, "HANDRAIL_BROWSER": str(find_browser())}
    with serve(Starlette(routes=[Route("/{path:path}", slow.show)])) as live:
        command += ["--url", live.url, "--junit", "out/junit.xml", "--json"]
        with subprocess.Popen(
            command,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # Whatever runs the tests may be deaf to it, and so would be all that it starts.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        ) as process:
            assert slow.reached.wait(120)
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the browser hears of it as well
            said, noise = process.communicate(timeout=120)
        slow.let_go.set()
        assert process.returncode == 130, noise
        assert "Traceback" not in noise
        assert "--resume" in noise
        assert [walk["key"]["item"] for walk in json.loads(said)["walks"]] == ["tour-0", "tour-1", "tour-2"]
        assert (tmp_path / "out/junit.xml").is_file(), "what was seen is reported"
        before = len(slow.asked)
        again = subprocess.run(
            [*command, "--resume"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert again.returncode == 0, again.stderr
    assert "3 of 6 walks were done before" in again.stderr
    assert len(json.loads(again.stdout)["walks"]) == 6
    opened = [path for path in slow.asked[before:] if path != "/favicon.ico"]
    assert opened == ["/3", "/4", "/5"]


def find_line(file: Path, text: str) -> int:
    return next(number for number, line in enumerate(file.read_text().splitlines(), 1) if text in line)


def read_report(new_context: Contexts, file: Path) -> None:
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", name="What handrail check saw")).to_be_visible()
    page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width
            assert_accessible(page)
            page.screenshot(path=f"test-results/states/check-report-{scheme}-{width}.png", full_page=True)
