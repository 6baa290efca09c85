"""Every state of checklists and news: axe finds nothing, nothing scrolls sideways. A picture of each goes to `test-results/lists`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.cards import card
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.learn.lists import NEWS, go_to, launcher, publish_lists
from tests.flows.panels import expect_view, panel, press_in
from tests.flows.test_panel_states import SIDEWAYS
from tests.flows.test_states import SCHEMES, SIZES

STEPS = "First steps"
TOLD = ", 0 of 4 done, 2 new announcements"


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    publish_lists(host, news=NEWS, start={"on": "page", "when": {"url": "*/plain.html"}})
    return host


@pytest.fixture
def pictures(pytestconfig: pytest.Config) -> Path:
    return Path(pytestconfig.getoption("--output")) / "lists"


def reach_card(page: Page) -> None:
    expect(card(page, STEPS).get_by_role("checkbox", name="Tell your team")).to_be_visible()
    expect(launcher(page, TOLD)).to_be_visible()


def reach_home(page: Page) -> None:
    reach_card(page)
    card(page, STEPS).get_by_role("button", name="Put away").click()
    launcher(page, TOLD).click()
    expect(panel(page).get_by_role("region", name="What's new")).to_be_visible()


def reach_list(page: Page) -> None:
    reach_home(page)
    go_to(page, "checklists/begin", STEPS)
    panel(page).get_by_role("checkbox", name="Tell your team").check()
    press_in(page, "Read about fees")
    expect_view(page, "Fees")
    press_in(page, "Back")
    expect(panel(page).get_by_text("1 of 4 done")).to_be_visible()


def reach_news(page: Page) -> None:
    reach_home(page)
    go_to(page, "news", "What's new")
    expect(panel(page).get_by_role("button", name="Show me")).to_be_visible()


def reach_quiz(page: Page) -> None:
    reach_home(page)
    go_to(page, "quizzes/know-fees", "What do you know of fees?")
    expect(panel(page).get_by_label("False", exact=True)).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "card": reach_card,
    "home": reach_home,
    "list": reach_list,
    "news": reach_news,
    "quiz": reach_quiz,
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(page: Page, host: HostApp, pictures: Path, state: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{host.url}/plain.html")
    STATES[state](page)
    for (size, viewport), scheme in product(SIZES.items(), SCHEMES):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=pictures / f"{state}-{size}-{scheme}.png")
        assert_accessible(page)
        assert page.evaluate(SIDEWAYS)


def test_forced_colours(host: HostApp, new_context: Callable[..., BrowserContext], pictures: Path) -> None:
    page = new_context(forced_colors="active", reduced_motion="reduce").new_page()
    page.goto(f"{host.url}/plain.html")
    reach_card(page)
    page.screenshot(path=pictures / "card-forced-colours.png")
    reach_list(page)
    page.screenshot(path=pictures / "list-forced-colours.png")
    done = panel(page).locator(".done > .mark")
    mark, behind = done.evaluate(
        """(one) => [one, one.closest(".panel")].map((part) => getComputedStyle(part).backgroundColor)"""
    )
    assert mark != behind
    assert_accessible(page)


def test_right_to_left(page: Page, host: HostApp, pictures: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{host.url}/arabic.html")
    expect(page.get_by_role("button", name="مساعدة، إعلانان جديدان")).to_be_visible()
    page.evaluate("handrail.push(['open', 'checklists/begin'])")
    expect(page.get_by_role("button", name="مساعدة، أُنجز 0 من 4، إعلانان جديدان")).to_be_visible()
    here = page.get_by_role("dialog")
    expect(here).to_have_attribute("dir", "rtl")
    tick, title = here.get_by_role("checkbox", name="Tell your team"), here.get_by_text("Tell your team", exact=True)
    expect(tick).to_be_visible()
    page.screenshot(path=pictures / "list-right-to-left.png")
    mark, text = tick.bounding_box(), title.bounding_box()
    assert mark
    assert text
    assert mark["x"] > text["x"] + text["width"]
    assert_accessible(page)
    page.evaluate("handrail.push(['open', ''])")
    expect(here.get_by_role("region", name="الجديد")).to_be_visible()
    page.screenshot(path=pictures / "home-right-to-left.png")
