"""A whole conversation without a mouse (WCAG 2.1.1, 2.4.3): to write, to attach, to strike what goes along, to send, to read, to rate, to close."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.flows.contact.conftest import Office, bubbles, expect_sent, field, make_file
from tests.flows.panels import expect_view, launcher, panel

HAS_FOCUS = "it => it.getRootNode().activeElement === it"
MOST = 40


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    expect(target).to_be_visible()
    for _ in range(MOST):
        page.keyboard.press(key)
        if target.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"{key} does not reach {target}")


def button(page: Page, name: str) -> Locator:
    return panel(page).get_by_role("button", name=name, exact=True)


def test_a_conversation_by_keys_alone(page: Page, office: Office) -> None:
    page.goto(office.url)
    tab_to(page, launcher(page))
    page.keyboard.press("Enter")
    tab_to(page, button(page, "Contact us"))
    page.keyboard.press("Enter")
    expect_view(page, "Contact us")

    # In the order in which it is read: what it says, files, where answers go, what goes along, Send.
    tab_to(page, field(page))
    page.keyboard.type("Where is it?")
    page.keyboard.press("Tab")
    expect(button(page, "Attach files")).to_be_focused()
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Enter")
    choosing.value.set_files(make_file("log.txt"))
    expect(button(page, "Remove log.txt")).to_be_visible()
    tab_to(page, panel(page).get_by_role("textbox", name="Your email"))
    page.keyboard.type("paula@example.com")
    summary = panel(page).locator("summary")
    page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, button(page, "Remove Page title"))
    page.keyboard.press("Enter")
    expect(button(page, "Remove Page title")).to_have_count(0)
    expect(button(page, "Remove Release")).to_be_focused()
    tab_to(page, button(page, "Put all back"))
    page.keyboard.press("Enter")
    expect(button(page, "Remove Page address")).to_be_focused()
    tab_to(page, button(page, "Send"))
    page.keyboard.press("Enter")
    expect_sent(page, "Where is it?")
    expect(field(page)).to_be_focused()

    office.agent.say("Here: https://example.com/x")
    office.agent.offer("article", "fees", "Fees")
    expect(panel(page).get_by_role("group", name="Fees")).to_be_visible()
    tab_to(page, bubbles(page).get_by_role("link"), "Shift+Tab")
    tab_to(page, panel(page).get_by_role("group", name="Fees").get_by_role("button", name="Not now"))
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("group", name="Fees").get_by_role("button")).to_have_count(0)
    tab_to(page, field(page))
    page.keyboard.type("Thank you")
    page.keyboard.press("Control+Enter")
    expect_sent(page, "Thank you")

    tab_to(page, button(page, "I need no more help"))
    page.keyboard.press("Enter")
    expect(panel(page).get_by_text("This was closed as solved.")).to_be_visible()
    expect(panel(page).get_by_role("radio", name="1")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(panel(page).get_by_role("radio", name="3")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Quick")
    tab_to(page, button(page, "Send"))
    page.keyboard.press("Enter")
    expect(panel(page).get_by_text("Thank you for saying so.")).to_be_visible()
    tab_to(page, button(page, "Write again"))
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(launcher(page)).to_be_focused()
    told = office.agent.read()
    assert (told["rating"], told["rating_text"], told["status"]) == (3, "Quick", "closed")
