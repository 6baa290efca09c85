"""Answers compared with what is right: questions and answers in, points out. Pure; the same answers to the same questions always give the same.

An answer is an option's id, several ids, true or false, a text, a number, or `true` for what was done.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handrail.content.quiz import Choice, Choices, Doing, NumberAnswer, QuizQuestion, ShortAnswer, TrueFalse

Answer = bool | int | float | str | list[str]
FINAL = ".!?。！？؟"
ALIKE = str.maketrans("ı‘’ʼ“”„‐‒–—−", "i'''\"\"\"-----")
DOTTED = re.compile("i\u0307+")


class WrongKind(Exception):
    """This is no answer to that question. Its text says what one would be."""


@dataclass(frozen=True, slots=True)
class Grade:
    """Points, and whether they are enough."""

    score: int
    of: int
    passed: bool


def read_answer(question: QuizQuestion, given: Answer) -> Answer:
    """In the one form in which it is kept, so that the same answer is the same value. Raises `WrongKind`."""
    match question:
        case Choice(options=options):
            if not isinstance(given, str) or given not in {option.id for option in options}:
                raise WrongKind("should be the id of one of its options")
            return given
        case Choices(options=options):
            known = [option.id for option in options]
            if not isinstance(given, list) or not given or not set(given) <= set(known):
                raise WrongKind("should be a list of ids of its options, at least one")
            return [id_ for id_ in known if id_ in given]
        case TrueFalse():
            if not isinstance(given, bool):
                raise WrongKind("should be true or false")
            return given
        case ShortAnswer():
            if not isinstance(given, str) or not given.strip():
                raise WrongKind("should be a text that is not empty")
            return given.strip()
        case NumberAnswer():
            if isinstance(given, bool) or not isinstance(given, int | float):
                raise WrongKind("should be a number")
            return int(given) if given == int(given) else given
        case Doing():
            if given is not True:
                raise WrongKind("should be true, once it was done")
            return True


def is_right(question: QuizQuestion, answer: Answer) -> bool:
    """`answer` as `read_answer` gives it. What was done (`do`) is right: whether it was done is looked at before."""
    match question:
        case Choice(options=options) | Choices(options=options):
            chosen = answer if isinstance(answer, list) else [answer]
            return {option.id for option in options if option.right} == set(chosen)
        case TrueFalse(answer=right):
            return answer is right
        case ShortAnswer(accept=accept):
            return isinstance(answer, str) and normalise(answer) in {normalise(text) for text in accept}
        case NumberAnswer(answer=right, tolerance=tolerance):
            # In decimals, as people write them: 0.3 is within 0.1 of 0.2.
            return abs(to_decimal(answer) - to_decimal(right)) <= to_decimal(tolerance)
        case Doing():
            return answer is True


def normalise(text: str) -> str:
    """NFKC, case folded, spaces collapsed, without the mark at its end. What is nothing else stays as it is.

    Digits of any script are the same, so are the i with a dot and without one (Turkish has both in both cases), and quotes and dashes that
    keyboards curl and lengthen; what cannot be seen is nothing.
    """
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold()).translate(ALIKE)
    plain = "".join(str(unicodedata.decimal(each, each)) for each in DOTTED.sub("i", folded))
    words = " ".join(unicodedata.normalize("NFKC", plain).split())
    return words.rstrip(f"{FINAL} ") or words


def to_decimal(number: object) -> Decimal:
    return Decimal(repr(number))


def grade(questions: Sequence[QuizQuestion], answers: Mapping[str, Answer], pass_mark: float) -> Grade:
    """`answers` by question, as they are kept; what was not answered is not right. `pass_mark`: the share of all points that is enough."""
    of = sum(question.points for question in questions)
    score = sum(
        question.points for question in questions if question.id in answers and is_right(question, answers[question.id])
    )
    return Grade(score, of, Decimal(score) >= to_decimal(pass_mark) * of)


def show_key(question: QuizQuestion) -> Answer:
    """What would have been right, as an answer: of several texts the first."""
    match question:
        case Choice(options=options):
            return next(option.id for option in options if option.right)
        case Choices(options=options):
            return [option.id for option in options if option.right]
        case ShortAnswer(accept=accept):
            return accept[0]
        case TrueFalse(answer=right) | NumberAnswer(answer=right):
            return right
        case Doing():
            return True
