"""The least of each kind that starts and is no tour, changed as a test needs it."""

from __future__ import annotations

from typing import Any


def write_quiz(id_: str = "basics", **changes: Any) -> dict[str, Any]:
    options = [{"id": "yes", "text": "Yes", "right": True}, {"id": "no", "text": "No"}]
    question = {"id": "q1", "type": "choice", "text": "Is it?", "options": options}
    return {"kind": "quiz", "id": id_, "title": "Basics", "questions": [question], **changes}


def write_survey(id_: str = "opinion", **changes: Any) -> dict[str, Any]:
    questions = [
        {"id": "score", "type": "nps", "text": "How likely are you to recommend us?"},
        {"id": "why", "type": "text", "text": "What is missing?", "if": {"answer": "score", "lte": 6}},
    ]
    return {"kind": "survey", "id": id_, "title": "Your opinion", "questions": questions, **changes}


def write_checklist(id_: str = "setup", **changes: Any) -> dict[str, Any]:
    items = [{"id": "logo", "title": "Add your logo", "url": "/settings"}, {"id": "tea", "title": "Have tea", "by_hand": True}]  # fmt: skip
    return {"kind": "checklist", "id": id_, "title": "Set up", "items": items, **changes}


def write_announcement(id_: str = "dark-mode", **changes: Any) -> dict[str, Any]:
    return {"kind": "announcement", "id": id_, "title": "Dark mode", "text": "It is **here**.", **changes}


WRITERS = {
    "quiz": write_quiz,
    "survey": write_survey,
    "checklist": write_checklist,
    "announcement": write_announcement,
}
