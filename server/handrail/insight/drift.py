"""The report on drift of one environment: which steps no longer fit the pages that people really see, by release of the host.

- missing: the target was not found in time. healed: the first locator of its list no longer finds it, but a later one does.
- A page tells each once per step and run, and not at all under Global Privacy Control or Do Not Track.

What was told under a former name of a tour or a step counts as its present one's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError
from sqlalchemy import Connection, func, select

from handrail.content.published import Published, load_published
from handrail.core.clock import DAY, to_iso
from handrail.core.db import table
from handrail.insight.drift_wire import DriftReport, DriftReports, PathTimes
from handrail.insight.report import PeriodQuery
from handrail.progress.catalogue import StepShown, TargetHealed, TargetMissing, TargetProps
from handrail.progress.outline import OutlineNode
from handrail.progress.renamed import name_formers
from handrail.progress.tables import Event
from handrail.sites.access import EnvironmentAccess

MOST_PATHS = 5
TOLD: Mapping[str, type[TargetMissing] | type[TargetHealed]] = {one.name: one for one in (TargetMissing, TargetHealed)}
events = table(Event)


@dataclass(frozen=True, slots=True)
class Place:
    """A step as it is called now, in a release."""

    item: str
    step: str
    release: str | None


@dataclass
class Drift:
    """What was told of one place. Instants in milliseconds, the newest first."""

    reasons: Counter[str] = field(default_factory=Counter)
    healed: int = 0
    healed_by: int | None = None
    people: set[str] = field(default_factory=set)
    instants: list[int] = field(default_factory=list)
    paths: Counter[str] = field(default_factory=Counter)
    locator: object = None
    outline: list[OutlineNode] = field(default_factory=list)

    def add(self, told: TargetProps, person: str, at: int, path: str) -> None:
        """In the order of time, the newest first."""
        if isinstance(told, TargetMissing):
            self.reasons[told.reason] += 1
        elif isinstance(told, TargetHealed):
            self.healed += 1
            self.healed_by = self.healed_by or told.by_
        self.people.add(person)
        self.instants.append(at)
        self.paths[path] += 1
        self.locator = self.locator or told.locator
        self.outline = self.outline or told.outline


class Names:
    """What items and steps are called now, and the titles of those that are published."""

    def __init__(self, published: Published | None) -> None:
        self.formerly = name_formers(published) if published else {}
        tours = published.tours if published else {}
        self.titles = {id_: one.tour.title for id_, one in tours.items()}
        self.steps = {
            id_: {former: step.id for step in one.tour.steps for former in (*step.was, step.id)}
            for id_, one in tours.items()
        }

    def place(self, item: str, step: str, release: str | None) -> Place:
        now_called = self.formerly.get(item, item)
        return Place(now_called, self.steps.get(now_called, {}).get(step, step), release or None)


def report_drift(conn: Connection, access: EnvironmentAccess, query: PeriodQuery, now: int) -> DriftReports:
    names = Names(load_published(conn, access.environment_id))
    since = now - now % DAY - (query.days - 1) * DAY
    drifts = collect_drifts(conn, access.environment_id, since, names)
    shown, begun = count_shown(conn, access.environment_id, since, names)
    for place, drift in drifts.items():
        begun[place.release] = min(begun.get(place.release, now), drift.instants[-1])
    steps = [
        report_step(place, drift, names.titles.get(place.item), shown[place])
        for place, drift in sorted(drifts.items(), key=lambda one: (one[0].item, one[0].step))
    ]
    steps.sort(key=lambda one: (begun[one.release], one.missing, one.healed), reverse=True)
    return DriftReports(environment=access.environment, at=to_iso(now), since=to_iso(since), steps=steps)


def collect_drifts(conn: Connection, environment_id: str, since: int, names: Names) -> Mapping[Place, Drift]:
    drifts: defaultdict[Place, Drift] = defaultdict(Drift)
    columns = (events.c.name, events.c.item, events.c.step, events.c.release, events.c.person_id, events.c.at)
    found = select(*columns, events.c.path, events.c.props).where(
        events.c.environment_id == environment_id, events.c.name.in_(sorted(TOLD)), events.c.at >= since
    )
    newest = found.order_by(events.c.at.desc(), events.c.seq.desc(), events.c.id)
    for name, item, step, release, person, at, path, props in conn.execute(newest):
        if told := read_told(name, props):
            drifts[names.place(item, step, release)].add(told, person, at, path or "")
    return drifts


def read_told(name: str, props: str) -> TargetProps | None:
    """None of what a host tracked by this name before it was one of ours."""
    try:
        return TOLD[name].model_validate_json(props)
    except ValidationError:
        return None


def count_shown(
    conn: Connection, environment_id: str, since: int, names: Names
) -> tuple[Counter[Place], dict[str | None, int]]:
    """How often each step was shown, and when each release first showed any."""
    where = (events.c.item, events.c.step, events.c.release)
    found = select(*where, func.count(), func.min(events.c.at)).where(
        events.c.environment_id == environment_id, events.c.name == StepShown.name, events.c.at >= since
    )
    shown: Counter[Place] = Counter()
    begun: dict[str | None, int] = {}
    for item, step, release, number, at in conn.execute(found.group_by(*where)):
        place = names.place(item, step, release)
        shown[place] += number
        begun[place.release] = min(begun.get(place.release, at), at)
    return shown, begun


def report_step(place: Place, drift: Drift, title: str | None, shown: int) -> DriftReport:
    return DriftReport(
        item=place.item,
        title=title,
        step=place.step,
        release=place.release,
        shown=shown,
        missing=drift.reasons.total(),
        absent=drift.reasons["absent"],
        ambiguous=drift.reasons["ambiguous"],
        hidden=drift.reasons["hidden"],
        healed=drift.healed,
        healed_by=drift.healed_by,
        people=len(drift.people),
        first_seen=to_iso(drift.instants[-1]),
        last_seen=to_iso(drift.instants[0]),
        paths=list_paths(drift.paths.items()),
        locator=drift.locator,
        outline=drift.outline,
    )


def list_paths(paths: Iterable[tuple[str, int]]) -> list[PathTimes]:
    """The most frequent."""
    frequent = sorted(paths, key=lambda one: (-one[1], one[0]))
    return [PathTimes(path=path, times=times) for path, times in frequent[:MOST_PATHS]]
