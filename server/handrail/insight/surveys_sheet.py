"""The report on surveys as tables. Pure."""

from __future__ import annotations

from handrail.insight.learn_wire import SurveyQuestionReport, SurveyReports
from handrail.insight.sheet import Cell, Column, Sheet, Table, make_table

NOTE = (
    "Score: of nps promoters (9 and 10) less detractors (0 to 6), from -100 to 100; of csat the percentage of 4 and 5; of ces the mean "
    "of 1 to 7. Of anonymous surveys nothing but answers and a day is kept. Days are UTC."
)
SURVEYS = (
    Column("survey", "Survey", "code", at="id", asked=True),
    Column("title", "Title", "title"),
    Column("shown", "Shown"),
    Column("answered", "Answered", "bar"),
)
QUESTIONS = (
    Column("survey", "Survey", "code"),
    Column("question", "Question", "code"),
    Column("text", "Asks", "title"),
    Column("type", "Type", "code"),
    Column("answered", "Answered"),
    Column("score", "Score"),
    Column("distribution", "Answers", "counts", whole="answered"),
)
SHARES = (
    Column("question", "Question", "code"),
    Column("answer", "Answer", "text"),
    Column("times", "Times", "bar"),
)
VERBATIMS = (
    Column("survey", "Survey", "code"),
    Column("question", "Question", "code"),
    Column("day", "Day", "text"),
    Column("text", "In their words", "quotes"),
)
LEAF = 50
DAYS = (Column("day", "Day", "text"), Column("responses", "Responses"))


def lay_out_surveys(report: SurveyReports) -> Sheet:
    return Sheet(
        empty=f"{report.environment} has no surveys yet.",
        tables=[
            make_table("surveys", "What became of each survey", SURVEYS, report.surveys),
            Table("questions", "By question", QUESTIONS, [list_question(one) for one in report.questions]),
            Table(
                "answers",
                "How each came out",
                SHARES,
                [
                    [f"{one.survey} / {one.question}", share.answer, share.times]
                    for one in report.questions
                    for share in one.distribution
                    if one.answered
                ],
            ),
            Table(
                "verbatims",
                "What people wrote",
                VERBATIMS,
                [[one.survey, one.question, one.day, (one.text,)] for one in report.verbatims],
                leaf=LEAF,
            ),
        ],
        days=Table("days", "Responses by day", DAYS, [[one.day, one.responses] for one in report.days]),
        note=NOTE,
    )


def list_question(one: SurveyQuestionReport) -> list[Cell]:
    chosen = tuple((share.answer, share.times) for share in one.distribution if share.times)
    return [one.survey, one.question, one.text, one.type, one.answered, one.score, chosen]
