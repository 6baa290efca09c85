"""One request about an attempt: it is begun with its first answers, answered, and finished on the version that it was begun on.

The first answer to a question stands, and what is finished was graded once: callers hold `lock(conn, person_id)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from handrail.content.compile import Compiler
from handrail.content.quiz import Doing, Quiz, QuizQuestion
from handrail.core.limits import spend
from handrail.core.problems import NotFound
from handrail.learn.quizzes.grade import Answer, WrongKind, grade, is_right, read_answer
from handrail.learn.quizzes.held import (
    find_attempt,
    finish_attempt,
    keep_answers,
    keep_attempt,
    list_attempts,
    load_answers,
    read_answers,
    write_answer,
)
from handrail.learn.quizzes.limits import BEGIN, BEGIN_UNKNOWN, MOST_ATTEMPTS
from handrail.learn.quizzes.offered import MISSING, OfferedQuiz, find_offered, is_undone, load_quiz
from handrail.learn.quizzes.problems import (
    AnsweredAlready,
    AttemptFinished,
    NoAttemptsLeft,
    NotDone,
    NotFinished,
    NotGraded,
    UnknownQuestion,
    WrongAnswer,
)
from handrail.learn.quizzes.results import find_left, is_key_told, show_results
from handrail.learn.quizzes.schema import AttemptQuiz, GivenAnswer, ShownAttempt
from handrail.learn.quizzes.sitter import Sitter
from handrail.learn.quizzes.tables import QuizAnswer, QuizAttempt
from handrail.learn.quizzes.told import record_graded, tell_graded


@dataclass(frozen=True)
class Sitting:
    """A person at a quiz, in the version `offered`. `attempts`: all of theirs at it, whatever it was called. `attempt` is one of them, or about to be."""

    sitter: Sitter
    offered: OfferedQuiz
    attempt: QuizAttempt
    answers: Mapping[str, QuizAnswer]
    attempts: Sequence[QuizAttempt]

    @property
    def quiz(self) -> Quiz:
        return self.offered.quiz

    @property
    def is_begun(self) -> bool:
        return any(one.id == self.attempt.id for one in self.attempts)

    @property
    def is_finished(self) -> bool:
        return self.attempt.finished_at is not None


def take_attempt(conn: Connection, sitter: Sitter, wanted: AttemptQuiz, now: int) -> ShownAttempt:
    """Raises `NotFound`, the problems of `problems.py`, and `RateLimited`."""
    sitting = sit_down(conn, sitter, wanted, now)
    if sitting.quiz.mode == "finder":
        raise NotGraded("Record quiz_completed with the outcome that the page found.")
    if not sitting.is_begun:
        check_left(sitting)
        if wanted.answers or wanted.finish:
            sitting = begin(conn, sitting, now)
    sitting = answer(conn, sitting, wanted.answers, now)
    if wanted.finish and not sitting.is_finished:
        sitting = finish(conn, sitting, now)
    return show(conn, sitting, wanted.locale)


def sit_down(conn: Connection, sitter: Sitter, wanted: AttemptQuiz, now: int) -> Sitting:
    """At the attempt that there is, or at a new one that is not kept yet."""
    owner, held = sitter.owner, find_attempt(conn, wanted.attempt)
    if held is None:
        offered = find_offered(conn, sitter, wanted.hash, now)
        attempts = list_attempts(conn, owner.person_id, sitter.names | offered.names)
        attempt = QuizAttempt(
            id=wanted.attempt,
            site_id=owner.site_id,
            environment_id=owner.environment_id,
            person_id=owner.person_id,
            item=offered.quiz.id,
            item_hash=offered.hash,
            run=wanted.run,
            number=max((one.number for one in attempts), default=0) + 1,
            retry_of=find_retried(wanted.retry_of, attempts),
            started_at=now,
        )
        return Sitting(sitter, offered, attempt, {}, attempts)
    if (held.person_id, held.environment_id) != (owner.person_id, owner.environment_id):
        raise NotFound(MISSING)
    offered = load_quiz(conn, owner.site_id, held.item_hash)
    if sitter.names.isdisjoint(offered.names):
        raise NotFound(MISSING)
    attempts = list_attempts(conn, owner.person_id, sitter.names | offered.names)
    return Sitting(sitter, offered, held, load_answers(conn, held.id), attempts)


def find_retried(wanted: str | None, attempts: Sequence[QuizAttempt]) -> str | None:
    """Raises `NotFound`, `NotFinished`."""
    if wanted is None:
        return None
    retried = next((one for one in attempts if one.id == wanted), None)
    if retried is None:
        raise NotFound("The attempt that this is a retry of is not one of this person's at this quiz.")
    if retried.finished_at is None:
        raise NotFinished("Finish that attempt first, or leave retry_of out.")
    return retried.id


def check_left(sitting: Sitting) -> None:
    most = MOST_ATTEMPTS if sitting.quiz.attempts is None else sitting.quiz.attempts
    if len(sitting.attempts) >= most:
        raise NoAttemptsLeft(f"It may be tried {most} times, and was.")


def begin(conn: Connection, sitting: Sitting, now: int) -> Sitting:
    """With the right answers of the attempt that it is a retry of."""
    owner, attempt = sitting.sitter.owner, sitting.attempt
    of_address = [(BEGIN_UNKNOWN, f"{owner.site_id} {sitting.sitter.address}")]
    spend(conn, [(BEGIN, owner.person_id), *([] if sitting.sitter.known else of_address)], now)
    if not keep_attempt(conn, attempt):
        raise NotFound(MISSING)  # somebody else has just begun one under this id
    carried = list(carry_over(conn, sitting, now)) if sitting.quiz.retry == "missed" else []
    keep_answers(conn, carried)
    return replace(sitting, answers={one.question: one for one in carried}, attempts=[*sitting.attempts, attempt])


def carry_over(conn: Connection, sitting: Sitting, now: int) -> Iterator[QuizAnswer]:
    """What was right then and still is, in this version."""
    before = read_answers(load_answers(conn, sitting.attempt.retry_of)) if sitting.attempt.retry_of else {}
    for question in sitting.quiz.questions:
        given = next((before[name] for name in (question.id, *question.was) if name in before), None)
        try:
            answer = None if given is None else read_answer(question, given)
        except WrongKind:  # it is another question now
            continue
        if answer is not None and is_right(question, answer):
            yield keep(sitting, question, answer, now, carried=True)


def answer(conn: Connection, sitting: Sitting, given: Sequence[GivenAnswer], now: int) -> Sitting:
    """All of them, or none when one is refused."""
    answers, new = dict(sitting.answers), []
    questions = {question.id: question for question in sitting.quiz.questions}
    for one in given:
        question = questions.get(one.question)
        if question is None:
            raise UnknownQuestion("Ask what this version of the quiz asks.", question=one.question)
        kept = keep(sitting, question, read(question, one.answer), now)
        before = answers.get(question.id)
        if before is None:
            check_new(conn, sitting, question, now)
            answers[question.id] = kept
            new.append(kept)
        elif before.answer != kept.answer:
            raise AnsweredAlready("The first answer stands.", question=question.id)
    keep_answers(conn, new)
    return replace(sitting, answers=answers)


def check_new(conn: Connection, sitting: Sitting, question: QuizQuestion, now: int) -> None:
    """Raises `AttemptFinished`, `NotDone`."""
    if sitting.is_finished:
        raise AttemptFinished("Begin another attempt.", question=question.id)
    if isinstance(question, Doing) and is_undone(conn, sitting.sitter, question, now):
        raise NotDone("Sync what happened in the page, then send it again.", question=question.id)


def read(question: QuizQuestion, given: Answer) -> Answer:
    try:
        return read_answer(question, given)
    except WrongKind as error:
        raise WrongAnswer(f"It {error}.", question=question.id) from None


def keep(sitting: Sitting, question: QuizQuestion, answer: Answer, now: int, carried: bool = False) -> QuizAnswer:
    return QuizAnswer(
        attempt_id=sitting.attempt.id,
        question=question.id,
        site_id=sitting.attempt.site_id,
        answer=write_answer(answer),
        right=is_right(question, answer),
        carried=carried,
        at=now,
    )


def finish(conn: Connection, sitting: Sitting, now: int) -> Sitting:
    """Graded, recorded among the person's events, and told to whoever wants to know."""
    graded = grade(sitting.quiz.questions, read_answers(sitting.answers), sitting.quiz.pass_)
    attempt = finish_attempt(conn, sitting.attempt, graded, now)
    state = record_graded(conn, sitting.sitter.owner, attempt, now)
    tell_graded(conn, attempt, sitting.quiz.title, now)
    attempts = [attempt if one.id == attempt.id else one for one in sitting.attempts]
    sitter = replace(sitting.sitter, state=state)
    return replace(sitting, sitter=sitter, attempt=attempt, attempts=attempts)


def show(conn: Connection, sitting: Sitting, locale: str) -> ShownAttempt:
    attempt, quiz, offered = sitting.attempt, sitting.quiz, sitting.offered
    key = is_key_told(quiz, attempt, sitting.attempts)
    compiler = Compiler(offered.source, offered.choose_locale(locale))
    answers = read_answers(sitting.answers)
    results = list(show_results(quiz, compiler, answers, finished=sitting.is_finished, key=key))
    told = {result.question: answers[result.question] for result in results if result.question in answers}
    counted = grade(quiz.questions, told, quiz.pass_)
    return ShownAttempt(
        attempt=attempt.id,
        number=attempt.number,
        left=find_left(quiz, sitting.attempts),
        finished=sitting.is_finished,
        score=counted.score,
        of=counted.of,
        passed=attempt.passed,
        answered=[question.id for question in quiz.questions if question.id in answers],
        results=results,
        progress=sitting.sitter.progress(quiz.id),
    )
