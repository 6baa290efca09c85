"""The report on announcements as a table. Pure."""

from __future__ import annotations

from handrail.insight.learn_wire import AnnouncementReports
from handrail.insight.sheet import Column, Sheet, make_table

NOTE = "People, each once by what they did last. Who read it in the panel alone is among those who were shown it."
ANNOUNCEMENTS = (
    Column("announcement", "Announcement", "code", at="id", asked=True),
    Column("title", "Title", "title"),
    Column("shown", "Shown", "bar"),
    Column("completed", "Done with", whole="shown"),
    Column("left", "Left"),
    Column("declined", "Declined"),
    Column("open", "Still open"),
)


def lay_out_announcements(report: AnnouncementReports) -> Sheet:
    return Sheet(
        empty=f"{report.environment} has no announcements yet.",
        tables=[make_table("announcements", "What became of each announcement", ANNOUNCEMENTS, report.announcements)],
        note=NOTE,
    )
