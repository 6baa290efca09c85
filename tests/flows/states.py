"""Every state that a tour can be in on Acme Invoices, by name, and how to get there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.flows.cards import card, decline, press, sign_in
from tests.flows.conftest import HostApp

Reach = Callable[[Page, HostApp], None]
WELCOME = "Welcome to Acme Invoices"


def reach_modal(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "paula")
    expect(card(page, WELCOME)).to_be_visible()


def reach_blocked(page: Page, acme: HostApp) -> None:
    reach_modal(page, acme)
    press(page, WELCOME, "Show me around")
    expect(card(page, "Who owes you what")).to_be_visible()


def reach_menu(page: Page, acme: HostApp) -> None:
    reach_blocked(page, acme)
    press(page, "Who owes you what", "More options")
    expect(page.get_by_text("No more tours")).to_be_visible()


def reach_open(page: Page, acme: HostApp) -> None:
    reach_blocked(page, acme)
    press(page, "Who owes you what", "Next")
    # On a phone one step is left out.
    following = card(page, "What happened last").or_(card(page, "All your invoices"))
    expect(following).to_be_visible()
    if card(page, "What happened last").is_visible():
        press(page, "What happened last", "Next")
    expect(card(page, "All your invoices")).to_be_visible()


def reach_field(page: Page, acme: HostApp) -> None:
    reach_open(page, acme)
    page.get_by_role("link", name="Invoices", exact=True).click()
    expect(card(page, "Start here")).to_be_visible()
    page.get_by_test_id("new-invoice").click()
    expect(card(page, "Choose a customer")).to_be_visible()


def reach_in_dialog(page: Page, acme: HostApp) -> None:
    reach_field(page, acme)
    page.get_by_test_id("customer").select_option("lumen")
    expect(card(page, "Say what it is for")).to_be_visible()
    page.get_by_label("Description", exact=True).fill("Window lettering")
    page.keyboard.press("Tab")
    expect(card(page, "Add a price")).to_be_visible()
    page.get_by_label("Price", exact=True).fill("120")
    page.keyboard.press("Tab")
    press(page, "Tax is added for you", "Next")
    expect(card(page, "Look it over")).to_be_visible()
    page.get_by_test_id("send").click()
    expect(card(page, "Send it")).to_be_visible()


def reach_declined(page: Page, acme: HostApp) -> None:
    reach_blocked(page, acme)
    decline(page, "Who owes you what", "Don't show this again")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def reach_elsewhere(page: Page, acme: HostApp) -> None:
    reach_field(page, acme)
    page.goto(f"{acme.url}/settings")
    expect(page.get_by_role("button", name="Go there")).to_be_visible()


TEXT = "There is a line of your own at the foot of every invoice now. It may be **two hundred characters** long."
KINDS: dict[str, dict[str, Any]] = {
    "tooltip": {"type": "tooltip", "target": {"test_id": "recent"}},
    "slide-out": {"type": "slide-out"},
    "banner": {"type": "banner", "position": "top"},
    "highlights": {"target": {"test_id": "figures"}, "highlights": [{"test_id": "recent"}], "padding": 12, "radius": 4},
}


def reach_kind(kind: str) -> Reach:
    """A step of this kind, started by hand."""

    def reach(page: Page, acme: HostApp) -> None:
        step = {"id": "one", "title": f"This is a {kind}", "text": TEXT, **KINDS[kind]}
        tour = {"kind": "tour", "id": "kinds", "title": "Kinds", "start": {"on": "manual"}, "steps": [step]}
        acme.site.publish_tour(tour)
        sign_in(page, acme, "paula")
        page.evaluate("handrail.push(['start', 'kinds'])")
        expect(page.get_by_role("heading", name=f"This is a {kind}")).to_be_visible()

    return reach


STATES: dict[str, Reach] = {
    "modal": reach_modal,
    "blocked": reach_blocked,
    "menu": reach_menu,
    "open": reach_open,
    "field": reach_field,
    "in-dialog": reach_in_dialog,
    "declined": reach_declined,
    "elsewhere": reach_elsewhere,
    **{kind: reach_kind(kind) for kind in KINDS},
}
