"""Texts edited where they stand, in the language that the page is in, of all that shows some: each is one change of one file."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.flows.authoring.bar import bar, press
from tests.flows.authoring.dev import Dev
from tests.flows.axe import assert_accessible
from tests.flows.cards import sign_in
from tests.flows.conftest import HostApp

SHOWN = "[data-handrail] :is(.card, .notice):not(.bar)"


def show(page: Page, item: str) -> None:
    press(page, "Items")
    bar(page).get_by_role("searchbox", name="Find").fill(item)
    bar(page).get_by_role("button", name=item).click()
    press(page, "Show it")


def edit(page: Page, name: str) -> Locator:
    """The field of that text."""
    bar(page).get_by_role("button", name=f"Edit {name}", exact=True).click()
    return bar(page).locator("textarea")


def test_in_another_language_and_of_every_kind(page: Page, acme: HostApp, dev: tuple[Dev, str]) -> None:
    running, link = dev
    watch = acme.watch(page)
    sign_in(page, acme, "paula")
    page.goto("about:blank")
    page.goto(link)
    press(page, "Act as")
    bar(page).get_by_role("combobox", name="Locale").select_option("nb")
    with page.expect_event("load"):
        press(page, "Act as this person")

    def rewrite(item: str, name: str, before: str, after: str, file: str) -> None:
        text = running.read_file(file)
        assert text.count(f'"{before}"') == 1
        show(page, item)
        expect(page.locator(SHOWN).filter(has_text=before)).to_be_visible()
        press(page, "Edit texts")
        field = edit(page, name)
        expect(field).to_have_value(before)
        expect(bar(page).get_by_text("It translates:")).to_be_visible()
        field.fill(after)
        press(page, "Save")
        expect(bar(page).get_by_role("status").filter(has_text=f"Written into {file}")).to_be_visible()
        assert running.read_file(file) == text.replace(f'"{before}"', f'"{after}"')
        expect(page.locator(SHOWN).filter(has_text=after)).to_be_visible()

    rewrite("New year, new numbers", "Title", "Nytt år, nye numre", "Nytt år", "announcements/year-end.nb.json")
    rewrite("What should we build next?", "Text of hours", "Timeføring", "Timelister", "surveys/what-next.nb.json")
    assert_accessible(page)
    text = "Seks korte spørsmål. Ta deg god tid."
    rewrite("Invoice basics", "Text", text, "Seks spørsmål.", "quizzes/invoice-basics.nb.json")
    watch.assert_clean()
