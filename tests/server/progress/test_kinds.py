"""A run is a run, whatever it is of; what is known of quizzes and checklists beyond their runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.startable import STARTABLE_KINDS
from handrail.people.preferences import Preferences
from handrail.progress.fold import (
    MOST_DONE,
    OF_KIND,
    Happened,
    Marks,
    fold_marks,
    fold_preferences,
    fold_runs,
    sum_up,
)
from handrail.progress.renamed import rename_state
from handrail.progress.state import State
from tests.server.progress.test_fold import STORIES, histories, tell


def call(event: Happened, kind: str) -> Happened:
    """What happened to a tour, of another kind."""
    return replace(event, name=event.name.replace("tour_", f"{kind}_"))


def graded(attempt: str, passed: bool, **told: Any) -> tuple[str, dict[str, Any]]:
    return "quiz_graded", {"props": {"attempt": attempt, "passed": passed}, **told}


def done(step: str, **told: Any) -> tuple[str, dict[str, Any]]:
    return "checklist_item_completed", {"step": step, **told}


def reopened(step: str) -> tuple[str, dict[str, Any]]:
    return "checklist_item_reopened", {"step": step}


@pytest.mark.parametrize("kind", STARTABLE_KINDS)
@pytest.mark.parametrize("story", STORIES)
def test_every_story_of_a_tour_is_one_of_each_kind(story: str, kind: str) -> None:
    events, status, step = STORIES[story]
    walks = fold_runs([call(event, kind) for event in events])["welcome"]
    progress = sum_up(walks)
    assert (progress.status, progress.step) == (status, step)
    named = any(event.name in OF_KIND for event in events)
    assert {walk.kind for walk in walks} <= ({kind} if named else {"tour"})


@given(histories, st.sampled_from(STARTABLE_KINDS))
def test_what_a_history_comes_to_is_the_same_for_each_kind(history: list[Happened], kind: str) -> None:
    tours = [replace(event, name=f"tour_{OF_KIND[event.name][1]}") if event.name in OF_KIND else event for event in history]  # fmt: skip
    others = [call(event, kind) for event in tours]
    by_item = {item: [replace(walk, kind="tour") for walk in walks] for item, walks in fold_runs(others).items()}
    assert by_item == {item: [replace(walk, kind="tour") for walk in walks] for item, walks in fold_runs(tours).items()}
    assert fold_preferences(others) == fold_preferences(tours)


@pytest.mark.parametrize("kind", STARTABLE_KINDS)
def test_a_decline_switches_off_and_taking_it_back_on(kind: str) -> None:
    declined = (f"{kind}_dismissed", {"props": {"reason": "declined"}})
    assert fold_preferences(tell(f"{kind}_started", declined)) == Preferences(items={"welcome": False})
    assert fold_preferences(tell(f"{kind}_started", declined, f"{kind}_resumed")) == Preferences(
        items={"welcome": True}
    )


MARKS: dict[str, tuple[list[Happened], Marks]] = {
    "not passed": (tell(graded("a", False)), Marks(attempts=1)),
    "passed once stays passed": (tell(graded("a", True), graded("b", False)), Marks(passed=True, attempts=2)),
    "an attempt told of twice": (tell(graded("a", False), graded("a", True)), Marks(passed=True, attempts=1)),
    "across runs": (tell(graded("a", True), graded("b", False, run="r2")), Marks(passed=True, attempts=2)),
    "in the order in which it was done": (tell(done("b"), done("a"), done("b")), Marks(done=("b", "a"))),
    "taken back": (tell(done("a"), done("b"), reopened("a")), Marks(done=("b",))),
    "taken back, and done again": (tell(done("a"), done("b"), reopened("a"), done("a")), Marks(done=("b", "a"))),
    "taken back in another run": (tell(done("a"), ("checklist_item_reopened", {"step": "a", "run": "r2"})), Marks()),
    "of no entry": (tell(("checklist_item_completed", {"step": None})), Marks()),
}


@pytest.mark.parametrize("case", MARKS)
def test_marks(case: str) -> None:
    events, marks = MARKS[case]
    assert fold_marks(events).get("welcome", Marks()) == marks
    progress = sum_up(fold_runs(events)["welcome"], marks)
    assert (progress.passed, progress.attempts, tuple(progress.done)) == (marks.passed, marks.attempts, marks.done)


def test_a_page_cannot_tell_of_entries_without_end() -> None:
    told = tell(*(done(f"e{n}") for n in range(MOST_DONE + 10)))
    assert len(fold_marks(told)["welcome"].done) == MOST_DONE


of_marks = st.lists(
    st.builds(
        Happened,
        id=st.uuids().map(str),
        name=st.sampled_from(["quiz_graded", "checklist_item_completed", "checklist_item_reopened", "quiz_started"]),
        at=st.integers(0, 20),
        device=st.sampled_from(["", "d1", "~server"]),
        seq=st.integers(0, 10),
        item=st.sampled_from(["welcome", "basics"]),
        run=st.sampled_from(["r1", "r2"]),
        step=st.sampled_from(["a", "b", "c"]),
        props=st.sampled_from([None, {"attempt": "a", "passed": True}, {"attempt": "b", "passed": False}]),
    ),
    max_size=25,
    unique_by=lambda event: event.id,
)


@given(of_marks, st.randoms(use_true_random=False))
def test_marks_do_not_depend_on_the_order_of_arrival(history: list[Happened], random: Any) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)
    assert fold_marks(shuffled) == fold_marks(history)


@given(of_marks, of_marks)
def test_passed_stays_passed_whatever_comes(history: list[Happened], more: list[Happened]) -> None:
    known = {event.id for event in history}
    before, after = fold_marks(history), fold_marks([*history, *(event for event in more if event.id not in known)])
    for item, marks in before.items():
        assert after[item].passed >= marks.passed
        assert after[item].attempts >= marks.attempts


def test_what_was_passed_and_done_goes_with_a_new_name() -> None:
    def been(*story: Any, **changes: Any) -> Any:
        events = tell(*story)
        return sum_up(fold_runs(events)["welcome"], fold_marks(events)["welcome"]).model_copy(update=changes)

    state = State({"old": been(graded("a", True)), "new": been(graded("b", False), run="r2"), "list": been(done("a")), "former": been(done("b"), run="r2")})  # fmt: skip
    renamed = rename_state(state, {"old": "new", "former": "list"}).progress
    assert (renamed["new"].passed, renamed["new"].attempts) == (True, 2)
    assert sorted(renamed["list"].done) == ["a", "b"]


def test_what_is_not_said_of_a_tour_is_not_on_the_wire() -> None:
    plain = sum_up(fold_runs(tell("tour_started"))["welcome"]).model_dump()
    assert not plain.keys() & {"passed", "attempts", "done"}
