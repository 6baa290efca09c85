"""The report on checklists as tables. Pure."""

from __future__ import annotations

from handrail.insight.learn_wire import ChecklistReports
from handrail.insight.sheet import Column, Sheet, make_table

NOTE = (
    "People who began a checklist or did any of it. Stopped: who has not done all of it, by the first entry that they have not done. "
    "It took: from the first that they did or saw of it to the end."
)
CHECKLISTS = (
    Column("checklist", "Checklist", "code", at="id", asked=True),
    Column("title", "Title", "title"),
    Column("people", "People", "bar"),
    Column("completed", "Did all of it", whole="people"),
    Column("took_median_seconds", "It took", "duration", at="took.median"),
    Column("took_p90_seconds", "It took, 9 in 10", "duration", at="took.p90"),
)
ENTRIES = (
    Column("checklist", "Checklist", "code"),
    Column("entry", "Entry", "code"),
    Column("title", "Title", "title"),
    Column("done", "Done", "bar"),
    Column("stopped", "Stopped here", whole="people"),
    Column("people", "People", filed=True),
)


def lay_out_checklists(report: ChecklistReports) -> Sheet:
    return Sheet(
        empty=f"{report.environment} has no checklists yet.",
        tables=[
            make_table("checklists", "What became of each checklist", CHECKLISTS, report.checklists),
            make_table("entries", "By entry", ENTRIES, report.entries),
        ],
        note=NOTE,
    )
