"""A site with help, the panel on its pages, and how people get about in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.flows.conftest import HostApp

Json = dict[str, Any]

SITE: Json = {
    "kind": "site",
    "title": "A test",
    "locales": ["en", "ar"],
    "topics": [
        {"id": "billing", "title": "Billing", "description": "Invoices, and what they cost."},
        {"id": "faq", "title": "Frequent questions"},
    ],
    "contact": {"email": "help@example.com", "url": "https://example.com/contact", "phone": "+47 22 00 00 00"},
}
ARTICLES = {
    "refunds": """---
title: Get a refund
topic: billing
related: [fees]
when: { url: "*/plain.html" }
---
You have **thirty days**. See [what it costs](article:fees#small-print).

## How long it takes

Three days.
""",
    "fees": """---
title: Fees
topic: billing
---
There are none.

## Small print

None, either. [Save it](tour:save) yourself, or [ask us](contact:).
""",
    "late": """---
title: Why is it late?
topic: faq
---
It is not.
""",
}
TOURS: Json = {
    "save": {
        "title": "How to save",
        "start": {"on": "manual"},
        "steps": [
            {
                "id": "a",
                "page": "*/plain.html",
                "target": {"role": "button", "name": "Save"},
                "title": "Save it",
                "text": "Here.",
            },
            {"id": "b", "page": "*/plain.html", "type": "modal", "title": "Saved", "text": "That is all."},
        ],
    }
}
SNIPPETS: Json = {
    "plain": {
        "title": "What this page is for",
        "page": "*/plain.html",
        "text": "It is **plain**. Read [fees](article:fees).",
    }
}


def publish_help(
    host: HostApp, *, site: Mapping[str, Any] | None = None, tours: Json | None = None, articles: Mapping[str, str] = {}
) -> None:
    """A small site with a topic or two, three articles, a tour and a snippet of the page `plain.html`."""
    files = {"site.json": json.dumps({**SITE, "id": host.site.slug, **(site or {})})}
    files |= {f"articles/{name}.md": text for name, text in {**ARTICLES, **articles}.items()}
    for kind, items in (("tour", TOURS if tours is None else tours), ("snippet", SNIPPETS)):
        files |= {
            f"{kind}s/{name}.json": json.dumps({"kind": kind, "id": name, **item}) for name, item in items.items()
        }
    host.site.publish(files)


def launcher(page: Page) -> Locator:
    return page.get_by_role("button", name="Help", exact=True)


def panel(page: Page, name: str = "Help") -> Locator:
    return page.get_by_role("dialog", name=name, exact=True)


def open_panel(page: Page) -> Locator:
    launcher(page).click()
    expect(panel(page)).to_be_visible()
    return panel(page)


def press_in(page: Page, name: str) -> None:
    panel(page).get_by_role("button", name=name, exact=True).click()


def expect_view(page: Page, heading: str) -> None:
    """There, and told to whoever came by hand."""
    expect(panel(page).get_by_role("heading", name=heading, exact=True, level=2)).to_be_focused()
