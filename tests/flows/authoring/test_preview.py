"""The whole of it: `handrail dev` over the demo's content, its link opened in the demo, which is as strict as a host can be."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta

from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.flows.authoring.bar import bar, press
from tests.flows.authoring.dev import Dev
from tests.flows.axe import assert_accessible
from tests.flows.cards import card, decline, sign_in
from tests.flows.conftest import HostApp

FILE = "tours/first-invoice.json"


def users_of(asked: Request) -> list[str | None]:
    """For whom the drafts were asked for, if they were."""
    is_ours = "/v1/previews/" in asked.url and asked.url.endswith("/v1/sync")
    return [json.loads(asked.post_data or "")["user_token"]] if is_ours else []


def git(running: Dev, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(running.folder), *arguments], capture_output=True, text=True, check=True
    ).stdout


def test_an_author_at_work(page: Page, acme: HostApp, dev: tuple[Dev, str]) -> None:
    running, link = dev
    watch = acme.watch(page)
    sign_in(page, acme, "paula")
    page.goto(link)
    expect(bar(page)).to_be_visible()
    expect(page).to_have_url(f"{acme.url}/invoices")

    # Any step, whoever it is for.
    press(page, "Items")
    bar(page).get_by_role("button", name="What the free plan holds").click()
    bar(page).get_by_role("button", name="Five invoices a month are free").click()
    expect(page.locator("[data-handrail] :is(.card, .notice):not(.bar)")).to_be_visible()
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

    # A locator that is chosen on the page stands before those that hold still; what finds something else by now goes.
    stale = '{ "test_id": "new-invoice" },'
    assert stale in text
    running.save(FILE, text.replace(stale, '{ "test_id": "gone-since" },'))
    expect(card(page, "Start here")).to_be_visible()
    git(running, "init", "--quiet")
    git(running, "add", "--all")
    press(page, "Pick")
    expect(bar(page).get_by_role("combobox", name="Target of")).to_have_value("new")
    press(page, "Point at an element")
    shield = page.get_by_role("region", name="Point at an element")
    expect(shield).to_be_visible()
    box = page.get_by_test_id("new-invoice").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(shield.get_by_role("status")).to_contain_text("New invoice")
    page.mouse.down()
    page.mouse.up()
    found = page.get_by_role("dialog", name="Locators of")
    found.get_by_role("listitem").filter(has_text='"test_id"').first.get_by_role("button", name="Use this").click()
    expect(bar(page).get_by_role("status").first).to_contain_text(f"Written into {FILE}")
    assert running.read_file(FILE) == text
    changed = [line for line in git(running, "diff", "--unified=0").splitlines() if line[0] in "+-"]
    assert changed[2:] == ['-        { "test_id": "gone-since" },', f"+        {stale}"]
    watch.assert_clean()


def test_at_another_time_and_in_another_language(page: Page, acme: HostApp, dev: tuple[Dev, str]) -> None:
    """Nobody begins anew for either: what was put off comes back, and goes on in the other language."""
    sign_in(page, acme, "paula")
    users: list[str | None] = []
    page.on("request", lambda asked: users.extend(users_of(asked)))
    page.goto(dev[1])
    page.goto(f"{acme.url}/")
    press(page, "Act as")
    expect(bar(page).get_by_role("textbox", name="Person")).to_have_value("paula")
    welcome = card(page, "Welcome to Acme Invoices")
    decline(page, "Welcome to Acme Invoices", "Remind me tomorrow")
    expect(welcome).to_have_count(0)

    later = datetime.now(UTC) + timedelta(days=2)
    bar(page).get_by_label("Time (UTC)").fill(f"{later:%Y-%m-%dT%H:%M}")
    press(page, "Act as this person")
    expect(welcome).to_be_visible()

    bar(page).get_by_role("combobox", name="Locale").select_option("nb")
    press(page, "Act as this person")
    expect(card(page, "Velkommen til Acme Invoices")).to_be_visible()
    expect(bar(page).get_by_role("button", name="Act as", exact=True)).to_be_visible()
    press(page, "Act as")
    expect(bar(page).get_by_role("textbox", name="Person")).to_have_value("paula")
    expect(bar(page).get_by_role("combobox", name="Locale")).to_have_value("nb")
    # A stranger, who is nobody here, had no tour of theirs begun in the author's way.
    assert users
    assert all(users)


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
