"""The panel over modals of React, Vue and Svelte as they are really built: reached, used and left again, while the modal stays open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.panels import expect_view, launcher, panel, press_in, publish_help
from tests.flows.test_frameworks import APPS, LOCKS, Publish, modal, reach
from tests.flows.test_frameworks import apps as apps
from tests.flows.test_frameworks import publish as publish

NOTHING = {"id": "one", "type": "modal", "title": "Never shown"}


@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
@pytest.mark.parametrize("app", APPS)
def test_over_a_modal(page: Page, publish: Publish, app: str, keys: bool) -> None:
    host = publish(app, NOTHING)
    publish_help(host)
    watch = host.watch(page)
    page.goto(f"{host.url}/")
    expect(launcher(page)).to_be_visible()
    page.get_by_role("button", name="New project").click()
    expect(modal(page)).to_be_visible()
    expect(page.get_by_role("dialog", name="Create").locator("[data-handrail]")).to_be_attached()
    before = page.evaluate(LOCKS)
    if keys:
        reach(page, launcher(page))
        page.keyboard.press("Enter")
    else:
        launcher(page).click()
    expect(panel(page).get_by_role("heading", name="Help", exact=True)).to_be_focused()
    field = panel(page).get_by_role("searchbox")
    if keys:
        reach(page, field)
    else:
        field.click()
    page.keyboard.type("refund")
    expect(panel(page).get_by_text("Get a refund").first).to_be_visible()
    expect(field).to_have_value("refund")
    expect(modal(page)).to_be_visible()
    press_in(page, "Back")
    press_in(page, "Contact us")
    expect_view(page, "Contact us")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(modal(page)).to_be_visible()
    expect(launcher(page)).to_be_focused()
    assert page.evaluate(LOCKS) == before
    page.get_by_label("Name", exact=True).fill("Bridge")
    page.get_by_role("button", name="Save project").click()
    expect(modal(page)).to_have_count(0)
    expect(page.get_by_role("list", name="Saved")).to_have_text("Bridge")
    expect(launcher(page)).to_be_visible()
    launcher(page).click()
    expect(panel(page)).to_be_visible()
    watch.assert_clean()
