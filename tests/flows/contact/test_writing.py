"""What happens around writing: what may help meanwhile, where answers go, what is offered, where one comes from, and what waits for a line."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.flows.cards import card
from tests.flows.contact.conftest import Office, bubbles, expect_sent, field, open_contact, write
from tests.flows.panels import TOURS, expect_view, open_panel, panel, press_in, publish_help

ASKING = {
    "title": "How to ask",
    "start": {"on": "manual"},
    "steps": [
        {
            "id": "a",
            "type": "modal",
            "title": "Stuck?",
            "text": "Ask.",
            "buttons": [{"label": "Ask us", "do": "contact"}, {"label": "Done", "do": "complete"}],
        }
    ],
}


def test_what_may_help_meanwhile_and_where_answers_go(page: Page, office: Office) -> None:
    page.goto(office.url)
    open_contact(page)
    field(page).press_sequentially("When do I get a refund?")
    press_in(page, "Get a refund")
    expect_view(page, "Get a refund")
    press_in(page, "Back")
    expect(field(page)).to_have_value("When do I get a refund?")

    address = panel(page).get_by_role("textbox", name="Your email")
    address.fill("paula@")
    press_in(page, "Send")
    expect(panel(page).get_by_text("This does not look like an email address.")).to_be_visible()
    expect(address).to_be_focused()
    expect(bubbles(page)).to_have_count(0)
    address.fill("paula@example.com")
    press_in(page, "Send")
    expect_sent(page, "When do I get a refund?")
    assert office.agent.read()["email"] == "paula@example.com"

    # Later it is another, or none.
    expect(panel(page).get_by_text("we answer to paula@example.com.")).to_be_visible()
    press_in(page, "Change paula@example.com")
    expect(address).to_be_focused()
    address.fill("")
    address.press("Enter")
    expect(panel(page).get_by_role("button", name="Get answers by email")).to_be_focused()
    assert office.agent.read()["email"] is None
    press_in(page, "Get answers by email")
    address.fill("p@example.com")
    press_in(page, "Save")
    expect(panel(page).get_by_role("button", name="Change p@example.com")).to_be_focused()
    assert office.agent.read()["email"] == "p@example.com"


def test_what_is_offered_is_read_or_declined(page: Page, office: Office) -> None:
    page.goto(office.url)
    open_contact(page)
    write(page, "How?")
    expect_sent(page, "How?")
    office.agent.offer("tour", "save", "How to save")
    tour = panel(page).get_by_role("group", name="How to save")
    tour.get_by_role("button", name="Not now").click()
    expect(tour.get_by_role("button")).to_have_count(0)
    office.agent.offer("article", "fees", "Fees")
    panel(page).get_by_role("group", name="Fees").get_by_role("button", name="Read").click()
    expect_view(page, "Fees")
    press_in(page, "Back")
    expect(panel(page).get_by_role("group", name="Fees").get_by_role("button")).to_have_count(1)
    states = [message["offer_state"] for message in office.agent.read()["messages"] if message["offer"]]
    assert states == ["declined", "accepted"]


def test_from_a_step_to_the_team_with_the_step(page: Page, office: Office) -> None:
    publish_help(office.host, tours={**TOURS, "ask": ASKING})
    page.goto(office.url)
    page.wait_for_function("() => !!window.handrail?.open")
    page.evaluate("handrail.start('ask')")
    card(page, "Stuck?").get_by_role("button", name="Ask us").click()
    expect_view(page, "Contact us")
    panel(page).get_by_text("What we send along").click()
    expect(panel(page).get_by_text("In “How to ask”, step 1 of 1")).to_be_visible()
    # The step dims the page, and stays: what it opened can be used, and leads back to it.
    write(page, "Please help")
    expect_sent(page, "Please help")
    press_in(page, "Close")
    expect(card(page, "Stuck?").get_by_role("button", name="Ask us")).to_be_focused()


def test_nothing_is_sent_before_it_is_shown_what_goes_along(page: Page, office: Office) -> None:
    held: list[Route] = []
    page.route("**/asked.js", lambda route: held.append(route))
    page.goto(office.url)
    form = open_contact(page)
    send = form.get_by_role("button", name="Send", exact=True)
    expect(send).to_be_disabled()
    field(page).fill("Where is it?")
    field(page).press("Control+Enter")
    expect(field(page)).to_have_value("Where is it?")
    for route in held:
        route.continue_()
    expect(form.get_by_text("What we send along")).to_be_visible()
    send.click()
    expect_sent(page, "Where is it?")


def test_what_waits_outlasts_the_page(page: Page, context: BrowserContext, office: Office) -> None:
    sent: list[dict[str, Any]] = []

    def refuse(route: Route) -> None:
        sent.append(json.loads(route.request.post_data or ""))
        route.abort()

    # Without a line what was never fetched can't open, and says so; later it does.
    page.goto(office.url)
    expect(page.get_by_role("button", name="Help", exact=True)).to_be_visible()
    context.set_offline(True)
    assert page.evaluate("handrail.open('contact')") is False
    context.set_offline(False)
    open_contact(page)
    page.route("**/v1/conversations", refuse)
    write(page, "Kept")
    expect(bubbles(page)).to_have_text("KeptSending")
    page.reload()
    open_panel(page)
    press_in(page, "Contact us")
    expect(bubbles(page)).to_have_text("KeptSending")
    page.unroute("**/v1/conversations")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_sent(page, "Kept")
    assert office.agent.texts() == ["Kept"]
    # Each attempt was the same.
    assert len({one["client_id"] for one in sent}) == 1
