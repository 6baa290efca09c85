"""What a person did and said under a tour's former name counts under the present one."""

from __future__ import annotations

from typing import Any

import pytest

from handrail.people.preferences import Preferences
from handrail.progress.fold import Progress
from handrail.progress.renamed import rename_state
from handrail.progress.state import State

FORMERLY = {"old": "new", "older": "new"}


def been(status: str, run: str = "r1", at: str = "2026-01-05T09:00:00.000Z", **rest: Any) -> Progress:
    return Progress.model_validate({"status": status, "run": run, "at": at} | rest)


LATER = "2026-01-06T09:00:00.000Z"
HISTORIES: dict[str, tuple[dict[str, Progress], Progress]] = {
    "only the former": ({"old": been("completed", completed=True)}, been("completed", completed=True)),
    "only the present": ({"new": been("left")}, been("left")),
    "both: the last run counts, all of them are counted": (
        {"old": been("completed", completed=True), "new": been("left", "r2", LATER)},
        been("left", "r2", LATER, completed=True, started=2),
    ),
    "both, the former last: a page held the old version": (
        {"old": been("left", "r2", LATER), "new": been("completed", completed=True)},
        been("left", "r2", LATER, completed=True, started=2),
    ),
    "one run, begun under the former name": (
        {"old": been("active", step="a", hash="h1"), "new": been("completed", at=LATER, completed=True)},
        been("completed", step="a", hash="h1", completed=True),
    ),
    "one run, already at another step": (
        {"old": been("active", step="a", hash="h1"), "new": been("active", at=LATER, step="b", hash="h2")},
        been("active", step="b", hash="h2"),
    ),
    "one run, done on a page that held the old version": (
        {"old": been("completed", step="b", completed=True), "new": been("active", at=LATER, step="a")},
        been("completed", step="a", completed=True),
    ),
    "two former names": (
        {"older": been("completed", completed=True, started=2), "old": been("left", "r2", LATER)},
        been("left", "r2", LATER, completed=True, started=3),
    ),
    "put off": ({"old": been("snoozed", until=LATER)}, been("snoozed", until=LATER)),
}


@pytest.mark.parametrize("history", HISTORIES)
def test_progress(history: str) -> None:
    before, after = HISTORIES[history]
    untouched = been("active", "r9")
    assert rename_state(State(before | {"other": untouched}), FORMERLY).progress == {"new": after, "other": untouched}


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({"old": False}, {"new": False}),
        ({"old": False, "new": True}, {"new": True}),
        ({"old": True, "new": False}, {"new": False}),
        ({"old": True, "older": False}, {"new": False}),
        ({"other": False}, {"other": False}),
        ({}, {}),
    ],
)
def test_preferences(said: dict[str, bool], counts: dict[str, bool]) -> None:
    for order in (said, dict(reversed(said.items()))):
        state = State({}, Preferences(tours=False, items=order))
        assert rename_state(state, FORMERLY).preferences == Preferences(tours=False, items=counts)
