"""Articles in the console, in a real browser: an agent finds one by keys, and every page is sound to axe, in both schemes, wide and narrow."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.stage import Site, Stage
from tests.server.help.shelves import FILES, SITE

PASSWORD = "correct horse battery"
Contexts = Callable[..., BrowserContext]


@pytest.fixture
def site(stage: Stage) -> Site:
    site = stage.create_site("articles", ["https://app.acme.test"])
    site.publish(FILES | {"site.json": json.dumps(SITE | {"id": site.slug})})
    member = {"email": f"{site.slug}@acme.test", "name": "Agnes", "role": "agent", "password": PASSWORD}
    site.call("POST", "/members", member)
    return site


def sign_in(page: Page, site: Site, path: str) -> None:
    page.goto(f"{site.url}/console/{site.slug}{path}")
    page.get_by_label("E-mail").fill(f"{site.slug}@acme.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")


def test_an_agent_finds_what_only_agents_may_read(page: Page, site: Site) -> None:
    sign_in(page, site, "")
    page.get_by_role("link", name="Articles", exact=True).press("Enter")
    page.get_by_role("searchbox", name="Search articles").fill("girafe")
    page.keyboard.press("Enter")
    page.get_by_role("region", name="found for").get_by_role("link", name="Secret").press("Enter")
    expect(page.get_by_role("heading", name="Secret", level=1)).to_be_visible()
    expect(page.get_by_text("Only for agents: giraffe.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_reads_well(new_context: Contexts, site: Site, scheme: str, width: int) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 720}).new_page()
    sign_in(page, site, "/articles")
    expect(page.get_by_role("heading", name="Articles", level=1)).to_be_visible()
    for path in ("/articles", "/articles?q=only", "/articles/refunds", "/articles/nothing"):
        page.goto(f"{site.url}/console/{site.slug}{path}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
