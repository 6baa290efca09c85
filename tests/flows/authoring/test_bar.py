"""The bar of a preview, with what a member of the team wrote on the page of a host as strict as one can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from starlette.applications import Starlette
from starlette.routing import Route

from tests.flows.authoring.drafts import TOKEN, Drafts
from tests.flows.axe import assert_accessible
from tests.flows.cards import card
from tests.flows.live import address_of, listen, serve
from tests.flows.scripted import Host
from tests.flows.stage import Stage
from tests.flows.watch import Watch

MARKUP = (
    "<main><h1>Host</h1><button id=one>One</button> <button id=two>Two</button> <button id=three>Three</button></main>"
)


def make_draft(*steps: str, **more: Any) -> dict[str, Any]:
    """Of each step the button of that name."""
    made = [{"id": id_, "target": {"css": f"#{id_}"}, "title": f"Step {id_}", "text": "Text"} for id_ in steps]
    return {"kind": "tour", "id": "first", "title": "The first", "start": {"on": "manual"}, "steps": made, **more}


class Desk:
    def __init__(self, page: Page, host: Host, drafts: Drafts) -> None:
        self.page = page
        self.host = host
        self.drafts = drafts
        self.watch = Watch(page, host.sdk)

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("region", name="Handrail preview")

    def press(self, name: str) -> None:
        self.bar.get_by_role("button", name=name, exact=True).click()

    def open(self, token: str = TOKEN) -> None:
        self.page.goto(f"{self.host.url}/#handrail={token}")
        expect(self.bar).to_be_visible()

    @property
    def chunks(self) -> set[str]:
        return {request.url.rpartition("/")[2] for request in self.watch.requests if "/sdk/" in request.url}


@pytest.fixture
def desk(page: Page, stage: Stage) -> Iterator[Desk]:
    listener = listen()
    url = address_of(listener)
    real, drafts_site = stage.create_site("real", [url]), stage.create_site("drafts", [url])
    real.publish_tour(make_draft("one", id="real", start={"on": "page"}, title="Published"))
    drafts = Drafts(stage, drafts_site)
    with serve(drafts) as front:
        host = Host(url, front.url, MARKUP, f'data-key="{real.publishable_key}"')
        with serve(Starlette(routes=[Route("/{path:path}", host.page)]), listener):
            yield Desk(page, host, drafts)


def test_drafts_on_the_page(desk: Desk) -> None:
    """From the link to the end: what is written is shown, changes where it is, and is gone."""
    page, drafts = desk.page, desk.drafts
    drafts.save(make_draft("one", "two", "three"))
    desk.open()
    assert page.evaluate("location.href") == f"{desk.host.url}/"
    expect(card(page, "Step one")).to_have_count(0)

    desk.press("Items")
    desk.bar.get_by_role("button", name="The first").click()
    desk.bar.get_by_role("button", name="Step two").click()
    expect(card(page, "Step two")).to_be_visible()
    expect(desk.bar.get_by_role("button", name="Step two")).to_have_attribute("aria-current", "step")

    changed = make_draft("one", "two", "three")
    changed["steps"][1]["title"] = "Another title"
    drafts.save(changed)
    expect(card(page, "Another title")).to_be_visible()

    faults = [
        {
            "file": "tours/first.json",
            "line": 7,
            "column": 3,
            "problem": "No such trait.",
            "fix": "Declare it.",
            "level": "fault",
        }
    ]
    drafts.save(faults=faults)
    desk.press("Problems")
    expect(desk.bar.get_by_text("tours/first.json:7:3")).to_be_visible()
    expect(card(page, "Another title")).to_be_visible()
    assert_accessible(page)

    desk.press("End preview")
    expect(card(page, "Step one")).to_be_visible()
    expect(desk.bar).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    desk.watch.assert_clean()


def test_how_it_looks_elsewhere(desk: Desk) -> None:
    """Dark, and in a window as narrow as a phone's, at the same step; once that is closed it goes on here."""
    page = desk.page
    desk.drafts.save(make_draft("one", "two"))
    desk.open()
    desk.press("Steps")
    desk.bar.get_by_role("button", name="Step two").click()
    expect(card(page, "Step two")).to_be_visible()
    desk.press("Look")
    desk.bar.get_by_role("radio", name="Dark").check()
    expect(card(page, "Step two")).to_have_class(re.compile(r"\bdark\b"))
    desk.bar.get_by_role("radio", name="Light").check()
    expect(card(page, "Step two")).not_to_have_class(re.compile(r"\bdark\b"))
    assert_accessible(page)

    with page.expect_popup() as opened:
        desk.press("360 px")
    small = opened.value
    expect(card(small, "Step two")).to_be_visible()
    expect(card(page, "Step two")).to_have_count(0)
    strip = small.get_by_role("region", name="Handrail preview")
    for name in ("Items", "End preview", "Steps"):
        strip.get_by_role("button", name=name, exact=True).focus()
        expect(strip.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    assert small.evaluate("innerWidth") == 360
    assert_accessible(small)
    small.close()
    expect(card(page, "Step two")).to_be_visible()
    desk.watch.assert_clean()


def test_nobody_else_fetches_any_of_it(desk: Desk) -> None:
    desk.page.goto(f"{desk.host.url}/")
    expect(card(desk.page, "Step one")).to_be_visible()
    desk.page.wait_for_load_state("networkidle")
    assert "core.js" in desk.chunks
    assert not desk.chunks & {"preview.js", "bar.js", "kit.js"}


def test_a_link_that_is_followed_where_the_page_is_open(desk: Desk) -> None:
    desk.page.goto(desk.host.url)
    expect(card(desk.page, "Step one")).to_be_visible()
    desk.open()


def test_a_link_that_nobody_made_shows_nothing(desk: Desk) -> None:
    desk.page.goto(f"{desk.host.url}/#handrail=forged")
    expect(card(desk.page, "Step one")).to_be_visible()
    expect(desk.page).to_have_url(f"{desk.host.url}/")
    desk.page.wait_for_load_state("networkidle")
    assert not desk.chunks & {"bar.js", "kit.js"}


def test_a_link_that_was_used(desk: Desk) -> None:
    """It says so, and the page is as it is for everybody."""
    desk.open("old")
    expect(desk.bar).to_contain_text("This link was used before.")
    expect(card(desk.page, "Step one")).to_be_visible()
    desk.watch.assert_clean()
