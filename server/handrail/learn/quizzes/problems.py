"""Refusals that concern quizzes."""

from __future__ import annotations

from handrail.core.problems import Problem


class AnsweredAlready(Problem):
    """This question has another answer in this attempt, and the first one stands; `question` names it. Nothing of this request was kept."""

    status, type, title = 409, "answered_already", "Answered already"


class AttemptFinished(Problem):
    """The attempt was finished before this question was answered; `question` names it. Begin another one."""

    status, type, title = 409, "attempt_finished", "Finished already"


class NotFinished(Problem):
    """Only what is finished can be tried again."""

    status, type, title = 409, "not_finished", "Not finished"


class NoAttemptsLeft(Problem):
    """The person has tried this quiz as often as it may be tried."""

    status, type, title = 409, "no_attempts_left", "No attempts left"


class NotGraded(Problem):
    """This quiz is a finder: it has no right answers, and its outcome is found in the page."""

    status, type, title = 409, "not_graded", "Nothing to grade"


class NotDone(Problem):
    """What was to be done has not happened as far as the server knows; `question` names it. Sync what happened, then send this again."""

    status, type, title = 409, "not_done", "Not done yet"


class UnknownQuestion(Problem):
    """This quiz, in the version that the attempt was begun on, has no such question; `question` names it."""

    status, type, title = 422, "unknown_question", "Unknown question"


class WrongAnswer(Problem):
    """An answer that cannot be one to its question, as a text where an option is to be chosen; `question` names it."""

    status, type, title = 422, "wrong_answer", "No answer to this question"
