"""A quiz, a survey and a checklist in other engines than Chromium: fields, focus, keys, and what is kept on the server."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.engines.test_engines import PAGE, Open, make_tour, spotlight
from tests.engines.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.engines]

TOUR = make_tour(spotlight("save"), start={"on": "manual"})
BY_HAND = {"on": "manual"}
ITEMS: list[dict[str, Any]] = [
    {
        "kind": "quiz",
        "id": "basics",
        "title": "The basics",
        "pass": 1,
        "questions": [
            {"id": "sent", "type": "true-false", "text": "Is it sent?", "answer": True},
            {"id": "tax", "type": "number", "text": "How much tax?", "answer": 12.5},
            {"id": "name", "type": "text", "text": "What is it?", "accept": ["A draft"]},
        ],
    },
    {
        "kind": "survey",
        "id": "opinion",
        "title": "Your opinion",
        "start": BY_HAND,
        "questions": [
            {"id": "ease", "type": "ces", "text": "Was it easy?"},
            {"id": "why", "type": "text", "text": "Why?"},
        ],
        "thanks": "Noted.",
    },
    {
        "kind": "checklist",
        "id": "begin",
        "title": "Get going",
        "start": BY_HAND,
        "items": [
            {"id": "know", "title": "Know the basics", "quiz": "basics"},
            {"id": "tea", "title": "Have tea", "by_hand": True},
        ],
    },
]
FILES = {f"{item['kind']}s/{item['id']}.json": json.dumps(item) for item in ITEMS}


def focus(here: Visit, selector: str) -> None:
    here.expect(f"() => all({json.dumps(selector)})[0]")
    here.ask(f"() => all({json.dumps(selector)})[0].focus()")


def test_each_is_gone_through_by_keys_and_known_to_the_server(visit: Open) -> None:
    here = visit(TOUR, {"/": PAGE}, more=FILES)
    here.expect("() => handrail.start && handrail.open")
    here.ask("() => { handrail.push(['start', 'basics']) }")
    here.expect_card("The basics")
    focus(here, ".quiz input")
    here.press(" ")
    here.press("Enter")
    here.expect_heading("How much tax?")
    focus(here, ".quiz input")
    here.type("12,5")
    here.press("Enter")
    here.expect_heading("What is it?")
    focus(here, ".quiz input")
    here.type("a  draft!")
    here.press("Enter")
    here.expect_heading("Passed")
    here.click("Done")
    here.expect_no_card()

    here.ask("() => { handrail.push(['start', 'opinion']) }")
    here.expect_card("Your opinion")
    focus(here, ".slot input")
    here.press("ArrowDown")
    here.press("Enter")
    focus(here, ".slot textarea")
    here.type("It was.")
    here.click("Send")
    here.expect("() => all('.slot').some((one) => one.textContent.includes('Noted.'))")
    here.click("Done")
    here.expect_no_card()

    here.ask("() => { handrail.push(['open', 'checklists/begin']) }")
    here.expect_panel()
    here.expect_heading("Get going")
    here.expect("() => all('input[type=checkbox]').some((one) => !one.checked)")
    focus(here, "input[type=checkbox]:not(:checked)")
    here.press(" ")
    here.expect("() => all('input[type=checkbox]').every((one) => one.checked)")
    assert here.noise == []
    here.expect_kept("quizzes", people=1, passed=1)
    here.expect_kept("checklists", people=1, completed=1)
    here.expect_kept("surveys", shown=1, answered=1)
