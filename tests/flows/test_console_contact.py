"""The console's report on conversations and its outbox, read by eye and by axe, wide and light, narrow and dark."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.stage import Site, Stage

EMAIL, PASSWORD = "olivia@contact.test", "correct horse battery"
Contexts = Callable[..., BrowserContext]
PICTURES = Path("test-results/states")


def post(site: Site, path: str, person: int, **body: Any) -> dict[str, Any]:
    """As a page sends it, each person from an address of their own."""
    answer = httpx.post(
        f"{site.url}/v1/{path}",
        content=json.dumps({"key": site.publishable_key, **body}),
        headers={"Content-Type": "text/plain", "X-Forwarded-For": f"2001:db8::{person}"},
    )
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def site(stage: Stage) -> Site:
    """Three people wrote; two of them found it out themselves, and said how that was. A webhook leads inside, and is told nothing."""
    site = stage.create_site("contact", ["https://app.acme.test"])
    member = {"email": f"{site.slug}-{EMAIL}", "name": "Olivia", "role": "agent", "password": PASSWORD}
    site.call("POST", "/members", member)
    for person, page in enumerate(("/invoices", "/invoices", "/settings")):
        token = post(site, "sync", person, url="/")["token"]
        capsule = json.dumps([{"kind": "page", "label": "Page", "value": f"https://app.acme.test{page}"}])
        begun = post(site, "conversations", person, token=token, client_id="b", text="Where is it?", capsule=capsule)
        if person:
            here = f"conversations/{begun['id']}"
            post(site, f"{here}/close", person, token=token)
            text = "It was <b>there</b> all the time" if person == 1 else None
            post(site, f"{here}/rating", person, token=token, score=6 - 2 * person, text=text)
    site.call("POST", "/webhooks", {"url": "https://127.0.0.1/hooks"})
    token = post(site, "sync", 9, url="/")["token"]
    post(site, "conversations", 9, token=token, client_id="b", text="Is anybody there?")
    deadline = time.monotonic() + 60
    while site.call("GET", "/outbox")["counts"]["dead"] < 2:
        assert time.monotonic() < deadline, site.call("GET", "/outbox")
        time.sleep(0.05)  # The server tells others beside its requests: asked again until the deadline.
    return site


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_it_tells_how_people_were_helped(new_context: Contexts, site: Site, scheme: str, width: int) -> None:
    page: Page = new_context(color_scheme=scheme, viewport={"width": width, "height": 720}).new_page()
    page.goto(f"{site.url}/console/{site.slug}")
    page.get_by_label("E-mail").fill(f"{site.slug}-{EMAIL}")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    sections = page.get_by_role("navigation", name="Of this site")
    sections.get_by_role("link", name="Contact").click()
    expect(page.get_by_role("heading", name="Contact", level=1)).to_be_visible()
    row = page.get_by_role("region", name="By page of your app").get_by_role("row").filter(has_text="/invoices")
    expect(row.get_by_role("cell").first).to_have_text("2")
    expect(page.get_by_role("region", name="What they wrote with it")).to_contain_text("It was <b>there</b> all")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"console-contact-{scheme}-{width}.png", full_page=True)
    page.get_by_text("The numbers by day").click()
    expect(page.get_by_role("region", name="The numbers by day")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="staging").click()
    expect(page.get_by_text("None in this time.").first).to_be_visible()
    assert_accessible(page)
    sections.get_by_role("link", name="Outbox").click()
    page.get_by_role("link", name="Given up").click()
    given_up = page.get_by_role("region", name="Given up").get_by_role("row").filter(has_text="message.added")
    expect(given_up).to_contain_text("may not go to")
    page.screenshot(path=PICTURES / f"console-outbox-{scheme}-{width}.png", full_page=True)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    given_up.get_by_role("button", name="Send again").click()
    expect(page.get_by_role("link", name="Waiting")).to_have_attribute("aria-current", "true")
