"""`handrail check` as a team runs it: against the demo after a button was renamed, and against apps that know nothing of it."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handrail.core.resources import resource
from handrail.demo.host import create_host
from tests.browser import find_browser
from tests.flows.hosts.django_admin import PASSWORD, USERNAME
from tests.flows.hosts.injection import Injection
from tests.flows.live import serve

pytestmark = pytest.mark.browser
CONTENT = Path(__file__).parents[1] / "content"
SECRET = "is_demo_acme_known_to_everybody_who_reads_this"
DJANGO = f'''
def sign_in(page, url, role, locale):
    page.goto(f"{{url}}/admin/")
    page.get_by_label("Username:").fill("{USERNAME}")
    page.get_by_label("Password:").fill("{PASSWORD}")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
'''


class Reworded:
    """An app as the next release of it has it: other words in its pages."""

    def __init__(self, app: ASGIApp, **words: str) -> None:
        self.app = app
        self.words = words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def change(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                page = bytes(body)
                for before, after in self.words.items():
                    page = page.replace(before.replace("_", " ").encode(), after.encode())
                headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
                await send({**start, "headers": [*headers, (b"content-length", str(len(page)).encode())]})
                await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, change)


def check(folder: Path, url: str, *options: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, from the folder above, as in a repository."""
    command: list[str | Path] = [
        Path(sys.executable).with_name("handrail"),
        "check",
        folder.name,
        "--url",
        url,
        *options,
    ]
    environment = {**os.environ, "HANDRAIL_BROWSER": str(find_browser())}
    return subprocess.run(
        command, cwd=folder.parent, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def copy_content(source: Path, folder: Path, **settings: Any) -> Path:
    copied = shutil.copytree(source, folder / source.name)
    if settings:
        site = json.loads((copied / "site.json").read_text())
        (copied / "site.json").write_text(json.dumps({**site, "check": settings}, indent=2))
    return copied


def test_a_renamed_button_fails_the_check_is_mended_and_passes(tmp_path: Path) -> None:
    folder = copy_content(resource("tours") / "acme", tmp_path)
    tour = folder / "tours/first-invoice.json"
    before = tour.read_text()
    line = next(number for number, text in enumerate(before.splitlines(), 1) if '"New invoice" }' in text)
    host = create_host("http://localhost:9", "pk_nobody", SECRET, latency=0)
    narrow = ("--only", "first-invoice", "--role", "owner", "--locale", "en", "--viewport", "1280x800")
    with serve(Reworded(host, New_invoice="Create an invoice")) as live:
        reports = ("--junit", "out/junit.xml", "--sarif", "out/check.sarif", "--html", "out", "--patch", "out/fix.diff")
        first = check(folder, live.url, *narrow, *reports)
        assert first.returncode == 1, first.stdout + first.stderr
        assert f"acme/tours/first-invoice.json:{line}:" in first.stdout
        assert 'proposal: {"role": "button", "name": "Create an invoice", "within": {"role": "main"}}' in first.stdout
        assert tour.read_text() == before, "nothing is mended unasked"

        mended = check(folder, live.url, *narrow, "--fix")
        assert mended.returncode == 0, mended.stdout + mended.stderr
        after = tour.read_text()
        changed = [text for text in difflib.ndiff(before.splitlines(), after.splitlines()) if text[0] in "+-"]
        assert changed == [
            '-         { "role": "button", "name": { "en": "New invoice" }, "within": { "role": "main" } }',
            '+         { "role": "button", "name": { "en": "Create an invoice" }, "within": { "role": "main" } }',
        ]
        assert '+        { "role": "button", "name": { "en": "Create an invoice" }' in mended.stdout, "it is shown"
        assert check(folder, live.url, *narrow).returncode == 0

    out = tmp_path / "out"
    suite = ElementTree.parse(out / "junit.xml").getroot()
    assert suite.get("failures") == "1"
    assert f"first-invoice.json:{line}:" in str(suite.findtext(".//failure"))
    (result,) = json.loads((out / "check.sarif").read_text())["runs"][0]["results"]
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "acme/tours/first-invoice.json"
    assert where["region"]["startLine"] == line
    page = (out / "index.html").read_text()
    pictures = sorted(path.name for path in (out / "pictures").iterdir())
    assert len(pictures) == 8
    assert all(f"pictures/{name}" in page for name in pictures)
    tour.write_text(before)
    subprocess.run(["patch", "-p1", "-i", "out/fix.diff"], cwd=tmp_path, check=True, capture_output=True)
    assert tour.read_text() == after
    assert not list(tmp_path.rglob(".handrail-check*")), "what was kept is gone once all is walked"


@pytest.mark.parametrize(
    ("name", "start", "settings", "not_followed"),
    [
        ("django-admin", "/admin/", {"roles": {"staff": {"sign_in": "check/sign_in.py"}}}, []),
        ("tabler", "/index.html", {"viewports": ["1400x900"]}, []),
        ("datasette", "/", {}, []),
    ],
)
def test_an_app_of_others(
    name: str,
    start: str,
    settings: dict[str, Any],
    not_followed: list[str],
    tmp_path: Path,
    third_parties: Callable[[str], tuple[Injection, str]],
) -> None:
    host, url = third_parties(name)
    host.tag = ""
    folder = copy_content(CONTENT / name, tmp_path, **settings)
    (folder / "check").mkdir()
    (folder / "check/sign_in.py").write_text(DJANGO)
    done = check(folder, url, "--json")
    told = json.loads(done.stdout)
    steps = told["walks"][0]["steps"]
    assert done.returncode == 0, told["findings"]
    assert [step["id"] for step in steps if step["status"] != "passed"] == not_followed
    assert len(steps) > 6
