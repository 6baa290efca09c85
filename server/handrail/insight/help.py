"""The report on help of one environment: what was read and whether it helped, what was searched for and not found, where and when.

- What people did in the panel and what was counted where nobody is known, on the help site or by searches straight at the API, go together; `readers` are people.
- A vote is each person's last on an article within the time; on the help site every vote counts, for want of a person.
- Searches are one where they differ in case and spaces alone.
- A page is a path of the host app, so what happened on the help site is on none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from handrail.content.published import Published, load_published
from handrail.core.clock import DAY, to_iso
from handrail.help.counts import tidy_query
from handrail.insight.doings import Doing, Scope, count_readers, read_counted, read_doings, read_votes
from handrail.insight.help_wire import (
    ArticleReport,
    DayReport,
    HelpReport,
    PlaceReport,
    QuestionReport,
    SearchReport,
)
from handrail.insight.report import PeriodQuery
from handrail.progress.catalogue import (
    ArticleRead,
    ArticleVoted,
    HelpOpened,
    QuestionAsked,
    ResultOpened,
    Searched,
    SnippetOpened,
)
from handrail.sites.access import EnvironmentAccess

LONGEST_LIST = 200
MOST_REASONS = 5
Counted = Mapping[str, Counter[str]]
Vote = tuple[ArticleVoted, Doing]


def make_counters() -> defaultdict[str, Counter[str]]:
    return defaultdict(Counter)


@dataclass
class Tally:
    """How often what was done, by what it was done to: an article, a search, a question, or a page, a locale and a day."""

    articles: defaultdict[str, Counter[str]] = field(default_factory=make_counters)
    searches: defaultdict[str, Counter[str]] = field(default_factory=make_counters)
    questions: defaultdict[str, Counter[str]] = field(default_factory=make_counters)
    pages: defaultdict[str, Counter[str]] = field(default_factory=make_counters)
    locales: defaultdict[str, Counter[str]] = field(default_factory=make_counters)
    days: defaultdict[str, Counter[str]] = field(default_factory=make_counters)
    votes: defaultdict[str, list[Vote]] = field(default_factory=lambda: defaultdict(list))

    def add(self, doing: Doing) -> None:
        number = doing.number
        match doing.said:
            case ArticleRead():
                self.articles[doing.item]["reads"] += number
                self.place(doing, "reads")
            case ArticleVoted() as said:
                self.votes[doing.item].append((said, doing))
                self.place(doing, "helped" if said.helped else "did_not_help")
            case HelpOpened() | SnippetOpened():
                self.place(doing, "opened")
            case Searched(q=q, results=results):
                self.searches[tidy_query(q)]["times"] += number
                self.place(doing, "searches")
                if not results:
                    self.searches[tidy_query(q)]["without_result"] += number
                    self.place(doing, "without_result")
            case ResultOpened(q=q):
                self.searches[tidy_query(q)]["opened"] += number
            case QuestionAsked(q=q, answered=answered):
                self.questions[tidy_query(q)]["times"] += number
                self.questions[tidy_query(q)]["answered"] += number * answered

    def place(self, doing: Doing, what: str) -> None:
        self.days[doing.day][what] += doing.number
        self.locales[doing.locale][what] += doing.number
        if doing.page is not None:
            self.pages[doing.page][what] += doing.number


def report_help(conn: Connection, access: EnvironmentAccess, query: PeriodQuery, now: int) -> HelpReport:
    """`now` in milliseconds. It goes through all that happened in the time."""
    published = load_published(conn, access.environment_id)
    since = now - now % DAY - (query.days - 1) * DAY
    scope = Scope(access.environment_id, since, published.site.locales if published else ())
    tally = Tally()
    for doing in (*read_doings(conn, scope), *read_votes(conn, scope), *read_counted(conn, scope)):
        tally.add(doing)
    searches = rank(tally.searches, "times")
    return HelpReport(
        environment=access.environment,
        at=to_iso(now),
        since=to_iso(since),
        articles=report_articles(tally, count_readers(conn, scope), published),
        searches=[report_search(q, found) for q, found in searches],
        without_result=[report_search(q, found) for q, found in rank(tally.searches, "without_result")],
        questions=[
            QuestionReport(q=q, times=found["times"], answered=found["answered"])
            for q, found in rank(tally.questions, "times")
        ],
        pages=[report_place(page, found) for page, found in rank(tally.pages)],
        locales=[report_place(locale, found) for locale, found in rank(tally.locales)],
        days=[report_day(to_iso(day)[:10], tally.days) for day in range(since, now + 1, DAY)],
    )


def rank(counted: Counted, by: str | None = None) -> Sequence[tuple[str, Counter[str]]]:
    """The most first, and none that is 0; without `by`, of all together."""
    weights = {name: found.total() if by is None else found[by] for name, found in counted.items()}
    names = sorted((name for name, weight in weights.items() if weight), key=lambda name: (-weights[name], name))
    return [(name, counted[name]) for name in names[:LONGEST_LIST]]


def report_articles(tally: Tally, readers: Mapping[str, int], published: Published | None) -> list[ArticleReport]:
    """Also what is published and was never read."""
    votes, articles = tally.votes, published.articles if published else {}
    ids = sorted(
        {*tally.articles, *votes, *articles}, key=lambda id_: (-tally.articles[id_]["reads"], -len(votes[id_]), id_)
    )
    return [
        report_article(
            id_,
            articles[id_].title(published.site.locales[0]) if published and id_ in articles else None,
            tally.articles[id_]["reads"],
            readers.get(id_, 0),
            votes[id_],
        )
        for id_ in ids[:LONGEST_LIST]
    ]


def report_article(id_: str, title: str | None, reads: int, readers: int, votes: Sequence[Vote]) -> ArticleReport:
    helped, did_not_help = (sum(vote.number for said, vote in votes if said.helped is so) for so in (True, False))
    cast = helped + did_not_help
    return ArticleReport(
        id=id_,
        title=title,
        reads=reads,
        readers=readers,
        helped=helped,
        did_not_help=did_not_help,
        share=round(helped / cast, 4) if cast else None,
        reasons=pick_reasons(votes),
    )


def pick_reasons(votes: Sequence[Vote]) -> list[str]:
    """The newest of those given for a no; the help site's, of which only the day is known, last."""
    given = sorted((-vote.at, said.reason) for said, vote in votes if said.reason and not said.helped)
    return list(dict.fromkeys(reason for _, reason in given))[:MOST_REASONS]


def report_search(q: str, found: Counter[str]) -> SearchReport:
    return SearchReport(q=q, times=found["times"], without_result=found["without_result"], opened=found["opened"])


def report_place(place: str, found: Counter[str]) -> PlaceReport:
    names = PlaceReport.model_fields.keys() - {"place"}
    return PlaceReport(place=place, **{name: found[name] for name in names})


def report_day(day: str, days: Counted) -> DayReport:
    found = days.get(day, Counter())
    return DayReport(day=day, reads=found["reads"], searches=found["searches"], without_result=found["without_result"])
