"""A site with a checklist of each kind of entry, what they lead to, and news."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import jwt
from playwright.sync_api import Locator, Page, expect

from tests.flows.conftest import HostApp
from tests.flows.hosts.injection import Injection
from tests.flows.panels import ARTICLES, SITE, TOURS, panel

Json = dict[str, Any]

QUIZ: Json = {
    "title": "What do you know of fees?",
    "questions": [{"id": "fees", "type": "true-false", "text": "There are fees.", "answer": False}],
}
LATE = """---
title: Why is it late?
---
[Begin](checklist:begin), or [see what you know](quiz:know-fees).
"""
CHECKLIST: Json = {
    "title": "First steps",
    "text": "All of it takes **ten minutes**.",
    "start": {"on": "manual"},
    "finish": "You know your way around.",
    "items": [
        {"id": "save", "title": "Save something", "tour": "save"},
        {"id": "read", "title": "Read about fees", "text": "They are *small*.", "article": "fees"},
        {"id": "quiz", "title": "Answer a question", "quiz": "know-fees", "after": ["read"]},
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


def publish_lists(host: HostApp, *, news: Json | None = None, **checklist: Any) -> None:
    """A checklist that differs from `CHECKLIST` by what is given, and no news unless that is given."""
    files = {"site.json": json.dumps({**SITE, "id": host.site.slug})}
    articles = {**ARTICLES, "late": LATE}
    files |= {f"articles/{name}.md": text for name, text in articles.items()}
    kinds = {
        "tour": TOURS,
        "quiz": {"know-fees": QUIZ},
        "checklist": {"begin": {**CHECKLIST, **checklist}},
        "announcement": news or {},
    }
    for kind, items in kinds.items():
        files |= {
            f"{kind}s/{name}.json": json.dumps({"kind": kind, "id": name, **item}) for name, item in items.items()
        }
    host.site.publish(files)


def sign_in(third_parties: Callable[[str], tuple[Injection, str]], host: HostApp) -> None:
    """From here on everybody on the host is Ada, on whatever device."""
    token = jwt.encode({"sub": "ada", "exp": time.time() + 3600}, host.site.identity_secret, algorithm="HS256")
    third_parties("pages")[0].tag = host.site.script_tag.replace("data-key", f'data-user-token="{token}" data-key')


def launcher(page: Page, said: str = "") -> Locator:
    """`said`: what its name tells besides."""
    return page.get_by_role("button", name=f"Help{said}", exact=True)


def go_to(page: Page, path: str, view: str) -> None:
    """In the panel, as the host's own page may."""
    page.evaluate("path => handrail.push(['open', path])", path)
    expect(panel(page).get_by_role("heading", name=view, level=2, exact=True)).to_be_visible()


def entry(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_text(title, exact=True))


def expect_done(page: Page, title: str, done: bool = True) -> None:
    """An entry that is not ticked by hand."""
    expect(entry(page, title).get_by_text("Done" if done else "To do", exact=True)).to_be_attached()
