"""Agents at the inbox in a real browser: live, by keys, two at once, without scripts, on a phone. People write by what their pages send."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.flows.axe import assert_accessible
from tests.flows.contact.agents import CAPSULE, Asker, box, expect_keys, open_site, rows, said, sign_in
from tests.flows.stage import Site, Stage

Contexts = Callable[..., BrowserContext]
PICTURES = Path("test-results/states")
SPY = """
window.told = [];
document.hasFocus = () => false;
window.Notification = class { static permission = "granted"; constructor(title, { body }) { window.told.push(`${title}: ${body}`); } };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.told.push("beep"); return start.apply(this, when); };
"""


@pytest.fixture
def site(stage: Stage) -> Site:
    return open_site(stage, "inbox")


def test_an_agent_answers_by_keys_and_sees_it_live(page: Page, site: Site) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(page, site)
    paula = Asker(site)
    paula.begin("My VAT id is missing", capsule=CAPSULE, email="paula@example.com")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("paula@example.com")

    expect_keys(page)
    page.keyboard.press("j")
    expect(rows(page).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My VAT id is missing", level=1)).to_be_visible()
    expect(page.get_by_text("read Refunds, voted no: too vague")).to_be_visible()

    page.keyboard.press("a")
    expect(said(page)).to_contain_text("Ada took it")
    page.keyboard.press("r")
    expect(box(page)).to_be_focused()
    page.keyboard.type("jane? Look at /settings")
    expect(box(page)).to_have_value("jane? Look at /settings")
    page.keyboard.press("Control+Enter")
    expect(said(page)).to_contain_text("jane? Look at /settings")
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()
    assert paula.read()["messages"][-1]["text"] == "jane? Look at /settings"

    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("They seem cross")
    expect(page.get_by_role("button", name="Send reply")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    expect(said(page).get_by_text("Note, for agents only")).to_be_visible()
    assert "cross" not in str(paula.read())

    paula.say("Found it, thank you")
    expect(said(page)).to_contain_text("Found it, thank you")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.get_by_label("Close because")).to_be_focused()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(said(page)).to_contain_text("Ada closed it: solved")
    expect(page.get_by_role("button", name="Reopen")).to_be_visible()
    assert faults == []


def test_keys_are_shown_and_can_be_switched_off(page: Page, site: Site) -> None:
    Asker(site).begin("Help")
    sign_in(page, site)
    expect_keys(page)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    assert_accessible(page)
    keys.get_by_label("Use single keys").uncheck()
    keys.get_by_role("button", name="Done").click()
    expect(keys).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Search conversations")).not_to_be_focused()
    page.get_by_role("button", name="Keys").click()
    keys.get_by_label("Use single keys").check()
    keys.get_by_role("button", name="Done").press("Enter")
    page.keyboard.press("/")
    expect(page.get_by_label("Search conversations")).to_be_focused()


def test_what_is_written_while_an_answer_is_on_its_way_goes_after_it(page: Page, site: Site) -> None:
    paula = Asker(site)
    paula.begin("Help")
    sign_in(page, site, path=f"/{paula.conversation}")
    expect_keys(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        """The first one."""
        held.append(route)
        if len(held) > 1:
            route.continue_()

    page.route("**/messages", hold)
    box(page).fill("One")
    page.get_by_role("button", name="Send reply").click()
    box(page).press("End")
    box(page).press_sequentially(" more")
    page.get_by_role("button", name="Send reply").click()
    page.get_by_role("button", name="Send reply").click()
    held[0].continue_()
    expect(said(page).get_by_text("more", exact=True)).to_be_visible()
    expect(box(page)).to_have_value("")
    texts = [message["text"] for message in paula.read()["messages"]]
    assert texts == ["Help", "One", "more"]


def test_of_two_agents_one_gets_it(new_context: Contexts, site: Site) -> None:
    paula = Asker(site)
    paula.begin("For one of you")
    ada, bob = new_context().new_page(), new_context().new_page()
    # Bob's page is behind: it is told nothing.
    bob.route("**/inbox/events*", lambda route: route.abort())
    for page, agent in ((bob, "Bob"), (ada, "Ada")):
        sign_in(page, site, agent, f"/{paula.conversation}")
        expect(page.get_by_role("button", name="Assign to me")).to_be_visible()
    ada.get_by_role("button", name="Assign to me").click()
    expect(said(ada)).to_contain_text("Ada took it")
    bob.get_by_role("button", name="Assign to me").click()
    expect(bob.get_by_role("alert")).to_have_text("Ada has it already.")
    expect(said(bob)).to_contain_text("Ada took it")


def test_agents_see_each_other(new_context: Contexts, site: Site) -> None:
    paula = Asker(site)
    paula.begin("Help")
    ada, bob = new_context().new_page(), new_context().new_page()
    sign_in(ada, site, "Ada", f"/{paula.conversation}")
    sign_in(bob, site, "Bob", f"/{paula.conversation}")
    expect(ada.get_by_text("Bob is here")).to_be_visible()
    box(bob).press_sequentially("Hm")
    expect(ada.get_by_text("Bob is writing")).to_be_visible()
    box(bob).fill("I have it")
    bob.get_by_role("button", name="Send reply").click()
    expect(said(ada)).to_contain_text("I have it")
    bob.close()
    expect(ada.get_by_text("Bob is")).to_be_hidden()


def test_a_sound_and_a_notification_for_new_work(page: Page, site: Site) -> None:
    page.add_init_script(SPY)
    sign_in(page, site)
    sound = page.get_by_role("button", name="Sound")
    expect(sound).to_have_attribute("aria-pressed", "false")
    Asker(site).begin("In silence")
    page.wait_for_function("() => told.length === 1")
    assert page.evaluate("told") == ["Visitor: In silence"]
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    Asker(site).begin("Aloud")
    page.wait_for_function("() => told.includes('Visitor: Aloud') && told.filter((one) => one === 'beep').length === 4")


def test_without_scripts(new_context: Contexts, site: Site) -> None:
    paula = Asker(site)
    paula.begin("My VAT id")
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, site)
    rows(page).first.click()
    page.get_by_role("button", name="Assign to me").click()
    expect(said(page)).to_contain_text("Ada took it")
    box(page).fill("Look here")
    page.get_by_label("Attach files").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"Here"})
    page.get_by_role("button", name="Send reply").click()
    expect(said(page)).to_contain_text("Look here")
    expect(said(page).get_by_role("link", name="a.txt")).to_be_visible()
    page.get_by_text("Offer a tour").click()
    page.get_by_role("button", name="Offer", exact=True).click()
    expect(said(page)).to_contain_text("Where your VAT id goes · offered")
    page.get_by_text("Reply with an article").click()
    page.get_by_label("Search articles").fill("giraffe")
    page.get_by_label("Search articles").press("Enter")
    found = page.get_by_role("list", name="Articles found")
    expect(found.get_by_role("link", name="Secret")).to_be_visible()
    expect(found.get_by_role("button", name="Send Secret")).to_have_count(0)
    page.get_by_role("button", name="Close", exact=True).click()
    expect(said(page)).to_contain_text("Ada closed it: solved")
    assert [message["kind"] for message in paula.read()["messages"]] == ["message", "message", "offer", "change"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_every_page_reads_well(new_context: Contexts, site: Site, scheme: str, width: int) -> None:
    paula = Asker(site)
    paula.begin("My VAT id is missing\nSee https://app.acme.test/invoices/12.", capsule=CAPSULE)
    Asker(site).begin("قائمة الفواتير لا تظهر")
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 780 if width > 320 else 256})
    page = context.new_page()
    PICTURES.mkdir(parents=True, exist_ok=True)

    def look(name: str) -> None:
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.screenshot(path=PICTURES / f"inbox-{name}-{scheme}-{width}.png", full_page=True)

    sign_in(page, site)
    expect(rows(page)).to_have_count(2)
    look("list")
    page.goto(f"{site.url}/console/inbox?show=closed")
    look("nothing")
    page.goto(f"{site.url}/console/inbox/{paula.conversation}?find=giraffe")
    expect(said(page)).to_contain_text("My VAT id is missing")
    assert rows(page).first.is_visible() == (width > 900)
    look("thread")
    box(page).fill("Between us")
    page.get_by_role("radio", name="Note").check()
    look("note-begun")
    page.get_by_role("button", name="Add note").click()
    expect(said(page)).to_contain_text("Between us")
    box(page).fill("Under Settings")
    page.get_by_role("radio", name="Reply").check()
    page.get_by_role("button", name="Send reply").click()
    expect(said(page)).to_contain_text("Under Settings")
    page.locator("#tours summary").click()
    page.get_by_role("button", name="Offer", exact=True).click()
    expect(said(page)).to_contain_text("offered")
    look("answered")
    page.get_by_role("button", name="Block").click()
    expect(page.get_by_role("button", name="Unblock")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("button", name="Reopen")).to_be_visible()
    look("closed")
    page.goto(f"{site.url}/console/{site.slug}/replies")
    page.get_by_label("Title").fill("Hello")
    page.get_by_label("Text").fill("Hello,")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Hello", exact=True)).to_be_visible()
    look("replies")
    page.goto(f"{site.url}/console/inbox/{paula.conversation}")
    page.get_by_text("Saved replies", exact=True).click()
    page.get_by_role("button", name="Hello").click()
    expect(box(page)).to_have_value("Hello,")
