"""A checklist on the pages of a host: walked by mouse and by keys, put away and found again, on two devices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.cards import card, press, recorded
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.hosts.injection import Injection
from tests.flows.learn.lists import entry, expect_done, go_to, launcher, publish_lists, sign_in
from tests.flows.panels import expect_view, panel, press_in

BY_ITSELF = {"start": {"on": "page", "when": {"url": "*/plain.html"}}}
STEPS = "First steps"
ThirdParties = Callable[[str], tuple[Injection, str]]


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    return host_app("pages")


def answer_right(page: Page) -> None:
    """The quiz in the panel."""
    panel(page).get_by_label("False", exact=True).check()
    with recorded(page, "quiz_completed"):
        press_in(page, "Finish")


def test_by_mouse_over_several_pages(page: Page, host: HostApp) -> None:
    publish_lists(host, **BY_ITSELF)
    watch = host.watch(page)
    with recorded(page, "checklist_started"):
        page.goto(f"{host.url}/plain.html")
    page.reload()
    first = card(page, STEPS)
    expect(first.get_by_text("0 of 4 done")).to_be_visible()
    expect(launcher(page, ", 0 of 4 done")).to_be_visible()
    expect(page.locator("body")).to_be_focused()
    # What is to be read first keeps the quiz shut.
    expect(entry(page, "Answer a question")).to_contain_text("First: Read about fees")
    expect(first.get_by_role("button", name="Answer a question")).to_have_count(0)
    first.get_by_role("button", name="Save something").click()
    expect(first).to_have_count(0)
    press(page, "Save it", "Next")
    press(page, "Saved", "Done")
    launcher(page, ", 1 of 4 done").click()
    line = panel(page).get_by_role("button", name=STEPS)
    expect(line).to_have_accessible_description("1 of 4 done")
    line.click()
    expect_view(page, STEPS)
    expect_done(page, "Save something")
    press_in(page, "Read about fees")
    expect_view(page, "Fees")
    press_in(page, "Back")
    expect_done(page, "Read about fees")
    press_in(page, "Answer a question")
    expect_view(page, "What do you know of fees?")
    answer_right(page)
    press_in(page, "Back")
    expect_done(page, "Answer a question")
    expect(launcher(page, ", 3 of 4 done")).to_be_visible()
    # Optional, and so no part of what is counted.
    tick = panel(page).get_by_role("checkbox", name="Tell your team")
    tick.check()
    expect(tick).to_be_checked()
    tick.uncheck()
    expect(panel(page).get_by_text("3 of 4 done")).to_be_visible()
    panel(page).get_by_role("link", name="See the other page").click()
    expect(page.get_by_role("heading", name="Other")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="You know your way around.")).to_be_visible()
    expect(launcher(page)).to_be_visible()
    # It is said once, and stays to be found.
    page.goto(f"{host.url}/plain.html")
    launcher(page).click()
    expect(panel(page).get_by_role("button", name=STEPS)).to_have_accessible_description("Done")
    panel(page).get_by_role("button", name=STEPS).click()
    expect_done(page, "See the other page")
    expect(panel(page).get_by_text("You know your way around.")).to_be_visible()
    expect(page.get_by_text("You know your way around.")).to_have_count(1)
    watch.assert_clean()


def press_by_keys(page: Page, to: Locator, key: str = "Enter") -> None:
    """Tab to it, from wherever the focus is."""
    expect(to).to_be_visible()
    for _ in range(40):
        if to.evaluate("(one) => one.matches(':focus')"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {to}")


def test_by_keys_alone(page: Page, host: HostApp) -> None:
    publish_lists(host, **BY_ITSELF)
    page.goto(f"{host.url}/plain.html")
    first = card(page, STEPS)
    press_by_keys(page, first.get_by_role("checkbox", name="Tell your team"), "Space")
    expect(first.get_by_role("checkbox", name="Tell your team")).to_be_checked()
    page.keyboard.press("Space")
    expect(first.get_by_role("checkbox", name="Tell your team")).not_to_be_checked()
    press_by_keys(page, first.get_by_role("button", name="Put away"))
    expect(first).to_have_count(0)
    press_by_keys(page, launcher(page, ", 0 of 4 done"))
    press_by_keys(page, panel(page).get_by_role("button", name=STEPS))
    expect_view(page, STEPS)
    press_by_keys(page, panel(page).get_by_role("button", name="Read about fees"))
    expect_view(page, "Fees")
    press_by_keys(page, panel(page).get_by_role("button", name="Back", exact=True))
    expect_view(page, STEPS)
    expect_done(page, "Read about fees")
    press_by_keys(page, panel(page).get_by_role("button", name="Save something"))
    expect(card(page, "Save it").get_by_role("heading")).to_be_focused()
    press_by_keys(page, card(page, "Save it").get_by_role("button", name="Next"))
    press_by_keys(page, card(page, "Saved").get_by_role("button", name="Done"))
    expect(launcher(page, ", 2 of 4 done")).to_be_visible()
    go_to(page, "checklists/begin", STEPS)
    press_by_keys(page, panel(page).get_by_role("link", name="See the other page"))
    expect(page.get_by_role("heading", name="Other")).to_be_visible()
    expect(launcher(page, ", 3 of 4 done")).to_be_visible()


def test_two_devices(
    page: Page, host: HostApp, third_parties: ThirdParties, new_context: Callable[..., BrowserContext]
) -> None:
    hand = [
        {"id": name, "title": title, "by_hand": True} for name, title in (("one", "The first"), ("two", "The last"))
    ]
    publish_lists(host, items=hand)
    sign_in(third_parties, host)
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    go_to(page, "checklists/begin", STEPS)
    with recorded(page, "checklist_item_completed"):
        panel(page).get_by_label("The first").check()
    other = new_context().new_page()
    other.goto(f"{host.url}/other.html")
    expect(launcher(other, ", 1 of 2 done")).to_be_visible()
    go_to(other, "checklists/begin", STEPS)
    expect(panel(other).get_by_label("The first")).to_be_checked()
    with recorded(other, "checklist_item_reopened"):
        panel(other).get_by_label("The first").uncheck()
    page.reload()
    expect(launcher(page, ", 0 of 2 done")).to_be_visible()
    go_to(page, "checklists/begin", STEPS)
    expect(panel(page).get_by_label("The first")).not_to_be_checked()
    panel(page).get_by_label("The first").check()
    with recorded(page, "checklist_completed"):
        panel(page).get_by_label("The last").click()
    # Where the focus was is no tick any more.
    expect(panel(page).get_by_text("You know your way around.")).to_be_focused()
    # What is over changes no more.
    expect(panel(page).get_by_role("checkbox")).to_have_count(0)
    other.reload()
    expect(launcher(other)).to_be_visible()
    go_to(other, "checklists/begin", STEPS)
    expect_done(other, "The last")


def test_put_away_and_found_again(page: Page, host: HostApp) -> None:
    publish_lists(host, **BY_ITSELF, ordered=True)
    page.goto(f"{host.url}/plain.html")
    with recorded(page, "checklist_dismissed"):
        press(page, STEPS, "Put away")
    # It comes once by itself, whatever the page.
    page.reload()
    expect(launcher(page, ", 0 of 4 done")).to_be_visible()
    expect(card(page, STEPS)).to_have_count(0)
    go_to(page, "checklists/begin", STEPS)
    # Each waits for those before it.
    expect(panel(page).get_by_role("list").get_by_role("button")).to_have_text(["Save something"])
    expect(entry(page, "See the other page").get_by_text("First: Save something", exact=True)).to_be_visible()
    with recorded(page, "preferences_changed"):
        press_in(page, "Don't show this again")
    expect(launcher(page)).to_be_visible()
    page.reload()
    expect(launcher(page)).to_be_visible()
    # A text of the team's leads there, too.
    go_to(page, "articles/late", "Why is it late?")
    panel(page).get_by_role("link", name="Begin").click()
    expect_view(page, STEPS)
    with recorded(page, "preferences_changed"):
        press_in(page, "Show this again")
    expect(launcher(page, ", 0 of 4 done")).to_be_visible()
    go_to(page, "articles/late", "Why is it late?")
    panel(page).get_by_role("link", name="see what you know").click()
    expect_view(page, "What do you know of fees?")
    # By hand it is a card, whenever asked for.
    page.evaluate("handrail.push(['start', 'begin'])")
    expect(card(page, STEPS)).to_be_visible()
    assert page.evaluate("handrail.open('checklists/nothing')") is False
    assert page.evaluate("handrail.open('quizzes/begin')") is False


def test_done_by_what_the_page_shows(page: Page, host: HostApp) -> None:
    """In a card, which goes with the last entry; a line says so."""
    done = {"element": {"role": "heading", "name": "Saved"}, "state": "visible"}
    publish_lists(host, **BY_ITSELF, items=[{"id": "one", "title": "Save", "done": done}])
    page.goto(f"{host.url}/plain.html")
    expect(card(page, STEPS).get_by_text("0 of 1 done")).to_be_visible()
    page.evaluate("() => { document.querySelector('h1').textContent = 'Saved'; }")
    expect(page.get_by_role("status").filter(has_text="You know your way around.")).to_be_visible()
    expect(card(page, STEPS)).to_have_count(0)
    expect(launcher(page)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("You know your way around.")).to_have_count(0)
