"""What is said about quizzes that cannot be taken, or that say something which means nothing."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import Any

import pytest

from tests.server.content.checking import bare, find
from tests.server.content.writing import write_files, write_tour

A: dict[str, Any] = {"id": "a", "text": "A"}
B: dict[str, Any] = {"id": "b", "text": "B"}
RIGHT = {**A, "right": True}
CHOICE = {"id": "q", "type": "choice", "text": "Which?", "options": [RIGHT, B]}
FIRST = {"id": "q", "type": "choice", "text": "Which?", "options": [A, B]}
THERE, ELSEWHERE = {"id": "there", "title": "There"}, {"id": "elsewhere", "title": "Elsewhere"}


def write_quiz(**changes: Any) -> dict[str, Any]:
    return {"kind": "quiz", "id": "basics", "title": "The basics", "questions": [CHOICE], **changes}


def write_finder(*ways: str | None, **changes: Any) -> dict[str, Any]:
    """One question, whose options lead there."""
    options = [{**one, **({"to": to} if to else {})} for one, to in zip_longest((A, B), ways)]
    question = {**FIRST, "options": options if ways else [{**A, "weights": {"there": 1}}, B]}
    return write_quiz(mode="finder", questions=[question], outcomes=[THERE], **changes)


def check(quiz: dict[str, Any], *more: dict[str, Any], **sidecars: dict[str, str]) -> list[str]:
    """The findings about it, without their places."""
    files = write_files(write_tour(), quiz, *more)
    named = {f"tours/basics.{locale}.json": json.dumps(texts) for locale, texts in sidecars.items()}
    return [bare(line) for line in find(files | named)]


def question(type_: str = "choice", **of: Any) -> dict[str, Any]:
    return {"questions": [{"id": "q", "type": type_, "text": "Which?", **of}]}


def options(*of: dict[str, Any], type_: str = "choice") -> dict[str, Any]:
    return question(type_, options=list(of))


@pytest.mark.parametrize(
    "quiz",
    [
        write_quiz(),
        write_quiz(**options(RIGHT, {**B, "right": True}, type_="choices")),
        write_quiz(**question("true-false", answer=False)),
        write_quiz(**question("text", accept=["One"])),
        write_quiz(**question("number", answer=25, tolerance=0.5, unit="%")),
        write_quiz(**question("do", when={"event": "invoice_sent"}, page="/invoices")),
        write_quiz(text="See [the tour](tour:welcome).", questions=[{**CHOICE, "was": ["p"], "hint": "*Look*."}]),
        write_finder(),
        write_finder("there", "there"),
        write_finder("there", None),
    ],
)
def test_what_can_be_taken(quiz: dict[str, Any]) -> None:
    assert check(quiz) == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        (options(A, B), 'no option is right; give one "right": true'),
        (options(A, B, type_="choices"), 'no option is right; give one "right": true'),
        (
            options(RIGHT, {**B, "right": True}),
            '2 options are right, and one can be chosen; keep one, or use "type": "choices"',
        ),
        (options(RIGHT), "has 1 entries; at least 2"),
        (options(RIGHT, {**B, "id": "a"}), 'an option before this one is called "a", too; ids are told apart'),
        (
            options({**RIGHT, "to": "q"}, B),
            'to says nothing of a quiz that is graded; leave it out, or say "mode": "finder"',
        ),
        (
            options({**RIGHT, "weights": {"x": 1}}, B),
            'weights says nothing of a quiz that is graded; leave it out, or say "mode": "finder"',
        ),
        (
            {"outcomes": [THERE]},
            'outcomes say nothing of a quiz that is graded; leave them out, or say "mode": "finder"',
        ),
        (
            {"questions": [CHOICE, {**CHOICE}]},
            'a question before this one is called "q", too; ids are told apart',
        ),
        (
            {"questions": [CHOICE, {**CHOICE, "id": "r", "was": ["q"]}]},
            '"q" is another question\'s id; was names what this question was called before',
        ),
        ({"pass": 0}, "warning: everybody passes, whatever they answer; as in 0.8"),
        ({"pass": 1.5}, "1.5 is out of range; at most 1"),
        ({"attempts": 0}, "0 is out of range; at least 1"),
        ({"retry": "none"}, '"none" is none of missed, all'),
        (question("essay"), '"essay" is no type of question; there is choice, choices, true-false, text, number, do'),
        (question("true-false"), '"answer" is missing'),
        (question("true-false", answer="yes"), "should be true or false, not a text"),
        (question("text", accept=[]), "is empty"),
        (question("number", answer="5"), "should be a number, not a text"),
        (question("number", answer=5, tolerance=-1), "-1 is out of range; at least 0"),
        (question("do", when={"event": "sent"}), 'event "sent" is not declared; declare it in site.json under events'),
        (
            question("do", when={"trait": "role", "is": "admin"}),
            "trait can't be told here; who the person is belongs in audience: a page does not know it",
        ),
        (
            question("do", when={"url": "/invoices"}, page="invoices"),
            '"invoices" matches no path; a path begins with /, as in "/invoices/*"',
        ),
        (options({**RIGHT, "answer": 1}, B), 'unknown key "answer"'),
        ({"text": "<b>No</b>"}, "HTML in a text: <b>; write Markdown; what is to be seen as it is goes in `backticks`"),
        ({"text": "[tour](tour:other)"}, 'there is no tour "other"; there is welcome'),
        ({"theme": "dark"}, 'there is no theme "dark"; there is default'),
        ({"audience": {"passed": "basic"}}, 'there is no quiz "basic"; did you mean "basics"?'),
        ({"was": ["welcome"]}, '"welcome" is the id of tours/welcome.json; was names what this quiz alone was called before'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_quiz(changes: dict[str, Any], finding: str) -> None:
    found = check(write_quiz(**changes))
    assert [line for line in found if line.startswith(finding)], found


@pytest.mark.parametrize(
    ("quiz", "finding"),
    [
        (write_finder() | {"outcomes": []}, "a finder leads to an outcome, and there is none"),
        (write_finder("nowhere"), 'there is no question or outcome "nowhere"; '),
        (
            write_finder() | {"outcomes": [THERE, ELSEWHERE]},
            'nothing leads to outcome "elsewhere"; give an option a weight for it, or lead one to it',
        ),
        (
            write_finder() | {"outcomes": [{**THERE, "id": "q"}]},
            "\"q\" is a question's id, too; to could lead to either",
        ),
        (
            write_finder("q", "q"),
            'from question "q" the finder goes round and never ends; lead an option of the round to an outcome',
        ),
        (
            write_finder("there", "there") | {"questions": [write_finder("there", "there")["questions"][0], {**FIRST, "id": "r"}]},
            'no way leads to question "r"; lead an option to it, or leave it out',
        ),
        (write_finder(**{"pass": 0.5}), "pass says nothing of a finder; leave it out: a finder has no right answers"),
        (
            write_finder() | options(RIGHT, B),
            "right says nothing of a finder; leave it out: a finder has no right answers",
        ),
        (
            write_finder() | question("text", accept=["A"]),
            'a finder asks for a choice, and this is text; there is choice, choices',
        ),
        (
            write_finder() | options({**A, "to": "there"}, B, type_="choices"),
            'where several are chosen none can lead on; use weights, or "type": "choice"',
        ),
        (
            write_finder() | options({**A, "weights": {"their": 1}}, B),
            'there is no outcome "their"; did you mean "there"?',
        ),
        (
            write_finder() | {"outcomes": [{**THERE, "action": {"label": "Go", "do": "start", "tour": "no"}}]},
            'there is no tour "no"; there is welcome',
        ),
        (
            write_finder() | {"outcomes": [{**THERE, "action": {"label": "Go", "do": "start"}}]},
            'tour goes with "do": "start"; say both, or neither',
        ),
        (
            write_finder() | {"outcomes": [{**THERE, "action": {"label": "Go", "do": "link", "url": "javascript:1"}}]},
            'the link to "javascript:1" is not allowed',
        ),
        (
            write_finder(audience={"passed": "basics"}),
            '"basics" is not graded: nobody passes it; ask whether it is completed',
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_finder(quiz: dict[str, Any], finding: str) -> None:
    found = check(quiz)
    assert [line for line in found if line.startswith(finding)], found


def test_a_fault_has_its_place() -> None:
    quiz = json.dumps(write_quiz(**options(A, B)), indent=2)
    files = write_files(write_tour()) | {"tours/basics.json": quiz}
    line = quiz.splitlines().index('      "options": [') + 1
    assert find(files) == [f'tours/basics.json:{line}:18: no option is right; give one "right": true']


def test_translations_of_a_quiz() -> None:
    quiz = write_quiz(
        questions=[
            {**CHOICE, "hint": "Look.", "explanation": "So it is.", "options": [{**RIGHT, "explanation": "Yes."}, B]},
            {"id": "t", "type": "text", "text": "What?", "accept": ["One", "Two"]},
            {"id": "n", "type": "number", "text": "How much?", "answer": 1, "unit": "kg"},
        ]
    )
    texts = {
        "title": "Det grunnleggende",
        "questions.q.text": "Hvilken?",
        "questions.q.hint": "Se.",
        "questions.q.explanation": "Slik er det.",
        "questions.q.options.a.text": "A",
        "questions.q.options.a.explanation": "Ja.",
        "questions.t.accept.1": "To",
        "questions.n.unit": "kg",
    }
    assert check(quiz, nb=texts) == []
    assert check(quiz, nb={"questions.q.options.c.text": "C"}) == [
        'there is no "questions.q.options.c.text" to translate; did you mean "questions.q.options.b.text"?'
    ]
    assert check(quiz, nb={"questions.t.accept.2": "Tre"})[0].startswith('there is no "questions.t.accept.2"')


def test_a_quiz_is_a_step_of_a_tour() -> None:
    step = {"id": "check", "type": "quiz", "quiz": "basics", "title": "Check"}
    last = {"id": "done", "type": "modal", "title": "Done"}
    ways = [{"if": {"passed": "basics"}, "to": "done"}, {"to": "check"}]

    def tour(**changes: Any) -> dict[str, Any]:
        return write_tour(id="first", steps=[{**step, **changes}, last])

    assert check(write_quiz(), tour(next=ways)) == []
    assert check(write_quiz(), tour(quiz="basic")) == ['there is no quiz "basic"; did you mean "basics"?']
    assert check(write_quiz(), tour(quiz="welcome")) == ['there is no quiz "welcome"; there is basics']
    assert check(
        write_quiz(), write_tour(id="first", steps=[{k: v for k, v in step.items() if k != "quiz"}, last])
    ) == ['"quiz" is missing']
    assert check(write_quiz(), tour(target={"test_id": "x"}))[0].startswith('"target" is nothing for this type of step')
