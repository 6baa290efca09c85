"""The launcher: where it stands, what opens by it, and that a site without help pays nothing for it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.flows.conftest import HostApp, HostFactory
from tests.flows.panels import TOURS, launcher, open_panel, panel, publish_help
from tests.flows.test_keyboard import tab_to

HELP_FILES = ("help.js", "serve.js", "kit.js", "panel.js", "help-words-en.js")


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    publish_help(host)
    return host


def test_it_opens_and_closes_the_panel(page: Page, host: HostApp) -> None:
    watch = host.watch(page)
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    open_panel(page)
    expect(launcher(page)).to_have_attribute("aria-expanded", "true")
    launcher(page).click()
    expect(panel(page)).to_have_count(0)
    expect(launcher(page)).to_be_focused()
    page.wait_for_load_state("networkidle")
    watch.assert_clean()


def test_it_stands_at_the_same_place_on_every_page(page: Page, host: HostApp) -> None:
    places = []
    for name in ("plain", "other"):
        page.goto(f"{host.url}/{name}.html")
        expect(launcher(page)).to_be_visible()
        places.append(launcher(page).bounding_box())
        open_panel(page)
        places.append(launcher(page).bounding_box())
    assert all(place == places[0] for place in places)
    box = places[0]
    assert box is not None
    assert box["height"] >= 44
    assert (box["x"] + box["width"], box["y"] + box["height"]) == (1280 - 24, 720 - 24)


def test_it_may_stand_at_the_start(page: Page, host: HostApp) -> None:
    publish_help(host, site={"help": {"launcher": "bottom-start", "title": "Ask Acme"}})
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    box = launcher(page).bounding_box()
    assert box is not None
    assert box["x"] == 24
    launcher(page).click()
    expect(panel(page, "Ask Acme")).to_be_visible()


def test_a_host_may_hide_it_and_open_the_panel_itself(page: Page, host: HostApp) -> None:
    publish_help(host, site={"help": {"launcher": "none"}})
    page.goto(f"{host.url}/plain.html")
    page.get_by_role("button", name="Save").focus()
    page.wait_for_function("() => 'open' in handrail")
    assert page.evaluate("handrail.open()") is True
    expect(panel(page)).to_be_visible()
    expect(launcher(page)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Save")).to_be_focused()
    expect(page.locator("[data-handrail]")).to_have_count(0)


def test_a_call_made_before_the_script_is_there_opens_it(page: Page, host: HostApp) -> None:
    page.add_init_script("(window.handrail ??= []).push(['open', 'contact'])")
    page.goto(f"{host.url}/plain.html")
    expect(panel(page).get_by_role("heading", name="Contact us")).to_be_visible()


def test_it_is_reached_by_keys(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    tab_to(page, "Help")
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_it_stands_above_a_card_that_is_in_its_place(page: Page, host: HostApp, width: int) -> None:
    """There is help while there is a tour, too, and afterwards it is where it was."""
    slide = {
        "title": "Aside",
        "start": {"on": "manual"},
        "steps": [{"id": "a", "type": "slide-out", "title": "Over here"}],
    }
    publish_help(host, tours={**TOURS, "aside": slide})
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    before = launcher(page).bounding_box()
    page.evaluate("handrail.start('aside')")
    card = page.get_by_role("dialog", name="Over here")
    expect(card).to_be_visible()
    is_above = """() => {
      const [button, card] = ["launcher", "card"].map((name) => [...document.querySelectorAll("[data-handrail]")]
        .map(({ shadowRoot }) => shadowRoot.querySelector(`.${name}`)).find((one) => one)?.getBoundingClientRect());
      return button.bottom <= card.top && button.top >= 0;
    }"""
    page.wait_for_function(is_above)
    open_panel(page)
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    card.get_by_role("button", name="Done").click()
    expect(card).to_have_count(0)
    expect(page.locator(".corner")).to_have_css("translate", re.compile("^(none|0px|0px 0px)$"))
    assert launcher(page).bounding_box() == before


def test_a_site_without_help_fetches_nothing_of_it(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    watch = host.watch(page)
    page.goto(f"{host.url}/other.html")
    page.wait_for_function("() => 'open' in handrail")
    assert page.evaluate("handrail.open()") is False
    page.wait_for_load_state("networkidle")
    assert not [one.url for one in watch.requests if one.url.endswith(HELP_FILES)]
    expect(page.locator("[data-handrail]")).to_have_count(0)
    watch.assert_clean()


def test_the_panel_is_fetched_once_somebody_is_about_to_open_it(page: Page, host: HostApp) -> None:
    watch = host.watch(page)
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked = {one.url.rpartition("/")[2] for one in watch.requests}
    assert asked & set(HELP_FILES) == {"help.js"}
    with page.expect_request("**/panel.js"):
        launcher(page).hover()
