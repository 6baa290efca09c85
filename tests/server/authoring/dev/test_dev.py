"""`handrail dev` as an author runs it: a process of its own, beside a server or on its database, and a page of the app that opens the link."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import httpx
import pytest

from handrail.app import create_app
from handrail.content.folder import replace_file
from handrail.settings import Settings
from tests.flows.live import LiveApp, serve
from tests.server.authoring.dev.desk import write_folder
from tests.server.cast import Cast
from tests.server.content.writing import write_files, write_tour

SECONDS = 120
TEXT = {"Content-Type": "text/plain"}


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]

    def hear(self, event: str) -> dict[str, Any]:
        """The next of its kind."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["event"] == event:
                return said
        raise AssertionError(f"it ended before there was {event}: {self.process.wait()}")

    def press_enter(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


@contextmanager
def run_dev(folder: Path, *options: str, **environment: str) -> Iterator[Running]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    command = [sys.executable, "-c", "from handrail.cli import main; main()", "dev", str(folder), "--json", *options]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    env = {**kept, **environment, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, env=env, text=True, **pipes) as process:  # type: ignore[call-overload]  # of a dict it knows no types
        too_long = Timer(2 * SECONDS, process.kill)  # what never comes ends the test all the same
        too_long.start()
        try:
            yield Running(process)
        finally:
            too_long.cancel()
            process.kill()


@dataclass(frozen=True)
class Tab:
    """A page of the app that opened a link."""

    live: LiveApp
    cast: Cast
    preview: str
    secret: str

    def ask(self, path: str, **body: Any) -> httpx.Response:
        headers = {"Origin": self.cast.acme.origin, **TEXT}
        said = json.dumps({"key": self.secret, **body})
        return httpx.post(
            f"{self.live.url}/v1/previews/{self.preview}/{path}", content=said, headers=headers, timeout=SECONDS
        )


def open_tab(live: LiveApp, cast: Cast, link: str) -> Tab:
    token = link.partition("handrail=")[2]
    said = json.dumps({"key": cast.acme.key, "token": token})
    answer = httpx.post(f"{live.url}/v1/previews/open", content=said, headers={"Origin": cast.acme.origin, **TEXT})
    assert answer.status_code == 200, answer.text
    return Tab(live, cast, answer.json()["preview"], answer.json()["secret"])


def sync_for_real(live: LiveApp, cast: Cast) -> Any:
    """As every other visitor."""
    body = json.dumps({"key": cast.acme.key, "url": f"{cast.acme.origin}/"})
    return httpx.post(f"{live.url}/v1/sync", content=body, headers={"Origin": cast.acme.origin, **TEXT}).json()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "acme"
    write_folder(path, write_files(write_tour()))
    return path


@pytest.fixture
def live(database_url: str) -> Iterator[LiveApp]:
    with serve(create_app(Settings(database_url=database_url))) as live:
        yield live


@pytest.mark.parametrize("backend", ["sqlite"])
def test_from_the_link_to_the_end(live: LiveApp, cast: Cast, folder: Path) -> None:
    """Beside a server, by a key."""
    options = ("--server", live.url, "--key", cast.acme.secret_key, "--url", f"{cast.acme.origin}/app?x=1#/inbox")
    with run_dev(folder, *options, HANDRAIL_MEMBER=cast.eddie.email) as dev:
        begun = dev.hear("begun")
        assert (begun["member"], begun["environment"], begun["origin"]) == (
            cast.eddie.email,
            "production",
            cast.acme.origin,
        )
        link = dev.hear("link")["url"]
        assert link.startswith(f"{cast.acme.origin}/app?x=1#/inbox&handrail=")
        revision = dev.hear("changed")["revision"]
        tab = open_tab(live, cast, link)

        state = tab.ask("studio/state").json()
        assert (state["revision"], [one["id"] for one in state["items"]]) == (revision, ["welcome"])
        assert [one["id"] for one in tab.ask("v1/sync", url=f"{cast.acme.origin}/app").json()["items"]] == ["welcome"]
        assert sync_for_real(live, cast)["items"] == []

        file = folder / "tours/welcome.json"
        replace_file(file, file.read_bytes().replace(b"Start here", b"Begin here"))
        told = tab.ask("studio/state", since=revision, wait=20).json()
        assert told["items"][0]["steps"][0]["title"] == "Begin here"
        edit = {
            "file": "tours/welcome.json",
            "op": "set",
            "path": ["steps", 0, "title"],
            "value": "Go",
            "was": "Begin here",
        }
        assert tab.ask("studio/edits", edits=[edit]).status_code == 200
        assert json.loads(file.read_text())["steps"][0]["title"] == "Go"
        assert tab.ask("studio/edits", edits=[edit]).json()["type"] == "/problems/edit_conflict"

        dev.press_enter()
        fresh = open_tab(live, cast, dev.hear("link")["url"])
        assert fresh.ask("studio/state").json()["revision"] == tab.ask("studio/state").json()["revision"]

        page = httpx.get(begun["address"])
        assert "Open the app" in page.text
        assert httpx.get(begun["address"], headers={"Host": "evil.test"}).status_code == 403

        assert dev.interrupt() == 0
        ended = tab.ask("studio/state")
        assert (ended.status_code, ended.json()["reason"]) == (410, "ended")


def test_on_the_servers_own_database(live: LiveApp, cast: Cast, folder: Path, database_url: str) -> None:
    """Without a server's address: the command and the server are two processes on one database."""
    (folder / "site.json").write_text("{")
    options = ("--site", "acme", "--member", cast.olivia.email)
    with run_dev(folder, *options, HANDRAIL_DATABASE_URL=database_url) as dev:
        tab = open_tab(live, cast, dev.hear("link")["url"])
        changed = dev.hear("changed")
        assert (changed["valid"], changed["faults"][0]["file"]) == (False, "site.json")
        replace_file(folder / "site.json", write_files()["site.json"].encode())
        assert dev.hear("changed")["valid"]
        assert [one["id"] for one in tab.ask("v1/sync", url=f"{cast.acme.origin}/").json()["items"]] == ["welcome"]
        assert dev.interrupt() == 0
        assert tab.ask("studio/state").status_code == 410
