"""Every state of articles, topics and searches in the panel, light and dark, wide, at 360 px and at 320 px (1280 px at 400 %, WCAG 1.4.10): axe finds nothing, and nothing
scrolls sideways. A picture of each goes to `test-results/panel`, for people to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.help_site import CORS, HelpHost, open_help_host, panel
from tests.flows.stage import Stage
from tests.flows.test_panel_states import SIDEWAYS
from tests.flows.test_states import SCHEMES, SIZES

Reach = Callable[[Page, HelpHost], None]
ANSWER = {
    "answer": [
        {"text": "The money is back in three days.", "cite": 0},
        {"text": "Card payments take three days, bank transfers five.", "cite": 1},
    ],
    "citations": [
        {"id": "refunds", "title": "Refund an invoice", "heading": None, "anchor": None},
        {"id": "refunds", "title": "Refund an invoice", "heading": "How long it takes", "anchor": "how-long-it-takes"},
    ],
    "contact": True,
}


@pytest.fixture(scope="module")
def help_host(stage: Stage) -> Iterator[HelpHost]:
    with open_help_host(stage) as host:
        yield host


@pytest.fixture
def pictures(pytestconfig: pytest.Config) -> Path:
    """Beside what Playwright leaves of failed tests."""
    return Path(pytestconfig.getoption("--output")) / "panel"


def reach(path: str, heading: str) -> Reach:
    def open_path(page: Page, host: HelpHost) -> None:
        host.open(page, path)
        expect(panel(page).get_by_role("heading", name=heading)).to_be_visible()

    return open_path


def reach_voted(button: str, then: str) -> Reach:
    def vote(page: Page, host: HelpHost) -> None:
        host.open(page, "articles/refunds")
        panel(page).get_by_role("button", name=button, exact=True).click()
        expect(panel(page).get_by_text(then)).to_be_visible()

    return vote


def reach_results(page: Page, host: HelpHost) -> None:
    host.open(page, "search/refnud invoice")
    expect(panel(page).get_by_role("button", name="Refund an invoice")).to_be_visible()


def answering(answer: Any) -> Reach:
    def ask(page: Page, host: HelpHost) -> None:
        page.route("**/v1/answers", lambda route: route.fulfill(json=answer, headers=CORS))
        host.open(page, "search/how do I refund an invoice?")
        expect(panel(page).locator(".answer")).to_be_visible()

    return ask


def reach_failed(page: Page, host: HelpHost) -> None:
    page.route("**/v1/articles/refunds", lambda route: route.abort())
    host.open(page, "articles/refunds")
    expect(panel(page).get_by_role("alert")).to_be_visible()


def reach_waiting(page: Page, host: HelpHost) -> None:
    page.route("**/v1/articles/refunds", lambda route: None)
    host.open(page, "articles/fees")
    panel(page).get_by_role("button", name="Refund an invoice").click()
    expect(panel(page).get_by_text("Loading")).to_be_visible()


STATES: dict[str, Reach] = {
    "topics": reach("topics", "Topics"),
    "topic": reach("topics/billing", "Billing"),
    "empty-topic": reach("topics/empty", "Still to be written"),
    "everything": reach("articles/everything", "Everything an article can hold"),
    "code": reach("articles/everything#code", "Code"),
    "callouts": reach("articles/everything#callouts", "Callouts"),
    "end": reach("articles/everything#the-last-part", "The last part"),
    "helped": reach_voted("Yes", "Good to know."),
    "did-not-help": reach_voted("No", "Sorry that it did not help."),
    "results": reach_results,
    "nothing": reach("search/xylophone", "Nothing found"),
    "answer": answering(ANSWER),
    "no-answer": answering({"answer": None, "citations": [], "contact": True}),
    "failed": reach_failed,
    "waiting": reach_waiting,
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(page: Page, help_host: HelpHost, pictures: Path, state: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    STATES[state](page, help_host)
    for (size, viewport), scheme in product(SIZES.items(), SCHEMES):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        expect(panel(page)).to_be_in_viewport()
        page.screenshot(path=pictures / f"{state}-{size}-{scheme}.png")
        assert_accessible(page)
        assert page.evaluate(SIDEWAYS), size


@pytest.mark.parametrize("locale", ["nb", "de", "ar", "ja"])
@pytest.mark.parametrize("path", ["", "articles/refunds", "search/3", "preferences"])
def test_other_languages(
    page: Page, help_host: HelpHost, pictures: Path, monkeypatch: pytest.MonkeyPatch, locale: str, path: str
) -> None:
    monkeypatch.setattr(help_host, "tag", f'data-locale="{locale}"')
    page.set_viewport_size(SIZES["phone"])
    page.emulate_media(reduced_motion="reduce")
    help_host.open(page, path)
    expect(panel(page)).to_have_attribute("lang", locale)
    expect(panel(page).locator(".waiting")).to_have_count(0)
    page.screenshot(path=pictures / f"{locale}-{path.partition('/')[0] or 'home'}.png")
    assert_accessible(page)
    assert page.evaluate(SIDEWAYS)


@pytest.mark.parametrize("locale", ["no", "nn-NO"])
def test_norwegian_of_any_kind(page: Page, help_host: HelpHost, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setattr(help_host, "tag", f'data-locale="{locale}"')
    help_host.open(page, "")
    expect(panel(page)).to_have_attribute("lang", "nb")


def test_forced_colours(browser: Browser, help_host: HelpHost, pictures: Path) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    for name in ("results", "callouts", "did-not-help"):
        STATES[name](page, help_host)
        page.screenshot(path=pictures / f"{name}-forced-colours.png")
        expect(panel(page).get_by_role("button", name="Close")).to_be_visible()
    context.close()


def test_a_host_may_be_stretched(page: Page, help_host: HelpHost) -> None:
    """Text at twice its size (WCAG 1.4.4), as by the host's zoom: nothing is lost."""
    help_host.open(page, "articles/everything")
    page.evaluate("document.body.style.zoom = 2")
    expect(panel(page).get_by_role("button", name="Close")).to_be_in_viewport()
    assert page.evaluate(SIDEWAYS)
