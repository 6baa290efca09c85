"""The report on a site's first page: the numbers, read by eye and by axe, in both schemes, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.stage import Site, Stage

EMAIL, PASSWORD = "olivia@report.test", "correct horse battery"
Contexts = Callable[..., BrowserContext]


def tell(sub: str, *happened: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    usual = {"item": "welcome", "run": sub}
    return [
        {"id": f"{sub}-{seq}", "name": name, "seq": seq} | usual | told for seq, (name, told) in enumerate(happened)
    ]


@pytest.fixture
def site(stage: Stage) -> Site:
    site = stage.create_site("report", ["https://app.acme.test"])
    member = {"email": f"{site.slug}-{EMAIL}", "name": "Olivia", "role": "viewer", "password": PASSWORD}
    site.call("POST", "/members", member)
    steps = [{"id": step, "type": "modal", "title": step} for step in ("hello", "invoices")]
    site.publish_tour({"kind": "tour", "id": "welcome", "title": "Welcome to Acme", "steps": steps})
    ends: list[tuple[str, dict[str, Any]]] = [
        ("tour_completed", {}),
        ("tour_dismissed", {"props": {"reason": "left"}}),
        ("tour_dismissed", {"props": {"reason": "declined"}}),
    ]
    for number, end in enumerate(ends):
        now = site.sync()["now"]
        told = tell(f"r{number}", ("tour_started", {}), ("step_shown", {"step": "hello"}), end)
        site.sync(events=[event | {"at": now} for event in told])
    return site


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_first_page_tells_what_became_of_each_tour(
    new_context: Contexts, site: Site, scheme: str, width: int
) -> None:
    page: Page = new_context(color_scheme=scheme, viewport={"width": width, "height": 720}).new_page()
    page.goto(f"{site.url}/console/{site.slug}")
    page.get_by_label("E-mail").fill(f"{site.slug}-{EMAIL}")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    row = page.get_by_role("row").filter(has_text="Welcome to Acme")
    expect(row.get_by_role("cell")).to_have_text(["3", "3", "1 33 %", "1", "1", "0", "hello 2"])
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="staging").click()
    expect(page.get_by_text("No tour is published here yet.")).to_be_visible()
    assert_accessible(page)
