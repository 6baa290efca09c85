"""Every list of the bar, by keys alone: axe finds nothing wrong wide and light, narrow and dark, and at 400 % zoom, nor does anything scroll
sideways; right to left and in forced colours as well. A picture of each goes to `test-results/bar`, for people to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.flows.authoring.bar import bar, press
from tests.flows.authoring.dev import Dev
from tests.flows.authoring.test_edit_texts import edit, show
from tests.flows.axe import assert_accessible
from tests.flows.cards import card, sign_in
from tests.flows.conftest import HostApp
from tests.flows.test_states import SIZES

LISTS = ("Items", "Steps", "Conditions", "Problems", "Act as", "Look", "Pick", "Record", "Edit texts")
FILE = "tours/customers.json"
LOOKS = (("wide", "light"), ("phone", "dark"), ("zoomed", "light"))
FITS = """(region) => region.scrollWidth <= region.clientWidth && document.documentElement.scrollWidth <= innerWidth"""
COLOUR = "(button) => getComputedStyle(button).backgroundColor"


def test_every_list_by_keys(page: Page, acme: HostApp, dev: tuple[Dev, str], pytestconfig: pytest.Config) -> None:
    pictures = Path(pytestconfig.getoption("--output")) / "bar"
    running, link = dev
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, acme, "paula")
    page.goto(link)
    press(page, "Items")
    bar(page).get_by_role("button", name="Send your first invoice").click()
    bar(page).get_by_role("button", name="Start here").click()
    expect(card(page, "Start here")).to_be_visible()
    press(page, "Steps")
    running.save(FILE, running.read_file(FILE).replace('"steps"', '"stepps"'))
    expect(bar(page).locator(".count")).to_be_visible()

    bar(page).get_by_role("button", name="Items", exact=True).focus()
    for name in LISTS:
        opener = bar(page).get_by_role("button", name=name, exact=True)
        expect(opener).to_be_focused()
        page.keyboard.press("Enter")
        region = bar(page).get_by_role("region", name=name, exact=True)
        expect(region).to_be_visible()
        if name == "Edit texts":
            expect(bar(page).get_by_role("button", name="Edit Title")).to_be_visible()
        # What is in a list comes right behind its button, and Escape leads back there.
        page.keyboard.press("Tab")
        expect(region.locator(":focus").or_(region.and_(page.locator(":focus")))).to_have_count(1)
        for size, scheme in LOOKS:
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert region.evaluate(FITS), (name, size)
            page.screenshot(path=pictures / f"{name}-{size}-{scheme}.png")
            assert_accessible(page)
        page.set_viewport_size(SIZES["wide"])
        page.keyboard.press("Escape")
        expect(region).to_have_count(0)
        expect(opener).to_be_focused()
        page.keyboard.press("Tab")
    expect(bar(page).get_by_role("button", name="Move to the top")).to_be_focused()

    # Which list is open is seen without the host's colours, too.
    page.emulate_media(color_scheme="light", forced_colors="active")
    press(page, "Act as")
    opened, other = (bar(page).get_by_role("button", name=name, exact=True) for name in ("Act as", "Look"))
    assert opened.evaluate(COLOUR) != other.evaluate(COLOUR)
    page.screenshot(path=pictures / "forced-colours.png")
    page.emulate_media(forced_colors="none")

    # What an author writes from right to left is edited so, in a bar that is English.
    bar(page).get_by_role("combobox", name="Locale").select_option("ar")
    with page.expect_event("load"):
        press(page, "Act as this person")
    show(page, "New year, new numbers")
    press(page, "Edit texts")
    field = edit(page, "Title")
    assert field.evaluate("(one) => one.matches(':dir(rtl)') && !one.closest('section').matches(':dir(rtl)')")
    page.set_viewport_size(SIZES["zoomed"])
    expect(field).to_be_in_viewport()
    page.screenshot(path=pictures / "right-to-left-zoomed.png")
    assert_accessible(page)
