"""Whether a quiz can be taken: what is right where it is graded, and where a finder leads. A quiz in, faults out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from handrail.content.quiz import Choice, Choices, Doing, Outcome, Quiz, QuizQuestion
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.finders import check_finder
from handrail.content.validation.names import NameCheck
from handrail.content.validation.references import check_address
from handrail.content.validation.startables import check_startable

GRADED_ONLY = ("pass", "attempts", "retry", "feedback")


class Named(Protocol):
    """What has an id, and may have had others."""

    @property
    def id(self) -> str: ...


def check_quiz(names: NameCheck, quiz: Quiz) -> Iterator[Fault]:
    yield from check_startable(names, quiz)
    yield from check_ids(names, quiz.questions, ("questions",), "question")
    yield from check_ids(names, quiz.outcomes, ("outcomes",), "outcome")
    for index, question in enumerate(quiz.questions):
        yield from check_question(names, question, ("questions", index))
    for index, outcome in enumerate(quiz.outcomes):
        yield from check_outcome(names, outcome, ("outcomes", index))
    if quiz.mode == "finder":
        yield from check_only_graded(names, quiz)
        yield from check_finder(names.document, quiz)
    else:
        yield from check_graded(names, quiz)


def check_ids(names: NameCheck, listed: Sequence[Named], path: Path, noun: str) -> Iterator[Fault]:
    """Former ones among them: answers go by them."""
    known = {one.id for one in listed}
    seen: set[str] = set()
    for index, one in enumerate(listed):
        if one.id in seen:
            problem = f'{"an" if noun[0] in "aeiou" else "a"} {noun} before this one is called "{one.id}", too'
            yield names.document.fault((*path, index, "id"), problem, "ids are told apart")
        seen.add(one.id)
        for place, former in enumerate(getattr(one, "was", ())):
            if former in known or former in seen:
                problem, fix = f'"{former}" is another {noun}\'s id', f"was names what this {noun} was called before"
                yield names.document.fault((*path, index, "was", place), problem, fix)
            seen.add(former)


def check_question(names: NameCheck, question: QuizQuestion, path: Path) -> Iterator[Fault]:
    if isinstance(question, Choice | Choices):
        yield from check_ids(names, question.options, (*path, "options"), "option")
    if isinstance(question, Doing):
        yield from names.check(question.when, (*path, "when"), "page")
        if question.page:
            yield from names.check_globs(question.page, (*path, "page"))


def check_outcome(names: NameCheck, outcome: Outcome, path: Path) -> Iterator[Fault]:
    action = outcome.action
    if action and action.tour:
        yield from names.check_tour(action.tour, (*path, "action", "tour"))
    if action and action.article:
        yield from names.check_item(action.article, (*path, "action", "article"), ["article"])
    if action and action.url:
        yield from check_address(names, action.url, (*path, "action", "url"))


def check_graded(names: NameCheck, quiz: Quiz) -> Iterator[Fault]:
    fault = names.document.fault
    if quiz.outcomes:
        fix = 'leave them out, or say "mode": "finder"'
        yield fault(("outcomes",), "outcomes say nothing of a quiz that is graded", fix, key=True)
    if quiz.pass_ == 0:
        yield fault(("pass",), "everybody passes, whatever they answer", "as in 0.8", warning=True)
    for index, question in enumerate(quiz.questions):
        if not isinstance(question, Choice | Choices):
            continue
        path: Path = ("questions", index, "options")
        right = sum(option.right for option in question.options)
        if not right:
            yield fault(path, "no option is right", 'give one "right": true')
        elif right > 1 and isinstance(question, Choice):
            yield fault(path, f"{right} options are right, and one can be chosen", 'keep one, or use "type": "choices"')
        for place, option in enumerate(question.options):
            for key in ("weights", "to"):
                if getattr(option, key):
                    fix = 'leave it out, or say "mode": "finder"'
                    yield fault((*path, place, key), f"{key} says nothing of a quiz that is graded", fix, key=True)


def check_only_graded(names: NameCheck, quiz: Quiz) -> Iterator[Fault]:
    """What would be graded says nothing of a finder."""
    fault, fix = names.document.fault, "leave it out: a finder has no right answers"
    for key in GRADED_ONLY:
        if key in names.document.value:
            yield fault((key,), f"{key} says nothing of a finder", fix, key=True)
    for index, question in enumerate(quiz.questions):
        path: Path = ("questions", index)
        if not isinstance(question, Choice | Choices):
            problem = f"a finder asks for a choice, and this is {question.type}"
            yield fault((*path, "type"), problem, suggest(question.type, ["choice", "choices"]))
            continue
        if question.explanation:
            yield fault((*path, "explanation"), "explanation says nothing of a finder", fix, key=True)
        for place, option in enumerate(question.options):
            for key in ("right", "explanation"):
                if getattr(option, key):
                    yield fault((*path, "options", place, key), f"{key} says nothing of a finder", fix, key=True)
