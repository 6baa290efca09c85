"""Ways through apps: what somebody does there, one thing after the other. They are recorded once, checked, and gone by others with a card at each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from handrail.core.resources import resource
from tests.flows.cards import sign_in
from tests.flows.conftest import HostApp

Act = Callable[[Page], object]


@dataclass(frozen=True)
class Way:
    """`settings` and `signing` are for `handrail check`: those of `site.json`, and how it signs in."""

    path: str
    acts: list[Act]
    enter: Callable[[Page, HostApp], None] = lambda page, host: None
    settings: Mapping[str, Any] = field(default_factory=dict)
    signing: str = ""


def press(role: Any, name: str, leads_to: str = "") -> Act:
    def act(page: Page) -> None:
        page.get_by_role(role, name=name, exact=True).click()
        if leads_to:
            page.wait_for_url(leads_to)

    return act


def fill(label: str, text: str) -> Act:
    def act(page: Page) -> None:
        page.get_by_label(label, exact=True).fill(text)
        page.keyboard.press("Tab")

    return act


def choose(selector: str, label: str) -> Act:
    return lambda page: page.locator(selector).first.select_option(label)


def write_query(page: Page) -> None:
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("select name from birds where grams > 1000")
    page.keyboard.press("Tab")


def tick_advanced(page: Page) -> None:
    """A radio button that nobody sees, behind a card that is its label."""
    page.locator("#modal-report").get_by_text("Advanced", exact=True).click()


def stay_here(page: Page, host: HostApp) -> None:
    """Fonts and pictures from elsewhere are not to be had."""
    page.route(lambda url: "localhost" not in url, lambda route: route.abort())


ACME = Way(
    "/invoices",
    [
        press("button", "New invoice", "**/new"),
        choose("[data-testid=customer]", "Lumen Optics"),
        fill("Description", "Window lettering"),
        fill("Price", "120"),
        press("button", "Review and send"),
        press("button", "Send invoice", "**/INV-*"),
    ],
    lambda page, host: sign_in(page, host, "paula"),
    {"roles": {"owner": {"sign_in": "check/sign_in.py"}}},
    (resource("tours") / "acme/check/sign_in.py").read_text(),
)
DATASETTE = Way(
    "/",
    [
        lambda page: page.get_by_role("heading", name="birds").get_by_role("link").click(),
        lambda page: page.get_by_role("heading", name="birds", level=3).get_by_role("link").click(),
        choose("select[name=_filter_column]", "grams"),
        choose("select[name=_filter_op]", ">"),
        lambda page: page.locator("input[name=_filter_value]").fill("1000"),
        press("button", "Apply", "**/birds/birds?*"),
        lambda page: page.get_by_role("link", name="View and edit SQL").click(),
        write_query,
        press("button", "Run SQL"),
    ],
)
TABLER = Way(
    "/index.html",
    [
        lambda page: page.get_by_role("link", name="Create new report").first.click(),
        lambda page: page.get_by_placeholder("Your report name").fill("Churn"),
        tick_advanced,
        choose("#modal-report select", "Public"),
        lambda page: page.locator("#modal-report textarea").fill("Quarterly"),
        lambda page: page.locator("#modal-report").get_by_role("link", name="Create new report").click(),
        lambda page: page.locator("#navbar-menu").get_by_role("link", name="Form elements").click(),
    ],
    stay_here,
    {"viewports": ["1280x720"]},
)
WAYS = {"acme": ACME, "datasette": DATASETTE, "tabler": TABLER}
