"""A site with agents at its inbox, and people who write to it: agents in a browser, people by what their pages send."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.flows.stage import PATIENCE, TEXT, Site, Stage
from tests.server.help.shelves import FILES, SITE

PASSWORD = "correct horse battery"
AGENTS = (("Ada", "agent"), ("Bob", "agent"), ("Vic", "viewer"))
TOUR = {
    "kind": "tour",
    "id": "vat",
    "title": "Where your VAT id goes",
    "start": {"on": "manual"},
    "steps": [{"id": "a", "type": "modal", "title": "Here it goes", "text": "Under Settings."}],
}
LINES = (
    ("page", "Page", "https://app.acme.test/invoices/new"),
    ("title", "Title", "New invoice"),
    ("release", "Release", "2.4.1"),
    ("browser", "Browser", "Firefox 140"),
    ("read", "Read", "Refunds"),
    ("read", "Did not help", "Refunds: too vague"),
    ("search", "Searched for", "vat id"),
    ("tour", "Left", "First invoice, step 2"),
    ("custom", "Cart", "3 things"),
)
CAPSULE = json.dumps([{"kind": kind, "label": label, "value": value} for kind, label, value in LINES])
numbers = count(1)


@dataclass
class Asker:
    site: Site
    token: str = field(init=False)
    conversation: str = ""

    def __post_init__(self) -> None:
        self.token = self.site.sync()["token"]

    def post(self, path: str, **body: Any) -> Any:
        sent = json.dumps({"key": self.site.publishable_key, "token": self.token, **body})
        answer = httpx.post(f"{self.site.url}/v1{path}", content=sent, headers=TEXT, timeout=PATIENCE)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def begin(self, text: str, **more: Any) -> None:
        self.conversation = self.post("/conversations", client_id=f"b{next(numbers)}", text=text, **more)["id"]

    def say(self, text: str) -> None:
        self.post(f"/conversations/{self.conversation}/messages", client_id=f"m{next(numbers)}", text=text)

    def read(self) -> Any:
        return self.post(f"/conversations/{self.conversation}")


def open_site(stage: Stage, name: str, more: Sequence[tuple[str, dict[str, Any]]] = ()) -> Site:
    site = stage.create_site(name, ["https://app.acme.test"])
    tours = {f"tours/{item['id']}.json": json.dumps(item) for _, item in (("vat", TOUR), *more)}
    site.publish(FILES | tours | {"site.json": json.dumps({**SITE, "id": site.slug})})
    hire_agents(site)
    return site


def hire_agents(site: Site) -> None:
    for agent, role in AGENTS:
        member = {"email": write_address(site, agent), "name": agent, "role": role, "password": PASSWORD}
        site.call("POST", "/members", member)


def write_address(site: Site, agent: str) -> str:
    return f"{agent.lower()}-{site.slug}@acme.test"


def sign_in(page: Page, site: Site, agent: str = "Ada", path: str = "") -> None:
    page.goto(f"{site.url}/console/sign-in?next=/console/inbox")
    page.get_by_label("E-mail").fill(write_address(site, agent))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_role("heading", name="Inbox", exact=True)).to_be_visible()
    if path:
        page.goto(f"{site.url}/console/inbox{path}")


def expect_keys(page: Page) -> None:
    """They are heard once their button is there, for the page's scripts come last, and painted: until then a browser drops keys."""
    expect(page.get_by_role("button", name="Keys")).to_be_visible()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def rows(page: Page) -> Locator:
    return page.get_by_role("list", name="Conversations").get_by_role("link")


def said(page: Page) -> Locator:
    return page.get_by_role("log", name="Messages")


def box(page: Page) -> Locator:
    return page.get_by_label("Your words")
