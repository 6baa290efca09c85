"""The console's report on help: the numbers, read by eye and by axe, in both schemes, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.stage import Site, Stage

EMAIL, PASSWORD = "olivia@help.test", "correct horse battery"
Contexts = Callable[..., BrowserContext]
PICTURES = Path("test-results/states")
DOINGS: list[tuple[str, str | None, str, dict[str, Any]]] = [
    ("help_opened", None, "/invoices", {}),
    ("searched", None, "/invoices", {"q": "refund", "results": 3}),
    ("result_opened", "refunds", "/invoices", {"q": "refund", "position": 1}),
    ("article_read", "refunds", "/invoices", {"from": "search"}),
    ("article_voted", "refunds", "/invoices", {"helped": False, "reason": "It does not say <b>when</b> the money is back"}),
    ("searched", None, "/settings", {"q": "cancel my subscription please", "results": 0, "locale": "nb"}),
    ("article_read", "taxes", "/settings", {"from": "panel"}),
    ("question_asked", None, "/settings", {"q": "Who pays the tax?", "answered": True}),
]  # fmt: skip


@pytest.fixture
def site(stage: Stage) -> Site:
    site = stage.create_site("help", ["https://app.acme.test"])
    member = {"email": f"{site.slug}-{EMAIL}", "name": "Olivia", "role": "viewer", "password": PASSWORD}
    site.call("POST", "/members", member)
    now = datetime.fromisoformat(site.sync()["now"])
    for person in range(4):
        at = (now - timedelta(days=person * person)).isoformat()
        events = [
            {"id": f"{person}-{seq}", "name": name, "seq": seq, "at": at, "path": path, "props": props}
            | ({"item": item} if item else {})
            for seq, (name, item, path, props) in enumerate(DOINGS[: len(DOINGS) - person])
        ]
        assert site.sync(events=events)["rejected"] == []
    return site


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_it_tells_what_was_read_and_searched(new_context: Contexts, site: Site, scheme: str, width: int) -> None:
    page: Page = new_context(color_scheme=scheme, viewport={"width": width, "height": 720}).new_page()
    page.goto(f"{site.url}/console/{site.slug}")
    page.get_by_label("E-mail").fill(f"{site.slug}-{EMAIL}")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Of this site").get_by_role("link", name="Help").click()
    expect(page.get_by_role("heading", name="Help", level=1)).to_be_visible()
    articles = page.get_by_role("region", name="Articles")
    row = articles.get_by_role("row").filter(has_text="refunds")
    expect(row.get_by_role("cell").nth(1)).to_have_text("4")
    expect(row).to_contain_text("It does not say <b>when</b> the money is back")
    missed = page.get_by_role("region", name="Searches without a result")
    expect(missed.get_by_role("row").nth(1)).to_contain_text("cancel my subscription please")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"console-help-{scheme}-{width}.png", full_page=True)
    page.get_by_text("The numbers by day").click()
    expect(page.get_by_role("region", name="The numbers by day")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="staging").click()
    expect(page.get_by_text("None in this time.").first).to_be_visible()
    assert_accessible(page)


def test_a_time_that_is_none_is_said_to_be(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/console/{site.slug}")
    page.get_by_label("E-mail").fill(f"{site.slug}-{EMAIL}")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tours", level=1)).to_be_visible()
    answer = page.goto(f"{site.url}/console/{site.slug}/reports/help?days=soon")
    assert answer is not None
    assert answer.status == 422
