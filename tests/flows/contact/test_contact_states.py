"""Every state of writing to a person, light and dark, wide, on a phone, and at 320 px (1280 px at 400 %, WCAG 1.4.10), in forced colours, and from
right to left: axe finds nothing, nothing scrolls sideways. A picture of each goes to `test-results/contact`, for people to look at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.contact.conftest import (
    SITE,
    Office,
    attach,
    bubbles,
    expect_sent,
    field,
    make_file,
    open_contact,
    write,
)
from tests.flows.panels import panel, press_in, publish_help
from tests.flows.test_panel_states import SIDEWAYS
from tests.flows.test_states import SCHEMES, SIZES

Contexts = Callable[..., BrowserContext]
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS: dict[str, Any] = {"time_zone": "Europe/Oslo", "open": {day: ["00:00-24:00"] for day in WEEK}}


def reach_form(page: Page, office: Office) -> None:
    open_contact(page)
    expect(panel(page).get_by_text("We are here now.")).to_be_visible()
    expect(panel(page).get_by_text("What we send along")).to_be_visible()


def reach_faults(page: Page, office: Office) -> None:
    field(page).fill("Where is my refund, please?")
    expect(panel(page).get_by_role("button", name="Get a refund")).to_be_visible()
    attach(page, make_file("the-name-of-this-file-is-so-long-that-it-takes-two-lines.txt"))
    attach(page, make_file("program.exe", b"MZ\x90\x00\x03\x00"))
    expect(panel(page).get_by_role("alert")).to_contain_text("program.exe can't be sent")
    panel(page).get_by_text("What we send along").click()
    press_in(page, "Remove Browser")
    panel(page).get_by_role("textbox", name="Your email").fill("nobody")
    press_in(page, "Send")
    expect(panel(page).get_by_text("This does not look like an email address.")).to_be_visible()


def reach_thread(page: Page, office: Office) -> None:
    panel(page).get_by_role("textbox", name="Your email").fill("")
    press_in(page, "Send")
    expect_sent(page, "Where is my refund, please?")
    office.agent.say("On its way, see https://example.com/refunds/a-very-long-address/that-does-not-fit/on-one-line.")
    office.agent.offer("article", "refunds", "Get a refund")
    office.agent.offer("tour", "save", "How to save")
    expect(panel(page).get_by_role("group", name="How to save")).to_be_visible()
    page.context.set_offline(True)
    write(page, "Thank you")
    expect(bubbles(page).get_by_text("Waits until you are online")).to_be_visible()


def reach_address(page: Page, office: Office) -> None:
    page.context.set_offline(False)
    expect_sent(page, "Thank you")
    press_in(page, "Get answers by email")
    expect(panel(page).get_by_role("textbox", name="Your email")).to_be_focused()


def reach_closed(page: Page, office: Office) -> None:
    press_in(page, "I need no more help")
    expect(panel(page).get_by_text("This was closed as solved.")).to_be_visible()
    panel(page).get_by_role("radio", name="4").check()
    expect(panel(page).get_by_role("textbox", name="Anything to add?")).to_be_visible()


# One after another, on one page.
STATES: dict[str, Callable[[Page, Office], None]] = {
    "form": reach_form,
    "faults": reach_faults,
    "thread": reach_thread,
    "address": reach_address,
    "closed": reach_closed,
}


@pytest.fixture
def pictures(pytestconfig: pytest.Config) -> Path:
    return Path(pytestconfig.getoption("--output")) / "contact"


@pytest.fixture
def open_office(office: Office) -> Office:
    publish_help(office.host, site={"contact": {**SITE["contact"], "hours": HOURS}})
    return office


def test_every_state_is_accessible(page: Page, open_office: Office, pictures: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(open_office.url)
    for name, reach in STATES.items():
        reach(page, open_office)
        for (size, viewport), scheme in product(SIZES.items(), SCHEMES):
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=pictures / f"{name}-{size}-{scheme}.png")
            assert_accessible(page)
            assert page.evaluate(SIDEWAYS), name
        page.set_viewport_size(SIZES["wide"])


def test_forced_colours_keep_it_readable(new_context: Contexts, open_office: Office, pictures: Path) -> None:
    page = new_context(forced_colors="active", reduced_motion="reduce").new_page()
    page.goto(open_office.url)
    for name, reach in STATES.items():
        reach(page, open_office)
        page.screenshot(path=pictures / f"{name}-forced-colours.png")
    # What is chosen is told by more than a colour that is gone.
    chosen, other = (
        panel(page).get_by_text(score, exact=True).evaluate("one => getComputedStyle(one).backgroundColor")
        for score in ("4", "3")
    )
    assert chosen != other


def test_from_right_to_left(page: Page, open_office: Office, pictures: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(SIZES["phone"])
    page.goto(open_office.url.replace("plain", "arabic"))
    page.wait_for_function("() => !!window.handrail?.open")

    def look(name: str) -> None:
        for size in ("phone", "wide", "zoomed"):
            page.set_viewport_size(SIZES[size])
            page.screenshot(path=pictures / f"arabic-{name}-{size}.png")
            assert_accessible(page)
            assert page.evaluate(SIDEWAYS), name

    page.evaluate("handrail.open('contact')")
    shown = page.get_by_role("dialog")
    expect(shown).to_have_css("direction", "rtl")
    message = shown.get_by_role("textbox", name="رسالتك")
    message.fill("أين المبلغ المسترد؟ See https://example.com/refunds.")
    attach(page, make_file("سجل.txt"))
    expect(shown.get_by_role("button", name="سجل.txt")).to_be_visible()
    shown.get_by_text("ما نرسله مع الرسالة").click()
    look("form")
    shown.get_by_role("button", name="إرسال", exact=True).click()
    expect(shown.get_by_text("أنت، ")).to_be_visible()
    open_office.agent.say("هو في الطريق")
    open_office.agent.offer("tour", "save", "How to save")
    expect(shown.get_by_role("button", name="ابدأ")).to_be_visible()
    look("thread")
    open_office.agent.close("no_answer")
    shown.get_by_role("radio", name="4").check()
    look("closed")
