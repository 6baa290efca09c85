"""The report on checklists of one environment: who did all of it and how long that took, and where the others stopped.

Everybody counts who began one or did any of its entries. What happened under former names counts under the present ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from handrail.content.checklist import Checklist
from handrail.content.published import load_published
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.insight.durations import measure_spread
from handrail.insight.learn_wire import ChecklistReport, ChecklistReports, EntryReport
from handrail.insight.report import ItemQuery, pick_items
from handrail.progress.catalogue import ChecklistItemCompleted, ChecklistItemReopened
from handrail.progress.renamed import Formerly, name_formers
from handrail.progress.tables import Event
from handrail.sites.access import EnvironmentAccess

STARTED, COMPLETED = "checklist_started", "checklist_completed"
OF_CHECKLISTS = (STARTED, COMPLETED, ChecklistItemCompleted.name, ChecklistItemReopened.name)
events = table(Event)


@dataclass
class Going:
    """How far one person is with one checklist. Instants in milliseconds."""

    began_at: int
    completed_at: int | None = None
    done: set[str] = field(default_factory=set)


def report_checklists(conn: Connection, access: EnvironmentAccess, query: ItemQuery, now: int) -> ChecklistReports:
    published = load_published(conn, access.environment_id)
    there = published.startables if published else {}
    checklists = {id_: one.item for id_, one in there.items() if isinstance(one.item, Checklist)}
    formerly = name_formers(published) if published else {}
    going = follow_everybody(conn, access.environment_id, formerly, checklists)
    ids = pick_items([*sorted(checklists), *sorted(going.keys() - checklists.keys())], query, formerly)
    return ChecklistReports(
        environment=access.environment,
        at=to_iso(now),
        checklists=[report_checklist(id_, checklists.get(id_), list(going.get(id_, {}).values())) for id_ in ids],
        entries=[
            one for id_ in ids for one in report_entries(id_, checklists.get(id_), list(going.get(id_, {}).values()))
        ],
    )


def follow_everybody(
    conn: Connection, environment_id: str, formerly: Formerly, checklists: Mapping[str, Checklist]
) -> dict[str, dict[str, Going]]:
    """By checklist and person."""
    columns = (events.c.item, events.c.person_id, events.c.name, events.c.step, events.c.at)
    rows = conn.execute(
        select(*columns)
        .where(events.c.environment_id == environment_id, events.c.name.in_(OF_CHECKLISTS))
        .order_by(events.c.at, events.c.device, events.c.seq, events.c.id)
    )
    found: dict[str, dict[str, Going]] = {}
    for item, person_id, name, step, at in rows:
        id_ = formerly.get(item, item)
        one = found.setdefault(id_, {}).setdefault(person_id, Going(at))
        entry = find_present(checklists.get(id_), step or "")
        if name == COMPLETED:
            one.completed_at = one.completed_at or at
        elif name == ChecklistItemCompleted.name:
            one.done.add(entry)
        elif name == ChecklistItemReopened.name:
            one.done.discard(entry)
    return found


def find_present(checklist: Checklist | None, name: str) -> str:
    """What an entry is called now."""
    entries = checklist.items if checklist else []
    if any(one.id == name for one in entries):
        return name
    return next((one.id for one in entries if name in one.was), name)


def report_checklist(id_: str, checklist: Checklist | None, going: Sequence[Going]) -> ChecklistReport:
    took = [one.completed_at - one.began_at for one in going if one.completed_at is not None]
    return ChecklistReport(
        id=id_,
        title=checklist.title if checklist else None,
        people=len(going),
        completed=len(took),
        took=measure_spread(took),
    )


def report_entries(id_: str, checklist: Checklist | None, going: Sequence[Going]) -> Iterator[EntryReport]:
    """In its order; then those that are gone."""
    titles = {one.id: one.title for one in checklist.items} if checklist else {}
    asked = [one.id for one in checklist.items if not one.optional] if checklist else []
    under_way = [one for one in going if one.completed_at is None]
    stops = [next((name for name in asked if name not in one.done), None) for one in under_way]
    gone = {name for one in going for name in one.done} - titles.keys()
    for name in [*titles, *sorted(gone)]:
        yield EntryReport(
            checklist=id_,
            entry=name,
            title=titles.get(name),
            people=len(going),
            done=sum(name in one.done for one in going),
            stopped=stops.count(name),
        )
