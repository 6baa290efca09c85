"""Drift from the field: an app outgrows its tours, and the team reads which step of which release, and what stands there instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.flows.axe import assert_accessible
from tests.flows.cards import card, press, recorded
from tests.flows.live import address_of, listen, serve
from tests.flows.stage import Site, Stage

PICTURES = Path("test-results/states")
EMAIL, PASSWORD = "olivia@drift.test", "correct horse battery"
Contexts = Callable[..., BrowserContext]
TOUR = {
    "kind": "tour",
    "id": "first-invoice",
    "title": "Your first invoice",
    "steps": [
        {
            "id": "save",
            "type": "spotlight",
            "target": [{"test_id": "save"}, {"css": "#gone"}, {"role": "button", "name": "Save"}],
            "interaction": "open",
            "title": "Save often",
            "advance": {"on": "next"},
        },
        {
            "id": "new",
            "type": "spotlight",
            "target": {"role": "button", "name": "New invoice", "within": {"role": "main"}},
            "title": "Start here",
            "advance": {"on": "next"},
            "on_missing": {"after": "300ms", "do": "float"},
        },
    ],
}
FORM = '<label>Customer <input value=""></label><p data-handrail-redact>Confidential plan</p><p>Balance 4711.00</p>'
PAGES = {
    "/well": f"<main><h1>Invoices</h1><button>New invoice</button><button data-testid=save>Save</button>{FORM}</main>",
    "/outgrown": f"<main><h1>Invoices</h1><button>Create invoice</button><button data-testid=store>Save</button>{FORM}</main>",
}


@dataclass(frozen=True)
class App:
    url: str
    site: Site

    def drift(self) -> Any:
        return self.site.call("GET", "/reports/drift")["steps"]


@pytest.fixture
def app(stage: Stage) -> Iterator[App]:
    listener = listen()
    site = stage.create_site("drift", [address_of(listener)])
    site.publish_tour(TOUR)
    tag = site.script_tag.replace("<script ", '<script data-release="2.0" ')

    async def show(request: Request) -> Response:
        return HTMLResponse(f"<!doctype html><html lang=en><title>App</title>{tag}{PAGES[request.url.path]}")

    with serve(Starlette(routes=[Route(path, show) for path in PAGES]), listener) as live:
        yield App(live.url, site)


def walk(page: Page) -> None:
    """Types something on the way."""
    expect(card(page, "Save often")).to_be_visible()
    page.get_by_label("Customer").fill("Ada Lovelace")
    press(page, "Save often", "Next")
    with recorded(page, "tour_completed"):
        press(page, "Start here", "Done")


def list_fetched(page: Page) -> list[str]:
    """The names of the scripts that the page asks for from now on."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rsplit("/", 1)[1]))
    return fetched


def test_the_team_reads_what_the_app_outgrew(new_context: Contexts, app: App) -> None:
    # All is well: nothing is told, and nothing fetched for it.
    page = new_context().new_page()
    fetched = list_fetched(page)
    page.goto(f"{app.url}/well")
    walk(page)
    assert "later.js" in fetched
    assert "outline.js" not in fetched
    assert app.drift() == []

    # Who asks not to be tracked is not told of.
    private = new_context()
    private.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
    page = private.new_page()
    fetched = list_fetched(page)
    page.goto(f"{app.url}/outgrown")
    walk(page)
    assert "outline.js" not in fetched
    assert app.drift() == []

    page = new_context().new_page()
    page.goto(f"{app.url}/outgrown")
    walk(page)
    missing, healed = app.drift()
    assert [
        (one["release"], one["step"], one["missing"], one["healed"], one["healed_by"]) for one in (missing, healed)
    ] == [
        ("2.0", "new", 1, 0, None),
        ("2.0", "save", 0, 1, 3),
    ]
    assert (missing["absent"], missing["people"]) == (1, 1)
    assert missing["paths"] == healed["paths"] == [{"path": "/outgrown", "times": 1}]
    assert healed["locator"] == {"test_id": "save"}
    assert missing["locator"]["name"] == "New invoice"
    for one in (missing, healed):
        told = json.dumps(one["outline"])
        assert {"role": "button", "name": "Create invoice"} in list_nodes(one["outline"])
        assert {"role": "button", "name": "Save", "test_id": "store"} in list_nodes(one["outline"])
        assert not any(secret in told for secret in ("Ada", "Confidential", "4711"))

    read_in_the_console(new_context, app)


def list_nodes(outline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for node in outline for one in (node, *list_nodes(node.get("children", [])))]


def read_in_the_console(new_context: Contexts, app: App) -> None:
    site = app.site
    member = {"email": f"{site.slug}-{EMAIL}", "name": "Olivia", "role": "viewer", "password": PASSWORD}
    site.call("POST", "/members", member)
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site.url}/console/{site.slug}/reports/drift")
    page.get_by_label("E-mail").fill(f"{site.slug}-{EMAIL}")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Release 2.0")).to_be_visible()
    lost = page.get_by_role("article", name="Your first invoice: new")
    expect(lost).to_contain_text("Missing once (absent).")
    expect(lost).to_contain_text("handrail check DIR --url URL --only first-invoice")
    expect(lost.get_by_role("listitem").filter(has_text="Create invoice").last).to_be_visible()
    healed = page.get_by_role("article", name="Your first invoice: save")
    expect(healed).to_contain_text("Healed once, by locator 3 of its list.")
    stands = healed.get_by_text("What stands there instead")
    stands.focus()
    page.keyboard.press("Enter")
    expect(healed.get_by_role("listitem").filter(has_text="Save").last).to_be_visible()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            expect(lost).to_be_visible()
            assert_accessible(page)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width
            page.screenshot(path=PICTURES / f"console-drift-{scheme}-{width}.png", full_page=True)
