"""What is right, by type of question, and what a quiz comes to."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from handrail.content.quiz import QuizQuestion
from handrail.learn.quizzes.grade import Answer, WrongKind, grade, is_right, normalise, read_answer, show_key

QUESTION: TypeAdapter[Any] = TypeAdapter(QuizQuestion)


def ask(type_: str, id_: str = "q", **of: Any) -> Any:
    return QUESTION.validate_python({"id": id_, "type": type_, "text": "Well?", **of})


def options(*right: str, of: str = "abcd") -> list[dict[str, Any]]:
    return [{"id": id_, "text": id_, "right": id_ in right} for id_ in of]


CHOICE = ask("choice", options=options("b"))
CHOICES = ask("choices", options=options("a", "c"))
TRUE = ask("true-false", answer=True)
TEXT = ask("text", accept=["Credit note", "ß 5.", "e.g."])
NUMBER = ask("number", answer=0.2, tolerance=0.1)
DO = ask("do", when={"event": "invoice_sent"})


@pytest.mark.parametrize(
    ("question", "answer", "right"),
    [
        (CHOICE, "b", True),
        (CHOICE, "a", False),
        (CHOICES, ["a", "c"], True),
        (CHOICES, ["c", "a"], True),
        (CHOICES, ["c", "a", "c"], True),
        (CHOICES, ["a"], False),
        (CHOICES, ["a", "b", "c"], False),
        (TRUE, True, True),
        (TRUE, False, False),
        (TEXT, "credit NOTE", True),
        (TEXT, "  Credit \t note! ", True),
        (TEXT, "Ｃredit note。", True),
        (TEXT, "Creditnote", False),
        (TEXT, "A credit note", False),
        (TEXT, "SS 5", True),
        (TEXT, "E.G", True),
        (TEXT, "?", False),
        (TEXT, "\u200fCredit\u00a0note\u200b", True),
        (ask("text", accept=["25 days"]), "٢٥ DAYS", True),
        (ask("text", accept=["٢٥"]), "25", True),
        (ask("text", accept=["Don't"]), "don’t", True),
        (ask("text", accept=["“Pay-by”"]), '"pay–by"', True),
        (ask("text", accept=["İstanbul"]), "istanbul", True),
        (ask("text", accept=["İstanbul"]), "ISTANBUL", True),
        (ask("text", accept=["ısı"]), "ISI", True),
        (ask("text", accept=["Straße"]), "STRASSE", True),
        (ask("text", accept=["café"]), "cafe\u0301", True),
        (ask("text", accept=["café"]), "cafe", False),
        (NUMBER, 0.3, True),
        (NUMBER, 0.1, True),
        (NUMBER, 0.30000001, False),
        (NUMBER, 1, False),
        (ask("number", answer=25), 25, True),
        (ask("number", answer=25), 25.0, True),
        (ask("number", answer=25), 25.5, False),
        (ask("number", answer=-1, tolerance=1), 0, True),
        (DO, True, True),
    ],
)
def test_what_is_right(question: Any, answer: Answer, right: bool) -> None:
    assert is_right(question, read_answer(question, answer)) is right


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CHOICE, "e"),
        (CHOICE, ["b"]),
        (CHOICE, True),
        (CHOICE, 1),
        (CHOICES, "a"),
        (CHOICES, []),
        (CHOICES, ["a", "e"]),
        (TRUE, "true"),
        (TRUE, 1),
        (TEXT, True),
        (TEXT, 5),
        (TEXT, "   "),
        (TEXT, ["a"]),
        (NUMBER, "0.2"),
        (NUMBER, True),
        (DO, False),
        (DO, "done"),
    ],
)
def test_what_is_no_answer_to_a_question(question: Any, answer: Answer) -> None:
    with pytest.raises(WrongKind):
        read_answer(question, answer)


def test_the_same_answer_is_kept_in_one_form() -> None:
    assert read_answer(CHOICES, ["c", "a", "c"]) == read_answer(CHOICES, ["a", "c"]) == ["a", "c"]
    assert repr(read_answer(NUMBER, 2.0)) == repr(read_answer(NUMBER, 2)) == "2"
    assert read_answer(TEXT, " Credit note ") == "Credit note"


@pytest.mark.parametrize("question", [CHOICE, CHOICES, TRUE, TEXT, NUMBER, DO])
def test_what_is_told_to_be_right_is(question: Any) -> None:
    assert is_right(question, read_answer(question, show_key(question)))


@pytest.mark.parametrize(
    ("points", "right", "mark", "passed"),
    [
        ([1, 1, 1, 1, 1], 4, 0.8, True),
        ([1, 1, 1, 1, 1], 3, 0.8, False),
        ([1] * 10, 7, 0.7, True),  # 0.7 * 10 is 7.000000000000001 to a float
        ([1] * 3, 2, 0.66, True),
        ([1] * 3, 2, 0.67, False),
        ([10, 1], 1, 0.9, True),
        ([1], 0, 0.0, True),
        ([2], 1, 1.0, True),
    ],
)
def test_what_it_takes_to_pass(points: list[int], right: int, mark: float, passed: bool) -> None:
    questions = [ask("true-false", f"q{n}", answer=True, points=one) for n, one in enumerate(points)]
    graded = grade(questions, {question.id: n < right for n, question in enumerate(questions)}, mark)
    assert (graded.score, graded.of, graded.passed) == (sum(points[:right]), sum(points), passed)


asked = st.lists(st.tuples(st.integers(1, 10), st.sampled_from([None, True, False])), min_size=1, max_size=50)


@given(asked, st.floats(0, 1))
def test_points_are_between_none_and_all_and_an_answer_never_costs_any(
    given_: list[tuple[int, bool | None]], mark: float
) -> None:
    questions = [ask("true-false", f"q{n}", answer=True, points=points) for n, (points, _) in enumerate(given_)]
    answers: dict[str, Answer] = {f"q{n}": said for n, (_, said) in enumerate(given_) if said is not None}
    graded = grade(questions, answers, mark)
    assert 0 <= graded.score <= graded.of == sum(points for points, _ in given_)
    assert graded.passed is (Decimal(graded.score) >= Decimal(repr(mark)) * graded.of)
    assert grade(questions, {}, mark).score == 0
    for question in questions:
        more = grade(questions, {**answers, question.id: True}, mark)
        assert more.score >= graded.score
        assert more.passed or not graded.passed
    assert grade(list(reversed(questions)), answers, mark) == graded


@given(st.text(max_size=40))
def test_a_text_is_the_same_however_it_is_written(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert normalise(f"  {text}\n") == once
    assert normalise(unicodedata.normalize("NFD", text)) == once


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=12), st.sets(st.sampled_from("abcd"), min_size=1))
def test_several_choices_are_right_as_a_set(chosen: list[str], right: set[str]) -> None:
    question = ask("choices", options=options(*right))
    assert is_right(question, read_answer(question, chosen)) is (set(chosen) == right)


@given(st.integers(-(2**53), 2**53), st.integers(0, 2**53), st.integers(-(2**53), 2**53))
def test_a_number_is_right_within_its_tolerance(answer: int, tolerance: int, said: int) -> None:
    question = ask("number", answer=answer, tolerance=tolerance)
    assert is_right(question, read_answer(question, said)) is (abs(said - answer) <= tolerance)
