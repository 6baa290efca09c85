"""Whether a survey can be answered: questions that ask for earlier ones, and for answers that these can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handrail.content.survey import SCALES, AnswerIs, FreeText, Poll, Survey, SurveyQuestion
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.names import NameCheck, listed

ORDERED = {"gt", "gte", "lt", "lte"}
FITTING = {
    "scale": {"is", "is_not", "in", "not_in", "exists", *ORDERED},
    "poll": {"is", "is_not", "in", "not_in", "exists"},
    "several": {"contains", "exists"},
    "text": {"exists", "contains"},
}


def check_survey(names: NameCheck, survey: Survey) -> Iterator[Fault]:
    """Of a survey that has its shape."""
    before: dict[str, SurveyQuestion] = {}
    known = [question.id for question in survey.questions]
    for index, question in enumerate(survey.questions):
        path: Path = ("questions", index)
        if question.id in before:
            yield names.document.fault(
                (*path, "id"), f'a question before this one is called "{question.id}", too', "ids are told apart"
            )
        if isinstance(question, Poll):
            yield from check_options(names, question, (*path, "options"))
        if question.if_:
            yield from check_if(names, question.if_, before, known, (*path, "if"))
        before.setdefault(question.id, question)


def check_options(names: NameCheck, poll: Poll, path: Path) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, option in enumerate(poll.options):
        if option.id in seen:
            yield names.document.fault(
                (*path, index, "id"), f'an option before this one is called "{option.id}", too', "ids are told apart"
            )
        seen.add(option.id)


def check_if(
    names: NameCheck, asked: AnswerIs, before: dict[str, SurveyQuestion], known: list[str], path: Path
) -> Iterator[Fault]:
    question = before.get(asked.answer)
    if question is None:
        problem = (
            f'"{asked.answer}" is not asked before this question'
            if asked.answer in known
            else f'there is no question "{asked.answer}"'
        )
        yield names.document.fault((*path, "answer"), problem, suggest(asked.answer, before))
        return
    operator, operand = asked.operator
    fitting = FITTING[tell_sort(question)]
    if operator not in fitting:
        fix = f"for one there is {', '.join(sorted(fitting))}"
        problem = f"{operator} does not fit {question.id}, which is {say_sort(question)}"
        yield names.document.fault((*path, operator), problem, fix, key=True)
    elif operator != "exists":
        for value, at in listed(operand, (*path, operator)):
            if not can_be(question, value):
                problem = f"this is no answer to {question.id}: it never holds"
                yield names.document.fault(at, problem, f"it is {say_sort(question)}")


def tell_sort(question: SurveyQuestion) -> str:
    match question:
        case Poll():
            return "several" if question.several else "poll"
        case FreeText():
            return "text"
    return "scale"


def say_sort(question: SurveyQuestion) -> str:
    match question:
        case Poll():
            return f"{'some' if question.several else 'one'} of {', '.join(one.id for one in question.options)}"
        case FreeText():
            return "a text"
    low, high = SCALES[question.type]
    return f"a number from {low} to {high}"


def can_be(question: SurveyQuestion, value: Any) -> bool:
    match question:
        case Poll():
            return value in [option.id for option in question.options]
        case FreeText():
            return isinstance(value, str)
    low, high = SCALES[question.type]
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
