"""An app that is not ours and a folder with nothing in it: a way is gone once, published, and gone by somebody else with a card at each step."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.authoring.dev import COMMAND, run_dev
from tests.flows.cards import card, press
from tests.flows.conftest import HostFactory
from tests.flows.stage import PATIENCE


def go_the_way(page: Page, seen: Callable[[str], None]) -> None:
    """From the databases to a query. In: what is to be seen before each click."""
    seen("Press birds")
    page.get_by_role("heading", name="birds").get_by_role("link").click()
    page.wait_for_url("**/birds")
    seen("Press birds")
    page.get_by_role("heading", name="birds", level=3).get_by_role("link").click()
    page.wait_for_url("**/birds/birds")
    seen("Press View and edit SQL")
    page.get_by_role("link", name="View and edit SQL").click()
    page.wait_for_url("**/birds*sql=*")


def test_from_nothing_to_a_published_tour(
    page: Page, new_context: Callable[..., BrowserContext], host_app: HostFactory, tmp_path: Path
) -> None:
    host = host_app("datasette")
    folder = tmp_path / "birds"
    folder.mkdir()
    (folder / "site.json").write_text(json.dumps({"kind": "site", "id": host.site.slug, "title": "Birds"}))
    with run_dev(host.site, folder, "--url", f"{host.url}/") as (dev, link):
        page.goto(link)
        bar = page.get_by_role("region", name="Handrail preview")
        bar.get_by_role("button", name="Record", exact=True).click()
        bar.get_by_role("button", name="Start recording").click()
        recorder = page.get_by_role("region", name="Recording")
        go_the_way(page, lambda _: expect(recorder.get_by_role("status")).to_be_visible())
        expect(recorder.get_by_role("status")).to_contain_text("3 steps: Press View and edit SQL")
        recorder.get_by_role("button", name="Stop").click()
        expect(recorder.get_by_role("status")).to_contain_text("3 steps and an end")
        recorder.get_by_role("button", name="Close").click()
        (made,) = (folder / "tours").iterdir()
        assert [step["page"] for step in json.loads(made.read_text())["steps"][:3]] == ["/", "/birds", "/birds/birds"]
        # What it says is written where it is shown.
        page.goto(f"{host.url}/")
        bar.get_by_role("button", name="Items", exact=True).click()
        bar.get_by_role("button", name="Press View and edit SQL").click()
        bar.get_by_role("button", name="Press birds").first.click()
        expect(card(page, "Press birds")).to_be_visible()
        assert dev.process.poll() is None

    command = [sys.executable, "-c", COMMAND, "push", str(folder), "--publish", "production"]
    there = ["--server", host.site.url, "--key", host.site.secret_key]
    pushed = subprocess.run([*command, *there], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert pushed.returncode == 0, pushed.stderr + pushed.stdout
    somebody = new_context().new_page()
    somebody.goto(f"{host.url}/")
    go_the_way(somebody, lambda title: expect(card(somebody, title)).to_be_visible())
    press(somebody, "That is all", "Done")
