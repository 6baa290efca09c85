"""Links to pages of the app that stand in an item's texts and buttons: each is to be answered. None is opened in a page: scripts would run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.async_api import Error

from handrail.authoring.check.addresses import join
from handrail.authoring.check.results import Remark
from handrail.authoring.check.walker import Walker
from handrail.content.checklist import Checklist
from handrail.content.markdown import read_text
from handrail.content.snippet import Snippet
from handrail.content.startable import Startable
from handrail.content.step import Card
from handrail.content.tour import Tour
from handrail.content.validation.faults import Path

SECONDS = 15
LEAVING = re.compile(r"(log|sign)[-_]?(out|off)", re.IGNORECASE)
"""It would end the session of all walks."""


async def check_links(walker: Walker) -> list[Remark]:
    """What says so of those that are not there. Each address is asked for once."""
    told: dict[str, str] = {}
    remarks = []
    for path, href in list_links(walker.walk.item):
        if href not in told:
            told[href] = await ask_for(walker, join(walker.base, href))
        if told[href]:
            fix = "does that page have another address now?"
            remarks.append(Remark(rule="link-broken", problem=f"the link to {href} {told[href]}", fix=fix, path=path))
    return remarks


async def ask_for(walker: Walker, url: str) -> str:
    """What is wrong with it, in words; empty when nothing is."""
    try:
        response = await walker.visit.page.context.request.get(url, timeout=SECONDS * 1000)
    except Error:
        return f"is not answered within {SECONDS} s"
    return f"is answered {response.status}" if response.status in (404, 410) or response.status >= 500 else ""


def list_links(item: Startable | Snippet) -> Iterator[tuple[Path, str]]:
    """Those that lead to a path of the app, with their places."""
    for path, text in list_texts(item):
        for href in read_text(text).links:
            if is_asked(href):
                yield path, href
    for index, step in enumerate(item.steps if isinstance(item, Tour) else []):
        for at, button in enumerate(step.buttons if isinstance(step, Card) else []):
            if button.url and is_asked(button.url):
                yield ("steps", index, "buttons", at, "url"), button.url


def list_texts(item: Startable | Snippet) -> Iterator[tuple[Path, str]]:
    if isinstance(item, Tour):
        for index, step in enumerate(item.steps):
            if isinstance(step, Card):
                yield ("steps", index, "text"), step.text
    elif isinstance(item, Checklist):
        for index, entry in enumerate(item.items):
            yield ("items", index, "text"), entry.text
    elif isinstance(item, Snippet):
        yield ("text",), item.text


def is_asked(href: str) -> bool:
    return href.startswith("/") and not href.startswith("//") and not LEAVING.search(href)
