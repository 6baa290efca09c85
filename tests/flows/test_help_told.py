"""What people do in the panel reaches the team, shapes what they are offered next, and is kept from it where they ask for that."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.flows.cards import recorded
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.panels import SITE, expect_view, open_panel, panel, press_in

TITLES = {"fees": "All about fees", "refunds": "Get a refund"}


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    files = {
        f"{id_}.md": f'---\ntitle: {title}\ntopic: billing\nwhen: {{ url: "*/plain.html" }}\n---\n\nSome *money*.\n'
        for id_, title in TITLES.items()
    }
    host.site.publish(files | {"site.json": json.dumps(SITE | {"id": host.site.slug})})
    return host


def suggested(page: Page) -> Locator:
    return panel(page).get_by_role("region", name="For this page").get_by_role("listitem")


def vote_no(page: Page) -> None:
    with recorded(page, "article_voted"):
        press_in(page, "No")


def report(host: HostApp) -> Any:
    return host.site.call("GET", "/reports/help")


def test_what_did_not_help_leads_to_a_person_and_not_to_itself_again(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    expect(suggested(page)).to_have_text(["All about fees", "Get a refund"])
    press_in(page, "All about fees")
    expect_view(page, "All about fees")
    vote_no(page)
    expect(panel(page).get_by_role("button", name="Contact us")).to_be_visible()
    panel(page).get_by_label("What was missing?").fill("The <b>price</b>")
    with recorded(page, "The <b>price</b>"):
        press_in(page, "Send")
    press_in(page, "Back")
    expect(suggested(page)).to_have_text(["Get a refund", "All about fees"])
    page.reload()
    open_panel(page)
    expect(suggested(page)).to_have_text(["Get a refund", "All about fees"])
    fees = report(host)["articles"][0]
    assert {name: fees[name] for name in ("id", "title", "reads", "readers", "helped", "did_not_help", "reasons")} == {
        "id": "fees",
        "title": "All about fees",
        "reads": 1,
        "readers": 1,
        "helped": 0,
        "did_not_help": 1,
        "reasons": ["The <b>price</b>"],
    }


def test_what_was_searched_for_in_vain_is_told_once(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    with recorded(page, "searched"):
        panel(page).get_by_role("searchbox").press_sequentially("zebra", delay=20)
        expect(panel(page).get_by_role("heading", name="Nothing found for “zebra”")).to_be_visible()
        page.keyboard.press("Escape")
    told = report(host)
    assert [(one["q"], one["times"], one["without_result"]) for one in told["without_result"]] == [("zebra", 1, 1)]
    (place,) = told["pages"]
    assert (place["place"], place["opened"], place["searches"]) == ("/plain.html", 1, 1)
    assert [one["place"] for one in told["locales"]] == ["en"]


@pytest.mark.parametrize("signal", ["globalPrivacyControl', { value: true", "doNotTrack', { value: '1'"])
def test_whoever_asks_not_to_be_followed_tells_votes_alone(page: Page, host: HostApp, signal: str) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, '{signal} }})")
    told: list[str] = []

    def hear(request: Request) -> None:
        if request.url.endswith("/v1/sync"):
            told.extend(event["name"] for event in json.loads(request.post_data or "{}").get("events", []))

    page.on("request", hear)
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    press_in(page, "Get a refund")
    expect_view(page, "Get a refund")
    vote_no(page)
    assert set(told) == {"article_voted"}
