"""What the panel begins with: what fits this page, what is unfinished, and what this person may change and see of themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card, decline, press, recorded, sign_in
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.panels import TOURS, expect_view, launcher, open_panel, panel, press_in, publish_help


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    publish_help(host)
    return host


def test_what_fits_the_page_comes_first(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    here = panel(page).get_by_role("region", name="For this page")
    expect(here.get_by_role("listitem")).to_have_count(3)
    expect(here.get_by_role("listitem").nth(0)).to_contain_text("It is plain")
    expect(here.get_by_role("listitem").nth(1)).to_contain_text("Get a refund")
    expect(here.get_by_role("listitem").nth(2)).to_contain_text("How to save")
    here.get_by_role("link", name="fees").click()
    expect_view(page, "Fees")


def test_nothing_of_it_elsewhere(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/other.html")
    open_panel(page)
    expect(panel(page).get_by_role("button", name="Billing")).to_be_visible()
    expect(panel(page).get_by_role("region", name="For this page")).to_have_count(0)


def test_it_follows_the_page(page: Page, host: HostApp) -> None:
    """An app that changes its address without loading a page."""
    page.goto(f"{host.url}/other.html")
    open_panel(page)
    page.evaluate("history.pushState(null, '', 'plain.html'); document.querySelector('h1').textContent = 'Plain'")
    expect(panel(page).get_by_role("region", name="For this page")).to_be_visible()


def test_a_tour_starts_from_it_and_is_unfinished_until_it_is_done(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    press_in(page, "Start")
    expect(card(page, "Save it").get_by_role("heading")).to_be_focused()
    expect(panel(page)).to_have_count(0)
    press(page, "Save it", "Next")
    expect(card(page, "Saved")).to_be_visible()
    page.goto(f"{host.url}/other.html")
    open_panel(page)
    unfinished = panel(page).get_by_role("region", name="Unfinished")
    expect(unfinished).to_contain_text("How to save")
    unfinished.get_by_role("button", name="Continue").click()
    expect(panel(page)).to_have_count(0)
    page.goto(f"{host.url}/plain.html")
    with recorded(page, "tour_completed"):
        press(page, "Saved", "Done")
    open_panel(page)
    expect(panel(page).get_by_role("region", name="For this page")).to_be_visible()
    expect(panel(page).get_by_role("region", name="Unfinished")).to_have_count(0)


def test_a_tour_that_was_left_goes_on_where_it_was(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    press_in(page, "Start")
    press(page, "Save it", "Next")
    with recorded(page, "tour_dismissed"):
        press(page, "Saved", "Not now")
    open_panel(page)
    press_in(page, "Continue")
    expect(card(page, "Saved")).to_be_visible()
    with recorded(page, "tour_completed"):
        press(page, "Saved", "Done")
    assert host.site.report("save")["completed"] == 1
    assert host.site.report("save")["started"] == 1


def test_nothing_starts_by_itself_while_somebody_reads(page: Page, host: HostApp) -> None:
    when = {"element": {"role": "heading", "name": "Now"}, "state": "visible"}
    publish_help(host, tours={"save": {**TOURS["save"], "start": {"on": "page", "when": when}}})
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    page.evaluate("document.querySelector('h1').textContent = 'Now'")
    expect(panel(page).get_by_role("region", name="For this page")).to_contain_text("How to save")
    expect(card(page, "Save it")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(card(page, "Save it")).to_be_visible()


def test_ways_to_a_person(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/other.html")
    open_panel(page)
    press_in(page, "Contact us")
    expect_view(page, "Contact us")
    links = {link.get_attribute("href") for link in panel(page).get_by_role("link").all()}
    assert links == {"mailto:help@example.com", "tel:+4722000000", "https://example.com/contact"}


def test_without_one_none_is_offered(page: Page, host: HostApp) -> None:
    publish_help(host, site={"contact": None})
    page.goto(f"{host.url}/other.html")
    open_panel(page)
    expect(panel(page).get_by_role("button", name="Preferences")).to_be_visible()
    expect(panel(page).get_by_role("button", name="Contact us")).to_have_count(0)


def test_what_was_switched_off_is_switched_on_again(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    page.evaluate("handrail.start('save')")
    decline(page, "Save it", "Don't show this again")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.goto(f"{host.url}/other.html")
    open_panel(page)
    press_in(page, "Preferences")
    expect_view(page, "Preferences")
    declined = panel(page).get_by_role("region", name="Tours that you switched off")
    expect(declined).to_contain_text("How to save")
    with recorded(page, "preferences_changed"):
        declined.get_by_role("button", name="Switch on again").press("Enter")
    expect(declined.get_by_role("heading")).to_be_focused()
    expect(declined).not_to_contain_text("How to save")
    assert page.evaluate("handrail.preferences().then(({ items }) => items.save)") is True


def test_tours_that_start_by_themselves_are_a_switch(page: Page, host: HostApp) -> None:
    by_itself = {**TOURS["save"], "start": {"on": "page"}}
    publish_help(host, tours={"save": by_itself})
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()
    page.evaluate("handrail.open('preferences')")
    switch = panel(page).get_by_role("switch", name="Tours that start by themselves")
    expect(switch).to_be_checked()
    with recorded(page, "preferences_changed"):
        switch.click()
    expect(switch).not_to_be_checked()
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    page.evaluate("handrail.open('preferences')")
    expect(switch).not_to_be_checked()
    expect(card(page, "Save it")).to_have_count(0)


def test_what_is_kept_about_me_is_a_file(page: Page, acme: HostApp, tmp_path: Path) -> None:
    """Under a strict policy, and as somebody whom the host names."""
    watch = acme.watch(page)
    sign_in(page, acme, "frank")
    press(page, "Welcome to Acme Invoices", "Not now")
    with recorded(page, "help_opened"):
        page.evaluate("handrail.push(['open', 'preferences'])")
    expect(panel(page).get_by_role("heading", name="Preferences")).to_be_visible()
    with page.expect_download() as download:
        panel(page).get_by_role("button", name="Export").click()
    path = tmp_path / "me.json"
    download.value.save_as(path)
    kept = json.loads(path.read_text())
    assert "help_opened" in {event["name"] for event in kept["tables"]["event"]}
    assert kept["tables"]["person"][0]["sub"]
    expect(panel(page).get_by_text("The file is in your downloads.")).to_be_visible()
    watch.assert_clean()


def test_forget_me(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()
    with recorded(page, "preferences_changed"):
        page.evaluate("handrail.preferences({ items: { save: false } })")
    page.evaluate("handrail.open('preferences')")
    expect(panel(page).get_by_role("region", name="Tours that you switched off")).to_contain_text("How to save")
    before = page.evaluate("JSON.parse(localStorage.getItem(Object.keys(localStorage)[0])).person.id")
    press_in(page, "Forget me")
    expect(panel(page).get_by_text("It cannot be brought back")).to_be_focused()
    press_in(page, "Cancel")
    expect(panel(page).get_by_role("button", name="Forget me")).to_be_focused()
    press_in(page, "Forget me")
    with page.expect_response("**/v1/me/erase") as erased:
        press_in(page, "Forget me")
    assert erased.value.ok
    expect(panel(page).get_by_text("All that was kept about you is gone.")).to_be_visible()
    expect(panel(page).get_by_role("region", name="Tours that you switched off")).not_to_contain_text("How to save")
    after = page.evaluate("JSON.parse(localStorage.getItem(Object.keys(localStorage)[0])).person.id")
    assert before
    assert after != before
    assert page.evaluate("handrail.preferences().then(({ items }) => items)") == {}
