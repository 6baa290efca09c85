"""The report on quizzes as tables. Pure."""

from __future__ import annotations

from handrail.insight.learn_wire import QuizReports
from handrail.insight.sheet import Column, Sheet, Table, make_table

NOTE = (
    "People count once per quiz. Score: the mean share of the points, of finished attempts. What a retry took over from an earlier "
    "attempt is not counted again. Days are those on which attempts were begun, in UTC."
)
QUIZZES = (
    Column("quiz", "Quiz", "code", at="id", asked=True),
    Column("title", "Title", "title"),
    Column("people", "People", "bar"),
    Column("passed", "Passed", whole="people"),
    Column("attempts", "Attempts"),
    Column("finished", "Finished"),
    Column("score", "Score", "share"),
)
QUESTIONS = (
    Column("quiz", "Quiz", "code"),
    Column("question", "Question", "code"),
    Column("text", "Asks", "title"),
    Column("answered", "Answered", "bar"),
    Column("right", "Right", whole="answered"),
    Column("wrong", "Most chosen wrong answer", "text"),
    Column("wrong_times", "Times"),
)
OUTCOMES = (
    Column("quiz", "Finder", "code", asked=True),
    Column("outcome", "Outcome", "code"),
    Column("title", "Title", "title"),
    Column("times", "Times", "bar"),
)
DAYS = (Column("day", "Day", "text"), Column("passed", "Passed"), Column("missed", "Not passed"))


def lay_out_quizzes(report: QuizReports) -> Sheet:
    return Sheet(
        empty=f"{report.environment} has no quizzes yet.",
        tables=[
            make_table("quizzes", "What became of each quiz", QUIZZES, report.quizzes),
            make_table("questions", "By question", QUESTIONS, report.questions),
            make_table("outcomes", "Where finders led", OUTCOMES, report.outcomes),
        ],
        days=Table(
            "days", "Finished attempts by day", DAYS, [[one.day, one.passed, one.missed] for one in report.days]
        ),
        note=NOTE,
    )
