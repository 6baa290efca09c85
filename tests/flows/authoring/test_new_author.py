"""An app and a folder with nothing in it: a way is gone once, checked, published, and gone by somebody else with a card at each step."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.authoring.dev import COMMAND, run_dev
from tests.flows.authoring.test_check import check
from tests.flows.authoring.ways import WAYS
from tests.flows.cards import card, press
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.stage import PATIENCE


def run(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *command], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout


def begin_folder(folder: Path, host: HostApp, name: str) -> Path:
    folder.mkdir()
    site = {"kind": "site", "id": host.site.slug, "title": "Tried", "check": dict(WAYS[name].settings)}
    (folder / "site.json").write_text(json.dumps(site))
    (folder / "check").mkdir()
    (folder / "check/sign_in.py").write_text(WAYS[name].signing)
    return folder


@pytest.mark.parametrize("name", list(WAYS))
def test_from_nothing_to_a_published_tour(
    name: str, page: Page, new_context: Callable[..., BrowserContext], host_app: HostFactory, tmp_path: Path
) -> None:
    host, way = host_app(name), WAYS[name]
    folder = begin_folder(tmp_path / "tried", host, name)
    start = f"{host.url}{way.path}"
    way.enter(page, host)
    with run_dev(host.site, folder, "--url", start) as (dev, link):
        page.goto(link)
        bar = page.get_by_role("region", name="Handrail preview")
        bar.get_by_role("button", name="Record", exact=True).click()
        bar.get_by_role("button", name="Start recording").click()
        recorder = page.get_by_role("region", name="Recording")
        said = recorder.get_by_role("status")
        for count, act in enumerate(way.acts, 1):
            expect(said).to_be_visible()
            act(page)
            page.keyboard.press("Tab")  # out of the field
            expect(said).to_have_text(re.compile(rf"^{count} steps?: "))
        recorder.get_by_role("button", name="Stop").click()
        expect(said).to_contain_text(f"{len(way.acts)} steps and an end")
        recorder.get_by_role("button", name="Close").click()
        (made,) = (folder / "tours").iterdir()
        titles = [step["title"] for step in json.loads(made.read_text())["steps"]]

        # What it says is written where it is shown.
        page.goto(start)
        bar.get_by_role("button", name="Items", exact=True).click()
        bar.get_by_role("button", name=json.loads(made.read_text())["title"]).click()
        bar.get_by_role("button", name=titles[0]).first.click()
        expect(card(page, titles[0])).to_be_visible()
        bar.get_by_role("button", name="Edit texts", exact=True).click()
        bar.get_by_role("button", name="Edit Title").click()
        bar.get_by_role("textbox", name="Title").fill("Here it begins")
        page.keyboard.press("Enter")
        expect(card(page, "Here it begins")).to_be_visible()
        assert dev.process.poll() is None

    run("validate", str(folder))
    checked = check(folder, host.url, "--json")
    told = json.loads(checked.stdout)
    assert checked.returncode == 0, checked.stdout
    assert not told["findings"]
    assert {step["status"] for walk in told["walks"] for step in walk["steps"]} == {"passed"}

    there = ["--server", host.site.url, "--key", host.site.secret_key]
    run("push", str(folder), "--publish", "production", *there)
    somebody = new_context().new_page()
    way.enter(somebody, host)
    somebody.goto(start)
    for number, (title, act) in enumerate(zip(["Here it begins", *titles[1:-1]], way.acts, strict=True), 1):
        expect(card(somebody, title)).to_contain_text(f"{number} of {len(titles)}")
        act(somebody)
        somebody.keyboard.press("Tab")
    press(somebody, "That is all", "Done")
