"""A file that its author saves while a text of it is being edited on the page: neither edit is lost."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.flows.authoring.bar import bar, press
from tests.flows.authoring.dev import Dev
from tests.flows.cards import card, sign_in
from tests.flows.conftest import HostApp

FILE = "tours/welcome.json"
TITLE = "Welcome to Acme Invoices"


def test_both_edit_at_once(page: Page, acme: HostApp, dev: tuple[Dev, str]) -> None:
    """In a modal card, beside which nothing but the bar can be used."""
    running, link = dev
    text = running.read_file(FILE)
    sign_in(page, acme, "paula")
    # Loaded anew, where it begins: no other tour is in its way.
    page.goto("about:blank")
    page.goto(link.replace("/invoices#", "/#"))
    expect(card(page, TITLE)).to_be_visible()

    def edit(mine: str, theirs: str) -> Locator:
        bar(page).get_by_role("button", name="Edit Title").click()
        field = bar(page).get_by_role("textbox", name="Title")
        field.fill(mine)
        running.save(FILE, text.replace(TITLE, theirs))
        expect(card(page, theirs)).to_be_visible()
        # Whatever comes in the place of the card.
        expect(field).to_be_focused()
        expect(field).to_have_value(mine)
        field.press("Enter")
        expect(bar(page).get_by_role("blockquote", name="In the file now")).to_have_text(theirs)
        expect(field).to_have_value(mine)
        assert running.read_file(FILE) == text.replace(TITLE, theirs)
        return field

    press(page, "Edit texts")
    field = edit("Mine", "Theirs")
    press(page, "Take theirs")
    expect(field).to_have_value("Theirs")
    press(page, "Save")
    expect(field).to_have_count(0)
    assert running.read_file(FILE) == text.replace(TITLE, "Theirs")

    edit("Mine again", "Theirs again")
    press(page, "Save mine")
    expect(card(page, "Mine again")).to_be_visible()
    assert running.read_file(FILE) == text.replace(TITLE, "Mine again")

    # Escape closes what is open in the bar, and no tour.
    opener = bar(page).get_by_role("button", name="Edit texts", exact=True)
    opener.press("Escape")
    expect(bar(page).get_by_role("region", name="Edit texts")).to_have_count(0)
    expect(opener).to_be_focused()
    opener.press("Escape")
    expect(card(page, "Mine again")).to_be_visible()
