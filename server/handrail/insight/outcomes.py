"""What became of what started: a kind in; by item, people by the outcome of their last run (of a completed one, if there is one) out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Integer, Subquery, case, func, select, type_coerce

from handrail.content.startable import StartableKind
from handrail.core.clock import DAY
from handrail.core.db import table
from handrail.progress.renamed import Formerly
from handrail.progress.tables import Run

ABANDONED_AFTER = 30 * DAY
LOST = frozenset({"left", "declined", "failed", "abandoned"})
runs = table(Run)


@dataclass
class Tally:
    """Of one item: people by what became of them, and the lost ones by step."""

    outcomes: Counter[str] = field(default_factory=Counter)
    lost: Counter[str | None] = field(default_factory=Counter)
    targets_missing: int = 0


def count_outcomes(
    conn: Connection, environment_id: str, kind: StartableKind, formerly: Formerly, now: int
) -> dict[str, Tally]:
    last = last_runs(environment_id, kind, formerly, now)
    tallies: dict[str, Tally] = defaultdict(Tally)
    counted = select(last.c.item, last.c.outcome, last.c.step, func.count()).where(last.c.place == 1)
    for item, outcome, step, number in conn.execute(counted.group_by(last.c.item, last.c.outcome, last.c.step)):
        tallies[item].outcomes[outcome] += number
        if outcome in LOST:
            tallies[item].lost[step] += number
    item = now_called(formerly)
    missing = select(item, type_coerce(func.sum(runs.c.targets_missing), Integer)).group_by(item)
    for item, number in conn.execute(missing.where(runs.c.environment_id == environment_id, runs.c.kind == kind)):
        tallies[item].targets_missing = int(number)
    return tallies


def now_called(formerly: Formerly) -> ColumnElement[str]:
    return case(dict(formerly), value=runs.c.item, else_=runs.c.item) if formerly else runs.c.item


def last_runs(environment_id: str, kind: StartableKind, formerly: Formerly, now: int) -> Subquery:
    """Each person's run of each item that counts has `place` 1: a completed one before all, then the last. A run that went on under
    another name is two here: of these the later counts."""
    item = now_called(formerly)
    completed = case((runs.c.status == "completed", 0), else_=1)
    place = func.row_number().over(
        partition_by=(runs.c.person_id, item), order_by=(completed, runs.c.started_at.desc(), runs.c.run.desc())
    )
    since = now - ABANDONED_AFTER
    idle = (runs.c.at < since) & func.coalesce(runs.c.until < since, True)
    abandoned = runs.c.status.in_(("active", "snoozed")) & idle
    outcome = case((abandoned, "abandoned"), else_=runs.c.status)
    return (
        select(item.label("item"), runs.c.step, outcome.label("outcome"), place.label("place"))
        .where(runs.c.environment_id == environment_id, runs.c.kind == kind)
        .subquery()
    )
