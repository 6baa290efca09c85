"""Answers and questions: what fits, what is asked after what, and that the first stands in whatever pieces they come."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handrail.content.survey import Survey
from handrail.learn.surveys.answers import Answer, add_answers
from tests.server.content.kinds import write_survey

QUESTIONS: list[dict[str, Any]] = [
    *write_survey()["questions"],
    {"id": "ease", "type": "ces", "text": "How easy?"},
    {"id": "tool", "type": "poll", "text": "Which?", "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
    {"id": "more", "type": "text", "text": "More?", "if": {"answer": "tool", "in": ["a"]}},
]
SURVEY = Survey.model_validate(write_survey(questions=QUESTIONS))
FITTING = {"score": st.integers(0, 10), "ease": st.integers(1, 7), "tool": st.sampled_from(["a", "b"])}
said = st.sampled_from(sorted(FITTING)).flatmap(lambda id_: st.tuples(st.just(id_), FITTING[id_]))


def test_who_changed_their_mind_is_heard_and_what_was_said_first_stands() -> None:
    kept, faults = add_answers(SURVEY, {"score": 9}, [("score", 3), ("why", "Exports")])
    assert (kept, faults) == ({"score": 9, "why": "Exports"}, [])
    assert add_answers(SURVEY, {"score": 9}, [("why", "Exports")])[1] == [(0, "after what was answered, this question is not asked")]  # fmt: skip


def test_what_comes_before_its_question_is_taken() -> None:
    assert add_answers(SURVEY, {}, [("why", "Exports"), ("score", 3)]) == ({"score": 3, "why": "Exports"}, [])


@given(st.lists(said, max_size=12), st.integers(0, 12))
def test_it_is_the_same_in_one_piece_or_in_two(answers: list[tuple[str, Answer]], cut: int) -> None:
    at_once, _ = add_answers(SURVEY, {}, answers)
    first, _ = add_answers(SURVEY, {}, answers[:cut])
    then, faults = add_answers(SURVEY, first, answers[cut:])
    assert then == at_once
    assert faults == []
    assert add_answers(SURVEY, then, answers) == (then, [])
    assert all(then[id_] == next(value for name, value in answers if name == id_) for id_ in then)


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
)


@given(st.lists(st.tuples(st.sampled_from(["score", "why", "ease", "tool", "more", "none"]), anything), max_size=8))
def test_what_is_kept_always_fits(answers: list[tuple[str, Any]]) -> None:
    kept, faults = add_answers(SURVEY, {}, answers)
    assert faults == sorted(faults)
    assert kept.keys() <= {"score", "why", "ease", "tool", "more"}
    for id_, value in kept.items():
        assert add_answers(SURVEY, {"score": 0, "tool": "a"}, [(id_, value)])[1] == []
