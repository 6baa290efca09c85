"""A site with a checklist of each kind of entry, what they lead to, and news."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.flows.conftest import HostApp
from tests.flows.panels import ARTICLES, SITE, TOURS, panel

Json = dict[str, Any]

QUIZ: Json = {
    "title": "Fees",
    "text": "One question.",
    "start": {"on": "manual"},
    "questions": [
        {
            "id": "fees",
            "type": "true-false",
            "text": "There are fees.",
            "answer": False,
        }
    ],
}
CHECKLIST: Json = {
    "title": "First steps",
    "text": "All of it takes **ten minutes**.",
    "start": {"on": "manual"},
    "finish": "You know your way around.",
    "items": [
        {"id": "save", "title": "Save something", "tour": "save"},
        {"id": "read", "title": "Read about fees", "text": "They are *small*.", "article": "fees"},
        {"id": "quiz", "title": "Answer a question", "quiz": "fees-quiz", "after": ["read"]},
        {"id": "visit", "title": "See the other page", "url": "/other.html"},
        {"id": "team", "title": "Tell your team", "by_hand": True, "optional": True},
    ],
}
NEWS: Json = {
    "dark": {
        "title": "Dark mode is here",
        "text": "Switch it on in **settings**.",
        "show": "panel",
        "start": {"on": "manual"},
        "buttons": [{"label": "Show me", "do": "start", "tour": "save"}],
    },
    "faster": {"title": "Lists are faster", "text": "Twice as fast.", "show": "panel", "start": {"on": "manual"}},
}


def publish_lists(host: HostApp, *, checklists: Json | None = None, news: Json | None = None) -> None:
    files = {"site.json": json.dumps({**SITE, "id": host.site.slug})}
    files |= {f"articles/{name}.md": text for name, text in ARTICLES.items()}
    kinds = (
        ("tour", TOURS),
        ("quiz", {"fees-quiz": QUIZ}),
        ("checklist", {"begin": CHECKLIST} if checklists is None else checklists),
        ("announcement", NEWS if news is None else news),
    )
    for kind, items in kinds:
        files |= {
            f"{kind}s/{name}.json": json.dumps({"kind": kind, "id": name, **item}) for name, item in items.items()
        }
    host.site.publish(files)


def launcher(page: Page, said: str = "") -> Locator:
    """`said`: what its name tells besides."""
    return page.get_by_role("button", name=f"Help{said}", exact=True)


def open_list(page: Page, checklist: str = "begin") -> None:
    """In the panel, as the host's own page may."""
    page.evaluate(f"handrail.push(['open', 'checklists/{checklist}'])")
    expect(panel(page).get_by_role("heading", name="First steps", level=2)).to_be_visible()


def entry(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=title)


def expect_done(page: Page, title: str, done: bool = True) -> None:
    """An entry that is not ticked by hand."""
    expect(entry(page, title).get_by_text("Done" if done else "To do", exact=True)).to_be_attached()
