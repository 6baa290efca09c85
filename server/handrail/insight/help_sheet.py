"""The report on help as tables. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.insight.help_wire import HelpReport, PlaceReport
from handrail.insight.sheet import Column, Sheet, Table, make_table

NOTE = (
    "From the panel and from the help site. Readers are people in the panel; on the help site nobody is known. Of votes in the panel "
    "each person's last counts, on the help site each. Times are UTC."
)
TOTALS = (
    Column("reads", "Articles read"),
    Column("helped", "Helped", whole="votes"),
    Column("searches", "Searches"),
    Column("without_result", "Without a result", whole="searches"),
    Column("votes", "Votes", filed=True),
)
DAYS = (
    Column("day", "Day", "text"),
    Column("reads", "Articles read"),
    Column("found", "Searches with a result"),
    Column("without_result", "Searches without a result"),
)
ARTICLES = (
    Column("article", "Article", "code", at="id"),
    Column("title", "Title", "title"),
    Column("reads", "Read", "bar"),
    Column("readers", "Readers"),
    Column("helped", "Helped"),
    Column("did_not_help", "Did not"),
    Column("share", "Of votes", "share"),
    Column("reasons", "Reasons for no", "quotes"),
)
SEARCHED = Column("q", "Searched for", "text", blank="nothing")
MISSED = (SEARCHED, Column("without_result", "Without a result", "bar"))
SEARCHES = (
    SEARCHED,
    Column("times", "Times", "bar"),
    Column("without_result", "Without a result"),
    Column("opened", "Opened one"),
)
QUESTIONS = (
    Column("q", "Asked", "text"),
    Column("times", "Times", "bar"),
    Column("answered", "Answered", whole="times"),
)
PLACES = (
    Column("opened", "Opened"),
    Column("reads", "Read"),
    Column("searches", "Searched"),
    Column("without_result", "Without a result"),
    Column("helped", "Helped"),
    Column("did_not_help", "Did not"),
)


def lay_out_help(report: HelpReport) -> Sheet:
    days = report.days
    return Sheet(
        empty=f"Nobody looked for help in {report.environment} in the last {len(days)} days.",
        tables=[
            make_table("articles", "Articles", ARTICLES, report.articles),
            make_table("without_result", "Searches without a result", MISSED, report.without_result),
            make_table("searches", "Most searched", SEARCHES, report.searches),
            make_table("questions", "Questions", QUESTIONS, report.questions),
            list_places("page", "By page of your app", report.pages),
            list_places("locale", "By locale", report.locales),
        ],
        totals=add_up(report),
        days=Table(
            "days",
            "By day",
            DAYS,
            [[day.day, day.reads, day.searches - day.without_result, day.without_result] for day in days],
        ),
        note=NOTE,
    )


def list_places(what: str, title: str, places: Sequence[PlaceReport]) -> Table:
    column = Column(what, what.capitalize(), "code", at="place", blank="unknown")
    return make_table(f"{what}s", title, (column, *PLACES), places)


def add_up(report: HelpReport) -> Table:
    helped = sum(article.helped for article in report.articles)
    votes = helped + sum(article.did_not_help for article in report.articles)
    reads, searches = sum(day.reads for day in report.days), sum(day.searches for day in report.days)
    return Table(
        "total", "In all", TOTALS, [[reads, helped, searches, sum(day.without_result for day in report.days), votes]]
    )
