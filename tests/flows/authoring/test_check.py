"""`handrail check` as a team runs it: against the demo after a button was renamed, and against apps that know nothing of it."""

from __future__ import annotations

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


NEW = {"role": "button", "name": "New invoice", "within": {"role": "main"}}
IN_SIGHT: dict[str, Any] = {"all": [{"url": "/invoices"}, {"element": NEW, "state": "visible"}]}
OTHERS: dict[str, tuple[dict[str, Any], Callable[[Any], str]]] = {
    "tours/short.json": (
        {"kind": "tour", "steps": [{"id": "one", "page": "/invoices", "title": "One", "target": NEW}]},
        json.dumps,  # on one line, without an end
    ),
    "snippets/hint.json": (
        {"kind": "snippet", "page": "/invoices", "text": "Here.", "target": NEW},
        lambda item: json.dumps(item, indent="\t").replace("\n", "\r\n") + "\r\n",
    ),
    "checklists/list.json": (
        {"kind": "checklist", "start": {"when": IN_SIGHT}, "items": [{"id": "one", "title": "One", "by_hand": True}]},
        lambda item: json.dumps(item, indent=1, separators=(" ,", ":\n")).replace("New invoice", "New\\u0020invoice"),
    ),
}
"""Items that know the button, too, each written in a way of its own."""


def find_line(text: str) -> int:
    """Where the locator begins that names the button."""
    named = text.find('New invoice"') if 'New invoice"' in text else text.index('New\\u0020invoice"')
    return text.count("\n", 0, text.rindex("{", 0, named)) + 1


def test_a_renamed_button_fails_the_check_is_mended_and_passes(tmp_path: Path) -> None:
    folder = copy_content(resource("tours") / "acme", tmp_path)
    for file, (item, write) in OTHERS.items():
        id_ = Path(file).stem
        (folder / file).write_bytes(write({"id": id_, "title": id_.title(), **item}).encode())
    (folder / "tours/short.json").chmod(0o640)
    files = ["tours/first-invoice.json", *OTHERS]
    before = {file: (folder / file).read_bytes().decode() for file in files}
    lines = {file: find_line(text) for file, text in before.items()}
    host = create_host("http://localhost:9", "pk_nobody", SECRET, latency=0)
    narrow = ["--role", "owner", "--locale", "en", "--viewport", "1280x800"]
    narrow += [word for file in files for word in ("--only", Path(file).stem)]
    with serve(Reworded(host, New_invoice="Create an invoice")) as live:
        reports = ("--junit", "out/junit.xml", "--sarif", "out/check.sarif", "--html", "out", "--patch", "out/fix.diff")
        first = check(folder, live.url, *narrow, *reports)
        assert first.returncode == 1, first.stdout + first.stderr
        assert 'proposal: {"role": "button", "name": "Create an invoice", "within": {"role": "main"}}' in first.stdout
        assert {file: (folder / file).read_bytes().decode() for file in files} == before, "nothing is mended unasked"

        mended = check(folder, live.url, *narrow, "--fix")
        assert mended.returncode == 0, mended.stdout + mended.stderr
        after = {file: (folder / file).read_bytes().decode() for file in files}
        assert after == {
            file: text.replace('"New invoice" }', '"Create an invoice" }')
            if file not in OTHERS
            else text.replace("New invoice", "Create an invoice").replace("New\\u0020invoice", "Create an invoice")
            for file, text in before.items()
        }
        assert '+        { "role": "button", "name": { "en": "Create an invoice" }' in mended.stdout, "it is shown"
        assert (folder / "tours/short.json").stat().st_mode & 0o777 == 0o640
        assert check(folder, live.url, *narrow).returncode == 0

    out = tmp_path / "out"
    suite = ElementTree.parse(out / "junit.xml").getroot()
    assert suite.get("failures") == "4"
    (run,) = json.loads((out / "check.sarif").read_text())["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    told = {place["artifactLocation"]["uri"]: place["region"]["startLine"] for place in places}
    assert told == {f"acme/{file}": line for file, line in lines.items()}
    for file, line in lines.items():
        assert f"acme/{file}:{line}:" in first.stdout
        assert any(f"{file}:{line}:" in str(one.text) for one in suite.iter("failure"))
    page = (out / "index.html").read_text()
    pictures = sorted(path.name for path in (out / "pictures").iterdir())
    assert len(pictures) == 11
    assert all(f"pictures/{name}" in page for name in pictures)
    for file, text in before.items():
        (folder / file).write_bytes(text.encode())
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "out/fix.diff"], cwd=tmp_path, check=True, capture_output=True)
    assert {file: (folder / file).read_bytes().decode() for file in files} == after
    assert not list(tmp_path.rglob(".handrail-check*")), "what was kept is gone once all is walked"


@pytest.mark.parametrize(
    ("name", "settings", "page", "outgrown", "there"),
    [
        (
            "django-admin",
            {"roles": {"staff": {"sign_in": "check/sign_in.py"}}},
            "/admin/auth/user",
            {"role": "link", "name": "Add a person"},
            {"role": "link", "name": "Add user"},
        ),
        (
            "tabler",
            {"viewports": ["1400x900"]},
            "/index.html",
            {"role": "link", "name": "Create report", "within": {"css": ".page-header"}},
            {"role": "link", "name": "Create new report", "within": {"css": ".page-header"}},
        ),
        ("datasette", {}, "/birds", {"role": "button", "name": "Run the SQL"}, {"role": "button", "name": "Run SQL"}),
    ],
)
def test_an_app_of_others(
    name: str,
    settings: dict[str, Any],
    page: str,
    outgrown: dict[str, Any],
    there: dict[str, Any],
    tmp_path: Path,
    third_parties: Callable[[str], tuple[Injection, str]],
) -> None:
    host, url = third_parties(name)
    host.tag = ""
    folder = copy_content(CONTENT / name, tmp_path, **settings)
    (folder / "check").mkdir()
    (folder / "check/sign_in.py").write_text(DJANGO)
    step = {"id": "one", "page": page, "title": "One", "target": outgrown, "on_missing": {"after": "2s", "do": "pause"}}
    old = {"kind": "tour", "id": "outgrown", "title": "Outgrown", "steps": [step]}
    (folder / "tours/outgrown.json").write_text(json.dumps(old, indent=2))
    line = next(at for at, text in enumerate(json.dumps(old, indent=2).splitlines(), 1) if '"target"' in text)

    done = check(folder, url, "--json")
    told = json.loads(done.stdout)
    walks = {walk["key"]["item"]: walk["steps"] for walk in told["walks"]}
    walks.pop("outgrown")
    (steps,) = walks.values()
    assert len(steps) > 6
    assert {step["id"]: step["status"] for step in steps if step["status"] != "passed"} == {}, told["findings"]
    assert done.returncode == 1
    (finding,) = [one for one in told["findings"] if one["level"] == "error"]
    assert (finding["rule"], finding["file"], finding["line"]) == ("target-missing", "tours/outgrown.json", line)
    assert there in [proposal["locator"] for proposal in finding["proposals"]]
