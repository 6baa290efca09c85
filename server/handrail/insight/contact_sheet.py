"""The report on conversations as tables. Pure."""

from __future__ import annotations

from handrail.insight.contact_wire import ContactReport
from handrail.insight.sheet import Column, Sheet, Table, make_table

FIGURES = (
    Column("first_response_median_seconds", "First response", "duration", at="first_response.median"),
    Column("first_response_p90_seconds", "Response, 9 in 10", "duration", at="first_response.p90"),
    Column(
        "first_response_in_hours_median_seconds",
        "In opening hours",
        "duration",
        at="first_response_in_hours.median",
    ),
    Column("resolution_median_seconds", "Resolution", "duration", at="resolution.median"),
    Column("resolution_p90_seconds", "Resolution, 9 in 10", "duration", at="resolution.p90"),
    Column("first_contact", "At first contact", whole="closed"),
    Column("reopened", "Reopened", whole="conversations"),
    Column("satisfied", "Satisfied", whole="rated"),
    Column(
        "first_response_in_hours_p90_seconds",
        "In opening hours, 9 in 10",
        "duration",
        at="first_response_in_hours.p90",
        filed=True,
    ),
    Column("answered", "Answered", filed=True),
    Column("closed", "Closed", filed=True),
    Column("rated", "Rated", filed=True),
)
BEGUN = Column("conversations", "Begun", "bar")
CHANNEL = Column("channel", "Channel", "code", at="place")
PAGE = Column("page", "Page", "code", at="place", blank="unknown")
DAYS = (Column("day", "Day", "text"), Column("begun", "Begun"), Column("closed", "Closed"))
SCORES = (Column("score", "Of 5", "text"), Column("times", "Times", "bar"))
COMMENTS = (
    Column("number", "Conversation", "text"),
    Column("score", "Of 5"),
    Column("text", "Words", "quotes"),
)


def lay_out_contact(report: ContactReport) -> Sheet:
    scores = [[score, report.scores[score - 1]] for score in (5, 4, 3, 2, 1)] if report.total.rated else []
    return Sheet(
        empty=f"Nobody began a conversation in {report.environment} in the last {len(report.days)} days; "
        f"{report.waiting} waiting now.",
        tables=[
            make_table("channels", "By channel", (CHANNEL, BEGUN, *FIGURES), report.channels),
            make_table("pages", "By page of your app", (PAGE, BEGUN, *FIGURES), report.pages),
            Table("scores", "Ratings", SCORES, scores),
            Table(
                "comments",
                "What they wrote with it",
                COMMENTS,
                [[c.number, c.score, (c.text,)] for c in report.comments],
            ),
        ],
        totals=add_up(report),
        days=make_table("days", "By day", DAYS, report.days),
        note=write_note(report.spam),
    )


def add_up(report: ContactReport) -> Table:
    columns = (Column("conversations", "Conversations"), *FIGURES)
    total = make_table("total", "In all", columns, [report.total])
    waiting = Column("waiting", "Waiting now")
    return Table(total.id, total.title, (waiting, *columns), [[report.waiting, *row] for row in total.rows])


def write_note(spam: int) -> str:
    return (
        f"Of conversations begun in this time{f', but for {spam} closed as spam' if spam else ''}. Times are as they pass for who "
        "waits, also while the team is away; but for those in opening hours. Half of them took at most so long, nine of ten at most as "
        "long as beside it. At first contact: closed as solved after one turn of the team's, and never reopened. Satisfied: rated 4 or 5. Days are UTC."
    )
