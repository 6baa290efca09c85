"""The console in a real browser: by keyboard, to axe, in both schemes, wide and narrow, and without a word in the browser's log."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.stage import Site, Stage

EMAIL, PASSWORD = "olivia@acme.test", "correct horse battery"
Contexts = Callable[..., BrowserContext]


@pytest.fixture
def site(stage: Stage) -> Site:
    site = stage.create_site("console", ["https://app.acme.test"])
    site.call(
        "POST", "/members", {"email": f"{site.slug}-{EMAIL}", "name": "Olivia", "role": "owner", "password": PASSWORD}
    )
    return site


def sign_in_by_keyboard(page: Page, site: Site, password: str = PASSWORD) -> None:
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.keyboard.type(f"{site.slug}-{EMAIL}")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_a_walk_by_keyboard(page: Page, site: Site) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site.url}/console/{site.slug}")
    sign_in_by_keyboard(page, site)
    expect(page.get_by_role("heading", name="Tours", level=1)).to_be_visible()
    expect(page.get_by_text(f'data-key="{site.publishable_key}"')).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.get_by_role("link", name="staging").press("Enter")
    expect(page.get_by_role("link", name="staging")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Handrail").press("Enter")
    expect(page.get_by_role("link", name=site.slug)).to_be_visible()
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("heading", name="Sign in to Handrail")).to_be_visible()
    page.goto(f"{site.url}/console/{site.slug}")
    expect(page.get_by_role("heading", name="Sign in to Handrail")).to_be_visible()
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_every_page_reads_well(new_context: Contexts, site: Site, scheme: str, width: int) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 720}).new_page()

    def look() -> None:
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(f"{site.url}/console")
    look()
    sign_in_by_keyboard(page, site, "not the password")
    expect(page.get_by_role("alert")).to_have_text("E-mail or password is wrong.")
    expect(page.get_by_label("Password")).to_be_focused()
    look()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your sites")).to_be_visible()
    look()
    for path in (f"/{site.slug}", "/account", "/nowhere"):
        page.goto(f"{site.url}/console{path}")
        look()
