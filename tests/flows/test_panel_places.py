"""Where the panel stands: on a page, on a phone, and where the host has a modal of its own open, as its frameworks make them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.conftest import HostApp, HostFactory
from tests.flows.panels import expect_view, launcher, open_panel, panel, press_in, publish_help
from tests.flows.test_keyboard import focused, tab_to


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    publish_help(host)
    return host


def test_on_a_phone_it_is_a_modal_sheet(page: Page, host: HostApp) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    expect(panel(page).get_by_role("heading", name="Help", exact=True)).to_be_focused()
    assert page.evaluate(
        "[...document.querySelectorAll('[data-handrail]')].some((one) => one.shadowRoot.querySelector(':modal'))"
    )
    inside = {
        "Close",
        "Search help",
        "Get a refund",
        "Start",
        "fees",
        "Billing",
        "Frequent questions",
        "Preferences",
        "Contact us",
        "",
    }
    for _ in range(14):
        page.keyboard.press("Tab")
        assert focused(page) in inside
    press_in(page, "Billing")
    expect_view(page, "Billing")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(launcher(page)).to_be_focused()


def test_on_a_phone_on_its_side_it_has_all_the_height_that_a_keyboard_leaves(page: Page, host: HostApp) -> None:
    page.set_viewport_size({"width": 640, "height": 360})
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    reached = (panel(page).get_by_role("searchbox"), panel(page).get_by_role("button", name="Close", exact=True))
    for height in (360, 190):
        # A keyboard on the screen leaves the page as it is, and what is seen of it smaller.
        page.evaluate(
            """(height) => {
              Object.defineProperty(visualViewport, "height", { configurable: true, value: height });
              visualViewport.dispatchEvent(new Event("resize"));
            }""",
            height,
        )
        expect(panel(page)).to_have_css("height", f"{height}px")
        for one in (*reached, panel(page).get_by_text("Contact us", exact=True)):
            box = one.bounding_box()
            assert box
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= height


def test_a_press_beside_the_sheet_closes_it(page: Page, host: HostApp) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    page.mouse.click(180, 20)
    expect(panel(page)).to_have_count(0)


def test_a_finger_pulls_the_sheet_down(page: Page, host: HostApp) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    top = panel(page).get_by_role("heading", name="Help", exact=True).bounding_box()
    assert top
    finger = page.context.new_cdp_session(page)
    x, y = top["x"] + 40, top["y"] + 10

    def pull(start: float, end: float) -> None:
        for kind, at in (("touchStart", start), ("touchMove", (start + end) / 2), ("touchMove", end)):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": at}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    pull(y, y + 20)
    pull(y + 150, y + 350)
    expect(panel(page)).to_be_visible()
    pull(y, y + 200)
    expect(panel(page)).to_have_count(0)
    expect(launcher(page)).to_be_focused()


def test_it_goes_on_when_the_window_becomes_narrow_or_wide(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    press_in(page, "Preferences")
    expect_view(page, "Preferences")
    for width in (500, 1000, 360):
        page.set_viewport_size({"width": width, "height": 700})
        expect_view(page, "Preferences")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)


def test_inside_a_native_modal_dialog(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/layers.html")
    expect(launcher(page)).to_be_visible()
    page.get_by_role("button", name="Native dialog").click()
    dialog = page.get_by_role("dialog", name="Native")
    expect(dialog.locator("[data-handrail]")).to_be_attached()
    open_panel(page)
    panel(page).get_by_role("searchbox").fill("refund")
    expect(panel(page).get_by_text("Get a refund").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Close it").click()
    expect(page.locator("body > [data-handrail]")).to_be_attached()
    expect(launcher(page)).to_be_visible()
    open_panel(page)


def test_a_modal_that_opens_takes_the_panel_with_it(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/layers.html")
    open_panel(page)
    press_in(page, "Contact us")
    expect_view(page, "Contact us")
    page.get_by_role("button", name="Native dialog").click()
    expect(page.get_by_role("dialog", name="Native").locator("[data-handrail]")).to_be_attached()
    press_in(page, "Back")
    expect(panel(page).get_by_role("button", name="Billing")).to_be_visible()


def test_a_modal_that_opens_takes_the_sheet_of_a_phone_with_it(page: Page, host: HostApp) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{host.url}/layers.html")
    open_panel(page)
    press_in(page, "Contact us")
    expect_view(page, "Contact us")
    page.evaluate("document.getElementById('dialog').showModal()")
    dialog = page.get_by_role("dialog", name="Native", include_hidden=True)
    expect(dialog.locator("[data-handrail]")).to_be_attached()
    press_in(page, "Back")
    expect(panel(page).get_by_role("heading", name="Help", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(page.get_by_role("dialog", name="Native")).to_be_visible()


def test_beside_a_modal_of_a_framework(page: Page, host: HostApp) -> None:
    """It hides its siblings, fetches the focus back, and closes on a press outside."""
    page.goto(f"{host.url}/layers.html")
    expect(launcher(page)).to_be_visible()
    page.get_by_role("button", name="Framework dialog").click()
    framework = page.get_by_role("dialog", name="Framework")
    expect(framework.locator("[data-handrail]")).to_be_attached()
    open_panel(page)
    panel(page).get_by_role("searchbox").click()
    page.keyboard.type("refund")
    expect(panel(page).get_by_role("searchbox")).to_have_value("refund")
    expect(framework).to_be_visible()


def test_in_a_focus_trap_by_keys(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/trap.html")
    expect(launcher(page)).to_be_visible()
    page.get_by_role("button", name="New project").click()
    expect(page.get_by_role("dialog", name="Create").locator("[data-handrail]")).to_be_attached()
    tab_to(page, "Help")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name="Help", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(launcher(page)).to_be_focused()
    expect(page.get_by_role("dialog", name="Create")).to_be_visible()


def test_a_host_that_takes_it_off_the_page_gets_it_back(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    page.evaluate("document.querySelector('[data-handrail]').remove()")
    expect(launcher(page)).to_be_visible()


def test_it_keeps_its_place_in_a_language_that_runs_the_other_way_than_the_page(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/arabic-left-to-right.html")
    button = page.get_by_role("button", name="مساعدة", exact=True)
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] == 1280 - 24
    button.click()
    dialog = page.get_by_role("dialog", name="مساعدة")
    expect(dialog).to_have_css("direction", "rtl")
    expect(dialog).to_have_css("right", "24px")
    page.set_viewport_size({"width": 360, "height": 640})
    expect(dialog).to_have_css("left", "0px")
    expect(dialog).to_have_css("right", "0px")


def test_right_to_left(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/arabic.html")
    button = page.get_by_role("button", name="مساعدة", exact=True)
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box is not None
    assert box["x"] == 24
    button.click()
    dialog = page.get_by_role("dialog", name="مساعدة")
    expect(dialog).to_have_css("direction", "rtl")
    expect(dialog.get_by_role("searchbox")).to_be_visible()


def test_a_page_that_is_turned_round_takes_it_along(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    page.keyboard.press("Escape")
    page.wait_for_load_state("networkidle")
    for direction, side in (("rtl", "left"), ("ltr", "right"), ("rtl", "left")):
        page.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
        expect(page.locator(".corner")).to_have_css(side, "24px")
    open_panel(page)
    expect(panel(page)).to_have_css("left", "24px")
