"""Every state, light and dark, wide, at 360 px, and at 320 px (which is 1280 px at 400 %, WCAG 1.4.10): axe finds nothing, nothing scrolls
sideways, no card covers its target. A picture of each goes to `test-results/states`, for people to look at."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.flows.axe import assert_accessible
from tests.flows.conftest import HostApp
from tests.flows.states import STATES, reach_blocked, reach_field

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES: dict[str, ViewportSize] = {
    "wide": {"width": 1280, "height": 860},
    "phone": {"width": 360, "height": 740},
    "zoomed": {"width": 320, "height": 256},
}


@pytest.fixture
def pictures(pytestconfig: pytest.Config) -> Path:
    """Beside what Playwright leaves of failed tests."""
    return Path(pytestconfig.getoption("--output")) / "states"


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(page: Page, acme: HostApp, pictures: Path, state: str) -> None:
    page.set_viewport_size(SIZES["wide"])
    page.emulate_media(reduced_motion="reduce")
    STATES[state](page, acme)
    for (size, viewport), scheme in product(SIZES.items(), SCHEMES):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=pictures / f"{state}-{size}-{scheme}.png")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def boxes_overlap(page: Page, first: str, second: str) -> bool:
    a = page.get_by_role("dialog", name=first, exact=True).bounding_box()
    b = page.get_by_test_id(second).bounding_box()
    assert a is not None
    assert b is not None
    across = a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"]
    return across and a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"]


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_card_never_covers_its_target(page: Page, acme: HostApp, size: str) -> None:
    page.set_viewport_size(SIZES[size])
    reach_blocked(page, acme)
    assert not boxes_overlap(page, "Who owes you what", "figures")


def test_a_card_follows_its_target(page: Page, acme: HostApp) -> None:
    reach_field(page, acme)
    for width in (1280, 900, 500):
        page.set_viewport_size({"width": width, "height": 700})
        expect(page.get_by_role("dialog", name="Choose a customer")).to_be_in_viewport()
        assert not boxes_overlap(page, "Choose a customer", "customer")


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, acme: HostApp) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    reach_blocked(page, acme)
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_forced_colours_keep_the_card_readable(browser: Browser, acme: HostApp, pictures: Path) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    reach_blocked(page, acme)
    page.screenshot(path=pictures / "blocked-forced-colours.png")
    expect(page.get_by_role("dialog", name="Who owes you what").get_by_role("button", name="Next")).to_be_visible()
    context.close()
