"""Whether a finder finds: questions and outcomes that nobody reaches, ways that lead nowhere, or round and round. A quiz in, faults out."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.content.quiz import Choice, Choices, Option, Quiz
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.flow import reach
from handrail.content.validation.parse import Document

WEIGHED = ""
"""The end, where the weights decide."""


def check_finder(document: Document, quiz: Quiz) -> Iterator[Fault]:
    if not quiz.outcomes:
        yield document.fault((), "a finder leads to an outcome, and there is none", 'as in "outcomes": [{ "id": …')
        return
    faults = list(check_names(document, quiz))
    yield from faults
    if not faults:
        yield from check_ways(document, quiz)


def list_options(quiz: Quiz) -> Iterator[tuple[Option, Path]]:
    for index, question in enumerate(quiz.questions):
        for place, option in enumerate(question.options if isinstance(question, Choice | Choices) else ()):
            yield option, ("questions", index, "options", place)


def check_names(document: Document, quiz: Quiz) -> Iterator[Fault]:
    questions = [question.id for question in quiz.questions]
    outcomes = [outcome.id for outcome in quiz.outcomes]
    for index, outcome in enumerate(outcomes):
        if outcome in questions:
            problem, fix = f'"{outcome}" is a question\'s id, too', "to could lead to either"
            yield document.fault(("outcomes", index, "id"), problem, fix)
    for option, path in list_options(quiz):
        for outcome in option.weights:
            if outcome not in outcomes:
                problem = f'there is no outcome "{outcome}"'
                yield document.fault((*path, "weights", outcome), problem, suggest(outcome, outcomes), key=True)
        if option.to is not None and option.to not in (*questions, *outcomes):
            problem = f'there is no question or outcome "{option.to}"'
            yield document.fault((*path, "to"), problem, suggest(option.to, [*questions, *outcomes]))
    for index, question in enumerate(quiz.questions):
        for place, option in enumerate(question.options if isinstance(question, Choices) else ()):
            if option.to is not None:
                problem = "where several are chosen none can lead on"
                fix = 'use weights, or "type": "choice"'
                yield document.fault(("questions", index, "options", place, "to"), problem, fix, key=True)


def check_ways(document: Document, quiz: Quiz) -> Iterator[Fault]:
    ways = {question.id: set(list_ways(quiz, index)) for index, question in enumerate(quiz.questions)}
    ends = {WEIGHED, *(outcome.id for outcome in quiz.outcomes)}
    reached = reach(ways, quiz.questions[0].id)
    for index, question in enumerate(quiz.questions):
        if question.id not in reached:
            problem, fix = f'no way leads to question "{question.id}"', "lead an option to it, or leave it out"
            yield document.fault(("questions", index, "id"), problem, fix)
        elif not reach(ways, question.id) & ends:
            problem = f'from question "{question.id}" the finder goes round and never ends'
            yield document.fault(("questions", index, "id"), problem, "lead an option of the round to an outcome")
    weighed = find_weighed(quiz, reached) if WEIGHED in reached else set()
    for index, outcome in enumerate(quiz.outcomes):
        if outcome.id not in reached | weighed:
            problem = f'nothing leads to outcome "{outcome.id}"'
            fix = "give an option a weight for it, or lead one to it"
            yield document.fault(("outcomes", index, "id"), problem, fix)


def list_ways(quiz: Quiz, index: int) -> Iterator[str]:
    """Where a question may lead: by an option's `to`; else to the one that follows, and after the last to what weighs most."""
    question = quiz.questions[index]
    following = quiz.questions[index + 1].id if index + 1 < len(quiz.questions) else WEIGHED
    for option in question.options if isinstance(question, Choice | Choices) else ():
        yield option.to or following


def find_weighed(quiz: Quiz, reached: set[str]) -> set[str]:
    """The outcomes that weights can lead to. Where none weighs anything, or several the same, it is the first."""
    questions = [question for question in quiz.questions if question.id in reached]
    options = [one for question in questions if isinstance(question, Choice | Choices) for one in question.options]
    found = {outcome for option in options for outcome, weight in option.weights.items() if weight > 0}
    return found | {quiz.outcomes[0].id}
