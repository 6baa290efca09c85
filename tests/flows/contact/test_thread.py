"""Both write, and both see it: answers come by themselves, what was written offline waits, and a closed conversation goes on."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.contact.conftest import Office, bubbles, open_contact, write
from tests.flows.panels import panel


def test_a_conversation_from_the_first_message_to_the_last(page: Page, office: Office) -> None:
    page.goto(office.url)
    open_contact(page)
    assert_accessible(page)
    expect(panel(page).get_by_text("within 2 hours")).to_be_visible()
    expect(panel(page).get_by_role("link", name="Phone")).to_have_attribute("href", "tel:+4722000000")
    write(page, "Where is my refund?")
    expect(bubbles(page)).to_have_count(1)
    expect(bubbles(page).first).to_contain_text("You")
    assert office.agent.texts() == ["Where is my refund?"]

    office.agent.say("On its way. See https://example.com/x. <b>No</b> javascript:alert(1)")
    answer = bubbles(page).nth(1)
    expect(bubbles(page).first).to_contain_text("Seen")
    expect(answer).to_contain_text("<b>No</b> javascript:alert(1)")
    expect(answer.get_by_role("link")).to_have_attribute("href", "https://example.com/x")
    assert_accessible(page)

    office.agent.offer("tour", "save", "How to save")
    panel(page).get_by_role("group", name="Start the tour “How to save”?").get_by_role("button", name="Start").click()
    expect(page.get_by_role("dialog", name="Save it")).to_be_visible()
    page.get_by_role("dialog", name="Save it").get_by_role("button", name="Not now").click()

    # Elsewhere on the page it is told on the launcher, and gone once it was read.
    office.agent.say("Did it help?")
    page.get_by_role("button", name="Help, 1 unread message").click()
    panel(page).get_by_role("button", name="Contact us").click()
    expect(bubbles(page).get_by_text("Did it help?")).to_be_visible()
    offered = panel(page).get_by_role("group", name="Start the tour “How to save”?")
    expect(offered).to_contain_text("Accepted")
    expect(offered.get_by_role("button")).to_have_count(0)
    panel(page).get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Help", exact=True)).to_be_visible()

    page.get_by_role("button", name="Help", exact=True).click()
    panel(page).get_by_role("button", name="Contact us").click()
    office.agent.close()
    expect(bubbles(page).get_by_text("This was closed as solved.")).to_be_visible()
    panel(page).get_by_role("radio", name="4").check()
    assert_accessible(page)
    panel(page).get_by_role("textbox", name="Anything to add?").fill("Quick")
    panel(page).get_by_role("button", name="Send", exact=True).click()
    expect(panel(page).get_by_text("Thank you for saying so.")).to_be_visible()
    assert office.agent.read()["rating"] == 4
    panel(page).get_by_role("button", name="Write again").click()
    write(page, "One more thing")
    expect(bubbles(page).get_by_text("One more thing")).to_be_visible()
    expect(bubbles(page).get_by_text("Sending")).to_have_count(0)
    assert office.agent.read()["status"] == "open"


def test_what_is_written_offline_is_sent_once_and_in_order(page: Page, context: BrowserContext, office: Office) -> None:
    page.goto(office.url)
    other = context.new_page()
    other.goto(office.url)
    open_contact(page)
    write(page, "One")
    expect(bubbles(page)).to_have_count(1)
    expect(bubbles(page).get_by_text("Sending")).to_have_count(0)
    open_contact(other)
    expect(bubbles(other)).to_have_count(1)

    context.set_offline(True)
    write(page, "Two")
    write(other, "Three")
    write(page, "Four")
    expect(bubbles(page).get_by_text("Waits until you are online")).to_have_count(3)
    context.set_offline(False)
    for one in (page, other):
        expect(bubbles(one)).to_have_count(4)
        expect(bubbles(one).get_by_text("Waits until you are online")).to_have_count(0)
        expect(bubbles(one).get_by_text("Sending")).to_have_count(0)
    assert office.agent.texts() == ["One", "Two", "Three", "Four"]

    # Whoever signs out leaves nothing behind.
    panel(page).get_by_role("textbox", name="Your message").fill("A draft")
    page.evaluate("handrail.reset()")
    page.wait_for_function(
        "() => Object.keys(localStorage).every((name) => !name.includes(':talk:say') && !name.includes(':talk:draft'))"
    )
    expect(panel(page).get_by_text("One", exact=True)).to_have_count(0)
