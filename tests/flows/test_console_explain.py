"""The page that says why, by keyboard and by eye: in both schemes, wide and narrow, with the report's goals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.stage import Site, Stage

EMAIL, PASSWORD = "victor@why.test", "correct horse battery"
Contexts = Callable[..., BrowserContext]


@pytest.fixture
def site(stage: Stage) -> Site:
    site = stage.create_site("why", ["https://app.acme.test"])
    member = {"email": f"{site.slug}-{EMAIL}", "name": "Victor", "role": "viewer", "password": PASSWORD}
    site.call("POST", "/members", member)
    steps = [{"id": "hello", "type": "modal", "title": "Hello"}]
    when = {"all": [{"url": "/invoices"}, {"element": {"test_id": "new"}}]}
    site.publish_tour({"kind": "tour", "id": "welcome", "title": "Welcome", "steps": steps, "start": {"when": when}})
    return site


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_why_a_tour_starts_or_does_not(new_context: Contexts, site: Site, scheme: str, width: int) -> None:
    page: Page = new_context(color_scheme=scheme, viewport={"width": width, "height": 720}).new_page()
    page.goto(f"{site.url}/console/{site.slug}")
    page.get_by_label("E-mail").fill(f"{site.slug}-{EMAIL}")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Why does something start, or not?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why something starts, or does not")
    assert_accessible(page)
    page.get_by_label("Tour, quiz or the like").fill("welcome")
    page.get_by_label("Page", exact=True).fill("/customers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("welcome would not start by itself")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="start.when.all[0]", exact=True))
    expect(row.get_by_role("cell")).to_have_text(["no", '"/customers"'])
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Page", exact=True).fill("/invoices")
    page.get_by_label("Person").fill("nobody")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("no such person")
    expect(page.get_by_label("Tour, quiz or the like")).to_have_value("welcome")
    page.get_by_label("Person").fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("welcome would start by itself if the page agrees")
