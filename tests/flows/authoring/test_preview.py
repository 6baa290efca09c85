"""The whole of it: `handrail dev` over the demo's content, its link opened in the demo, which is as strict as a host can be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from handrail.core.resources import resource
from tests.flows.authoring.dev import Dev, run_dev
from tests.flows.axe import assert_accessible
from tests.flows.cards import card, sign_in
from tests.flows.conftest import HostApp

FILE = "tours/first-invoice.json"


@pytest.fixture
def folder(tmp_path: Path, acme: HostApp) -> Path:
    folder = tmp_path / "acme"
    shutil.copytree(resource("tours") / "acme", folder)
    site = json.loads((folder / "site.json").read_text()) | {"id": acme.site.slug}
    (folder / "site.json").write_text(json.dumps(site, indent=2))
    return folder


@pytest.fixture
def dev(acme: HostApp, folder: Path) -> Iterator[tuple[Dev, str]]:
    with run_dev(acme.site, folder, "--url", f"{acme.url}/invoices") as running:
        yield running


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Handrail preview")


def press(page: Page, name: str) -> None:
    bar(page).get_by_role("button", name=name, exact=True).click()


def test_an_author_at_work(page: Page, acme: HostApp, dev: tuple[Dev, str]) -> None:
    running, link = dev
    watch = acme.watch(page)
    sign_in(page, acme, "paula")
    page.goto(link)
    expect(bar(page)).to_be_visible()
    expect(page).to_have_url(f"{acme.url}/invoices")

    # Any step, whoever it is for.
    press(page, "Items")
    bar(page).get_by_role("button", name="Send your first invoice").click()
    bar(page).get_by_role("button", name="Start here").click()
    expect(card(page, "Start here")).to_be_visible()

    # A save is seen where the author is.
    text = running.read_file(FILE)
    running.save(FILE, text.replace("Start here", "Begin here"))
    expect(card(page, "Begin here")).to_be_visible()
    expect(card(page, "Start here")).to_have_count(0)

    # What is wrong is told with its place; the last good draft stays.
    wrong = text.replace('"placement"', '"placment"', 1)
    line = wrong[: wrong.index('"placment"')].count("\n") + 1
    running.save(FILE, wrong)
    press(page, "Problems")
    expect(bar(page).get_by_text(f"{FILE}:{line}:")).to_be_visible()
    expect(card(page, "Begin here")).to_be_visible()
    running.save(FILE, text)
    expect(card(page, "Start here")).to_be_visible()
    expect(bar(page).get_by_text("Nothing is wrong")).to_be_visible()

    # A title, edited where it stands, is the one thing that changes in the file.
    press(page, "Edit texts")
    bar(page).get_by_role("button", name="Edit Title").click()
    field = bar(page).get_by_role("textbox", name="Title")
    expect(field).to_have_value("Start here")
    field.fill("Here it begins")
    field.press("Enter")
    expect(card(page, "Here it begins")).to_be_visible()
    assert running.read_file(FILE) == text.replace('"Start here"', '"Here it begins"')
    watch.assert_clean()


def test_as_somebody_else(page: Page, acme: HostApp, dev: tuple[Dev, str]) -> None:
    """Another plan, another locale; then the preview ends, and nothing of it is left."""
    sign_in(page, acme, "paula")
    page.goto(dev[1])
    press(page, "Items")
    bar(page).get_by_role("button", name="Send your first invoice").click()
    press(page, "Conditions")
    expect(bar(page).get_by_text("start.when.all[1]")).to_be_visible()

    press(page, "Act as")
    bar(page).get_by_role("textbox", name="Person").fill("eve")
    bar(page).get_by_role("textbox", name="Account: plan").fill("free")
    press(page, "Act as this person")
    expect(bar(page).get_by_text("Done.")).to_be_visible()
    press(page, "Conditions")
    listed = bar(page).get_by_role("listitem").filter(has_text="listed")
    expect(listed).to_contain_text("does not hold")

    press(page, "Act as")
    bar(page).get_by_role("combobox", name="Locale").select_option("nb")
    with page.expect_event("load"):
        press(page, "Act as this person")
    press(page, "Items")
    expect(bar(page).get_by_role("button", name="Send your first invoice")).to_be_visible()
    assert_accessible(page)

    press(page, "End preview")
    expect(bar(page)).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    left = page.evaluate("Object.keys(localStorage)")
    assert not [name for name in left if "preview" in name]


def test_a_link_opens_once(context: BrowserContext, page: Page, acme: HostApp, dev: tuple[Dev, str]) -> None:
    """Who opens it again sees the page as everybody does; nobody else fetches any of it."""
    running, link = dev
    page.goto(link)
    expect(bar(page).get_by_role("button", name="Items")).to_be_visible()

    again = context.new_page()
    again.goto(link)
    expect(bar(again)).to_contain_text("This link was used already")
    expect(bar(again).get_by_role("button", name="Items")).to_have_count(0)
    again.close()

    fresh = context.new_page()
    fresh.goto(running.make_link())
    expect(bar(fresh).get_by_role("button", name="Items")).to_be_visible()
    fresh.close()

    visitor = context.new_page()
    watch = acme.watch(visitor)
    sign_in(visitor, acme, "paula")
    expect(card(visitor, "Welcome to Acme Invoices")).to_be_visible()
    visitor.wait_for_load_state("networkidle")
    names = {request.url.rpartition("/")[2] for request in watch.requests}
    assert "core.js" in names
    assert not names & {"preview.js", "bar.js", "pick.js", "record.js"}
