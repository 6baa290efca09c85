"""A site with quizzes: one of every kind of question, one that checks each answer, a finder, and a tour that asks before it goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.flows.conftest import HostApp, HostFactory

Json = dict[str, Any]

BASICS: Json = {
    "title": "Invoice basics",
    "text": "What you have seen, in a few questions.",
    "pass": 0.8,
    "attempts": 3,
    "questions": [
        {
            "id": "tax",
            "type": "choice",
            "text": "Who adds the tax?",
            "hint": "You never typed it in.",
            "explanation": "See [fees](article:fees).",
            "options": [
                {"id": "you", "text": "You do", "explanation": "You could, but need not."},
                {"id": "we", "text": "It is added", "right": True},
            ],
        },
        {
            "id": "states",
            "type": "choices",
            "text": "Which states are there?",
            "options": [
                {"id": "draft", "text": "Draft", "right": True},
                {"id": "sent", "text": "Sent", "right": True},
                {"id": "lost", "text": "Lost"},
            ],
        },
        {"id": "edit", "type": "true-false", "text": "A sent invoice can be changed.", "answer": False},
        {"id": "term", "type": "text", "text": "What is it called before it is sent?", "accept": ["draft", "a draft"]},
        {
            "id": "rate",
            "type": "number",
            "text": "The tax on 50 at 25 %?",
            "answer": 12.5,
            "tolerance": 0.1,
            "unit": "kr",
        },
        {"id": "save", "type": "do", "text": "Save one.", "when": {"event": "saved"}},
    ],
}
EACH: Json = {
    "title": "Two at a time",
    "feedback": "each",
    "attempts": 1,
    "pass": 1,
    "questions": [
        {
            "id": "tax",
            "type": "choice",
            "text": "Who adds the tax?",
            "explanation": "It is added for you.",
            "options": [{"id": "you", "text": "You do"}, {"id": "we", "text": "It is added", "right": True}],
        },
        {"id": "edit", "type": "true-false", "text": "A sent invoice can be changed.", "answer": False},
    ],
}
PLAN: Json = {
    "title": "Which plan?",
    "mode": "finder",
    "questions": [
        {
            "id": "size",
            "type": "choice",
            "text": "How many are you?",
            "options": [
                {"id": "one", "text": "Just me", "to": "solo"},
                {"id": "many", "text": "A team", "weights": {"team": 1}},
            ],
        },
        {
            "id": "need",
            "type": "choices",
            "text": "What do you need?",
            "options": [
                {"id": "api", "text": "An API", "weights": {"big": 1}},
                {"id": "seats", "text": "Seats", "weights": {"team": 1}},
            ],
        },
    ],
    "outcomes": [
        {"id": "solo", "title": "The small plan", "text": "It is enough.", "action": {"label": "Show me", "do": "start", "tour": "save"}},
        {"id": "team", "title": "The team plan", "text": "Five seats.", "action": {"label": "Read on", "do": "article", "article": "fees"}},
        {"id": "big", "title": "The big plan", "text": "All of it."},
    ],
}  # fmt: skip
TOURS: Json = {
    "save": {
        "title": "How to save",
        "start": {"on": "manual"},
        "steps": [{"id": "a", "type": "modal", "title": "Save it", "text": "Here."}],
    },
    "checked": {
        "title": "A tour that asks",
        "start": {"on": "manual"},
        "steps": [
            {"id": "look", "type": "modal", "title": "Look here", "text": "Tax is added."},
            {
                "id": "check",
                "type": "quiz",
                "quiz": "each",
                "title": "Quick check",
                "text": "Two questions.",
                "next": [{"if": {"passed": "each"}, "to": "done"}, {"to": "again"}],
            },
            {"id": "again", "type": "modal", "title": "Once more", "text": "Read it again.", "next": [{"to": "end"}]},
            {"id": "done", "type": "modal", "title": "Well done", "text": "That is all."},
            {"id": "end", "type": "modal", "title": "The end", "text": "Bye."},
        ],
    },
}
ARTICLES = {"fees": "---\ntitle: Fees\ntopic: billing\n---\nThere are none. Try the [quiz](quiz:basics).\n"}


def publish_quizzes(host: HostApp, articles: dict[str, str] | None = None, **changed: Json) -> None:
    site = {
        "kind": "site",
        "id": host.site.slug,
        "title": "A test",
        "locales": ["en", "ar"],
        "topics": [{"id": "billing", "title": "Billing"}],
        "events": {"saved": {}},
        "contact": {"email": "help@example.com"},
    }
    files = {"site.json": json.dumps(site)}
    quizzes = {"basics": BASICS, "each": EACH, "plan": PLAN, **changed}
    for kind, items in (("tour", TOURS), ("quiz", quizzes)):
        files |= {f"{kind}s/{id_}.json": json.dumps({"kind": kind, "id": id_, **item}) for id_, item in items.items()}
    files |= {f"articles/{id_}.md": text for id_, text in (ARTICLES | (articles or {})).items()}
    host.site.publish(files)


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    publish_quizzes(host)
    return host


def open_page(page: Page, host: HostApp) -> None:
    """`heard` has what the host was told."""
    page.goto(f"{host.url}/plain.html")
    page.evaluate(
        """() => {
          window.heard = [];
          for (const name of ["quiz_started", "quiz_completed", "tour_completed"])
            handrail.push(["on", name, (detail) => heard.push([name, detail])]);
        }"""
    )


def start(page: Page, item: str) -> None:
    page.evaluate("(item) => handrail.push(['start', item])", item)


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("dialog", name=title, exact=True)


def expect_question(box: Locator, text: str) -> None:
    expect(box.get_by_role("heading", name=text, exact=True)).to_be_visible()


def press(box: Locator, name: str) -> None:
    box.get_by_role("button", name=name, exact=True).click()


def choose(box: Locator, *names: str) -> None:
    for name in names:
        box.get_by_label(name, exact=True).check()
