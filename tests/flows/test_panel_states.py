"""Every state of the panel's own, light and dark, wide, on a phone, and at 320 px (1280 px at 400 %, WCAG 1.4.10): axe finds nothing, nothing scrolls
sideways. A picture of each goes to `test-results/panel`, for people to look at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.cards import decline
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.panels import expect_view, launcher, open_panel, panel, press_in, publish_help
from tests.flows.test_states import SCHEMES, SIZES

SIDEWAYS = """() => [...document.querySelectorAll("[data-handrail]")].every(({ shadowRoot }) => {
  const panes = [...shadowRoot.querySelectorAll(".pane")];
  return panes.every((pane) => pane.scrollWidth <= pane.clientWidth);
}) && document.documentElement.scrollWidth <= innerWidth"""


def reach_closed(page: Page) -> None:
    expect(launcher(page)).to_be_visible()


def reach_home(page: Page) -> None:
    open_panel(page)
    expect(panel(page).get_by_text("It is plain")).to_be_visible()


def reach_unfinished(page: Page) -> None:
    page.evaluate("handrail.start('save')")
    expect(page.get_by_role("dialog", name="Save it")).to_be_visible()
    page.get_by_role("dialog", name="Save it").get_by_role("button", name="Not now").click()
    open_panel(page)
    expect(panel(page).get_by_role("button", name="Continue")).to_be_visible()


def reach_preferences(page: Page) -> None:
    open_panel(page)
    press_in(page, "Preferences")
    expect_view(page, "Preferences")


def reach_declined(page: Page) -> None:
    page.evaluate("handrail.start('save')")
    decline(page, "Save it", "Don't show this again")
    page.get_by_role("button", name="Close", exact=True).click()
    reach_preferences(page)
    expect(panel(page).get_by_role("button", name="Switch on again")).to_be_visible()


def reach_forget(page: Page) -> None:
    reach_preferences(page)
    press_in(page, "Forget me")
    expect(panel(page).get_by_role("button", name="Cancel")).to_be_visible()


def reach_contact(page: Page) -> None:
    open_panel(page)
    press_in(page, "Contact us")
    expect_view(page, "Contact us")


def reach_forward(page: Page) -> None:
    reach_contact(page)
    press_in(page, "Back")
    expect(panel(page).get_by_role("button", name="Forward")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "closed": reach_closed,
    "home": reach_home,
    "unfinished": reach_unfinished,
    "preferences": reach_preferences,
    "declined": reach_declined,
    "forget": reach_forget,
    "contact": reach_contact,
    "forward": reach_forward,
}


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    publish_help(host)
    return host


@pytest.fixture
def pictures(pytestconfig: pytest.Config) -> Path:
    return Path(pytestconfig.getoption("--output")) / "panel"


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(page: Page, host: HostApp, pictures: Path, state: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    STATES[state](page)
    for (size, viewport), scheme in product(SIZES.items(), SCHEMES):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=pictures / f"{state}-{size}-{scheme}.png")
        assert_accessible(page)
        assert page.evaluate(SIDEWAYS)


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_for_who_wants_no_motion(page: Page, host: HostApp, width: int) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{host.url}/plain.html")
    launcher(page).click()
    expect(panel(page)).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0


def test_forced_colours_keep_it_readable(browser: Browser, host: HostApp, pictures: Path) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    page.screenshot(path=pictures / "home-forced-colours.png")
    press_in(page, "Preferences")
    expect_view(page, "Preferences")
    switch = panel(page).get_by_role("switch")
    for _ in range(2):
        knob, *behind = switch.evaluate(
            """(one) => [getComputedStyle(one, "::before"), getComputedStyle(one), getComputedStyle(one.closest(".panel"))]
              .map((style) => style.backgroundColor)"""
        )
        assert knob != next(colour for colour in behind if colour != "rgba(0, 0, 0, 0)")
        page.screenshot(path=pictures / "preferences-forced-colours.png")
        switch.click()
    context.close()
