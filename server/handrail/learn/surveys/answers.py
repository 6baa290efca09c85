"""Whether answers fit the questions of a survey, and what follows from those that came before: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import JsonValue

from handrail.conditions.compare import compare
from handrail.content.survey import LONGEST_ANSWER, SCALES, FreeText, Poll, Survey, SurveyQuestion

Answer = bool | int | str | list[str]
Answers = Mapping[str, Answer]
Fault = tuple[int, str]
"""The place in what was sent, and what is wrong there."""


def add_answers(
    survey: Survey, before: Answers, given: Sequence[tuple[str, Answer]]
) -> tuple[dict[str, Answer], list[Fault]]:
    """All answers in the order of the questions. The first to a question stands; one that says nothing is none."""
    questions = {question.id: question for question in survey.questions}
    added, faults = dict(before), list[Fault]()
    for index, (id_, answer) in enumerate(given):
        question = questions.get(id_)
        if question is None:
            faults.append((index, "this survey asks no such question"))
        elif (problem := find_fault(question, answer)) is not None:
            faults.append((index, problem))
        else:
            added.setdefault(id_, tidy(answer))
    # Who went back and changed their mind was asked by what they said last, also where what they said first stands.
    lately = added | {id_: tidy(answer) for id_, answer in given}
    for index, (id_, _) in enumerate(given):
        if id_ in added and not (is_asked(questions[id_], added) or is_asked(questions[id_], lately)):
            faults.append((index, "after what was answered, this question is not asked"))
    return {id_: added[id_] for id_ in questions if id_ in added}, sorted(faults)


def find_fault(question: SurveyQuestion, answer: Answer) -> str | None:
    match question:
        case Poll(several=True):
            return None if is_choice(question, answer) else "takes a list of the ids of its options, each once"
        case Poll():
            known = [option.id for option in question.options]
            return None if isinstance(answer, str) and answer in known else "takes the id of one of its options"
        case FreeText():
            fits = isinstance(answer, str) and answer.strip() and len(answer) <= LONGEST_ANSWER
            return None if fits else f"takes a text of at most {LONGEST_ANSWER:,} characters"
    low, high = SCALES[question.type]
    fits = isinstance(answer, int) and not isinstance(answer, bool) and low <= answer <= high
    return None if fits else f"takes a whole number from {low} to {high}"


def is_choice(poll: Poll, answer: Answer) -> bool:
    known = {option.id for option in poll.options}
    return isinstance(answer, list) and 0 < len(answer) == len(set(answer)) and set(answer) <= known


def tidy(answer: Answer) -> Answer:
    return answer.strip() if isinstance(answer, str) else answer


def is_asked(question: SurveyQuestion, answers: Answers) -> bool:
    """Unknown is not true."""
    if question.if_ is None:
        return True
    operator, operand = question.if_.operator
    return compare(operator, answers.get(question.if_.answer), operand) is True


def name_faults(faults: Iterable[Fault]) -> list[JsonValue]:
    """As problems list them."""
    return [{"path": f"answers.{index}", "problem": problem} for index, problem in faults]
