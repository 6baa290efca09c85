"""The report on announcements of one environment: whom each reached as a card, and what they did with it. Everybody counts once, as in `tours.py`."""

from __future__ import annotations

from sqlalchemy import Connection

from handrail.content.announcement import Announcement
from handrail.content.published import load_published
from handrail.core.clock import to_iso
from handrail.insight.learn_wire import AnnouncementReport, AnnouncementReports
from handrail.insight.outcomes import Tally, count_outcomes
from handrail.insight.report import ItemQuery, pick_items
from handrail.progress.renamed import name_formers
from handrail.sites.access import EnvironmentAccess


def report_announcements(
    conn: Connection, access: EnvironmentAccess, query: ItemQuery, now: int
) -> AnnouncementReports:
    published = load_published(conn, access.environment_id)
    formerly = name_formers(published) if published else {}
    tallies = count_outcomes(conn, access.environment_id, "announcement", formerly, now)
    there = published.startables if published else {}
    titles = {id_: one.item.title for id_, one in there.items() if isinstance(one.item, Announcement)}
    return AnnouncementReports(
        environment=access.environment,
        at=to_iso(now),
        announcements=[
            report_announcement(id_, titles.get(id_), tallies.get(id_, Tally()))
            for id_ in pick_items([*sorted(titles), *sorted(tallies.keys() - titles.keys())], query, formerly)
        ],
    )


def report_announcement(id_: str, title: str | None, tally: Tally) -> AnnouncementReport:
    outcomes = tally.outcomes
    open_ = outcomes["active"] + outcomes["snoozed"] + outcomes["abandoned"] + outcomes["failed"]
    return AnnouncementReport(
        id=id_,
        title=title,
        shown=outcomes.total(),
        completed=outcomes["completed"],
        left=outcomes["left"],
        declined=outcomes["declined"],
        open=open_,
    )
