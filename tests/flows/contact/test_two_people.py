"""A person on their app's page and an agent at the inbox, at once: what was tried goes along, a tour that the agent offers starts on the person's screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.flows.cards import card
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.contact.agents import box, hire_agents, rows, said, sign_in
from tests.flows.panels import SITE, open_panel, panel, press_in, publish_help

Contexts = Callable[..., BrowserContext]


def open_office(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    contact: dict[str, Any] = {"contact": {**SITE["contact"], "expected": "2h"}}
    publish_help(host, site=contact)
    hire_agents(host.site)
    return host


def test_a_person_is_helped(new_context: Contexts, host_app: HostFactory) -> None:
    host = open_office(host_app)
    person, agent = new_context().new_page(), new_context().new_page()
    for page in (person, agent):
        page.set_default_timeout(30_000)
    sign_in(agent, host.site)

    # The person reads an article that does not help, and asks; one line of what goes along they strike.
    person.goto(f"{host.url}/plain.html")
    open_panel(person)
    press_in(person, "Billing")
    press_in(person, "Fees")
    expect(panel(person).get_by_role("heading", name="Fees", level=2)).to_be_visible()
    press_in(person, "No")
    press_in(person, "Ask a person")
    panel(person).get_by_text("What we send along").click()
    press_in(person, "Remove Browser")
    expect(panel(person).get_by_role("button", name="Remove Browser")).to_have_count(0)
    panel(person).get_by_role("textbox", name="Your message").fill("How do I save?")
    press_in(person, "Send")

    # The agent sees it come, and reads what was tried before a word is said.
    expect(rows(agent)).to_contain_text("How do I save?")
    rows(agent).first.click()
    about = agent.get_by_role("region", name="About the person")
    expect(about).to_contain_text("read Fees, voted no")
    expect(about).to_contain_text(f"{host.url}/plain.html")
    expect(about).not_to_contain_text("Browser")
    expect(panel(person).get_by_role("log")).to_contain_text("Seen")
    agent.get_by_role("button", name="Assign to me").click()
    expect(said(agent)).to_contain_text("Ada took it")

    # Each sees the other write.
    log = panel(person).get_by_role("log")
    box(agent).press_sequentially("I sh")
    expect(panel(person).get_by_text("Ada is writing")).to_be_visible()
    box(agent).fill("I show you")
    box(agent).press("Control+Enter")
    expect(log).to_contain_text("I show you")
    panel(person).get_by_role("textbox", name="Your message").press_sequentially("Ye")
    expect(agent.get_by_text("Visitor is writing")).to_be_visible()
    panel(person).get_by_role("textbox", name="Your message").fill("Yes, please")
    press_in(person, "Send")
    expect(said(agent)).to_contain_text("Yes, please")

    # What the agent offers runs where the person is, once they want it.
    agent.get_by_text("Offer a tour").click()
    agent.get_by_label("It starts on their screen").select_option(label="How to save")
    agent.get_by_role("button", name="Offer", exact=True).click()
    panel(person).get_by_role("group", name="How to save").get_by_role("button", name="Start").click()
    expect(card(person, "Save it")).to_be_visible()
    expect(said(agent)).to_contain_text("How to save · accepted")
    card(person, "Save it").get_by_role("button", name="Next").click()
    card(person, "Saved").get_by_role("button", name="Done").click()
    expect(card(person, "Saved")).to_be_hidden()

    # Closed, and rated.
    agent.get_by_role("button", name="Close", exact=True).click()
    expect(said(agent)).to_contain_text("Ada closed it: solved")
    open_panel(person)
    press_in(person, "Contact us")
    expect(panel(person).get_by_text("This was closed as solved.")).to_be_visible()
    panel(person).get_by_role("radio", name="5").check()
    press_in(person, "Send")
    expect(panel(person).get_by_text("Thank you for saying so.")).to_be_visible()
    expect(agent.get_by_text("rated 5 of 5")).to_be_visible()
