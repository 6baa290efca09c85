"""What somebody is told of their attempt. Before an answer nothing; what would have been right once they passed, or may not try again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handrail.content.compile import Compiler
from handrail.content.compile_rich import compile_rich
from handrail.content.compiled import ArticlePart
from handrail.content.quiz import Choice, Choices, Quiz, QuizQuestion
from handrail.learn.quizzes.grade import Answer, is_right, show_key
from handrail.learn.quizzes.schema import ShownOption, ShownResult
from handrail.learn.quizzes.tables import QuizAttempt


def find_left(quiz: Quiz, attempts: Sequence[QuizAttempt]) -> int | None:
    """How many attempts there are after these; None for any number."""
    return None if quiz.attempts is None else max(0, quiz.attempts - len(attempts))


def is_key_told(quiz: Quiz, attempt: QuizAttempt, attempts: Sequence[QuizAttempt]) -> bool:
    """Not while another attempt can still be answered: it would be answered with it."""
    if attempt.finished_at is None:
        return False
    is_last = find_left(quiz, attempts) == 0 and all(one.finished_at is not None for one in attempts)
    return attempt.passed is True or is_last


def show_results(
    quiz: Quiz, compiler: Compiler, answers: Mapping[str, Answer], *, finished: bool, key: bool
) -> Iterator[ShownResult]:
    """In the order of the questions. `answers` as they are kept; `key`: whether it is told what is right."""
    if quiz.feedback == "end" and not finished:
        return
    for question in quiz.questions:
        answer = answers.get(question.id)
        if answer is not None or finished:
            yield show_result(question, compiler, answer, key)


def show_result(question: QuizQuestion, compiler: Compiler, answer: Answer | None, key: bool) -> ShownResult:
    is_told = key or answer is not None
    return ShownResult(
        question=question.id,
        answer=answer,
        right=answer is not None and is_right(question, answer),
        explanation=explain(compiler, f"questions.{question.id}", question.explanation) if is_told else None,
        key=show_key(question) if key else None,
        options=list(show_options(question, compiler, answer, key)),
    )


def show_options(question: QuizQuestion, compiler: Compiler, answer: Answer | None, key: bool) -> Iterator[ShownOption]:
    chosen = answer if isinstance(answer, list) else [answer]
    for option in question.options if isinstance(question, Choice | Choices) else ():
        if key or option.id in chosen:
            at = f"questions.{question.id}.options.{option.id}"
            explanation = explain(compiler, at, option.explanation)
            yield ShownOption(id=option.id, right=option.right if key else None, explanation=explanation)


def explain(compiler: Compiler, at: str, written: str | None) -> list[ArticlePart] | None:
    return compile_rich(compiler, f"{at}.explanation", written) if written else None
