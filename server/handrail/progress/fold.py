"""What follows from one person's events: their runs, their progress with each item, their preferences. Pure, and the order of arrival does not matter.

Order is by `seq` on one device, whatever its clock does; devices are merged by time, where a device's time never runs backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Annotated, Any, Literal

from pydantic import Field

from handrail.content.compiled import Wire, is_unsaid
from handrail.content.startable import STARTABLE_KINDS, StartableKind
from handrail.core.clock import DAY, from_iso, to_iso
from handrail.people.preferences import Preferences, PreferencesChange, change_preferences

LONGEST_SNOOZE = 60 * DAY
Status = Literal["active", "completed", "left", "declined", "failed", "snoozed"]
WALKED = ("started", "paused", "resumed", "completed", "dismissed", "snoozed", "failed")
OF_KIND: Mapping[str, tuple[StartableKind, str]] = {
    f"{kind}_{what}": (kind, what) for kind in STARTABLE_KINDS for what in WALKED
}
"""The kind and what happened, by an event's name."""
OF_MARKS = frozenset({"quiz_graded", "checklist_item_completed", "checklist_item_reopened"})
OF_RUNS = frozenset({*OF_KIND, "step_shown", "step_completed", "target_missing"}) | OF_MARKS
DECLINED_OR_NOT = frozenset(f"{kind}_{what}" for kind in STARTABLE_KINDS for what in ("dismissed", "resumed"))
OF_PREFERENCES = frozenset({"preferences_changed"}) | DECLINED_OR_NOT
MOST_DONE = 100  # of a checklist, which has 20 at most; a page may report others without end


class Progress(Wire):
    """Where a person is with one item: in its last run. `started` counts runs, `at` and `visit` are those of the last start, `completed` is true once any run was. `until`: snoozed until then.

    Of a quiz: `passed` once any attempt was, and how many `attempts` were finished. Of a checklist: the entries that are `done`. What is not said of these is false, 0 or none.
    """

    status: Literal["active", "completed", "left", "declined", "snoozed"]
    run: str
    step: str | None = None
    hash: str | None = None
    at: str
    started: int = 1
    visit: str | None = None
    completed: bool = False
    until: str | None = None
    passed: Annotated[bool, Field(exclude_if=is_unsaid)] = False
    attempts: Annotated[int, Field(exclude_if=is_unsaid)] = 0
    done: Annotated[list[str], Field(exclude_if=is_unsaid)] = []


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as far as a state depends on it."""

    id: str
    name: str
    at: int
    device: str = ""
    seq: int = 0
    item: str | None = None
    run: str | None = None
    item_hash: str | None = None
    step: str | None = None
    visit: str | None = None
    props: Mapping[str, Any] | None = None

    def prop(self, name: str) -> Any:
        return (self.props or {}).get(name)


@dataclass(frozen=True, slots=True)
class Walk:
    """One run of one item, which is of a `kind`. `starts`: when it came by itself, also after it had been put off. `until`: put off until then."""

    run: str
    item: str
    started_at: int
    at: int
    kind: StartableKind = "tour"
    status: Status = "active"
    step: str | None = None
    item_hash: str | None = None
    auto: bool = True
    visit: str | None = None
    targets_missing: int = 0
    until: int | None = None
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of an item beyond its runs."""

    passed: bool = False
    attempts: int = 0
    done: tuple[str, ...] = ()


NO_MARKS = Marks()


def order_events(events: Iterable[Happened]) -> list[Happened]:
    """A total order that depends on the events alone."""
    placed: list[tuple[int, str, int, str, Happened]] = []
    by_device = sorted(events, key=lambda e: (e.device, e.seq, e.at, e.id))
    for device, mine in groupby(by_device, key=lambda e: e.device):
        latest = 0
        for event in mine:
            latest = max(latest, event.at)
            placed.append((latest, device, event.seq, event.id, event))
    return [entry[-1] for entry in sorted(placed, key=lambda entry: entry[:-1])]


def fold_runs(events: Iterable[Happened]) -> dict[str, list[Walk]]:
    """By item, each item's runs in the order of their start."""
    found: dict[str, list[Walk]] = {}
    by_item: dict[str, list[Happened]] = {}
    for event in events:
        if event.name in OF_RUNS and event.item and event.run:
            by_item.setdefault(event.item, []).append(event)
    for item, mine in sorted(by_item.items()):
        runs: dict[str, Walk] = {}
        for event in order_events(mine):
            assert event.run is not None
            before = runs.get(event.run) or Walk(
                run=event.run, item=item, started_at=event.at, at=event.at, item_hash=event.item_hash, visit=event.visit
            )
            runs[event.run] = walk_on(before, event)
        found[item] = list(runs.values())
    return found


def walk_on(run: Walk, event: Happened) -> Walk:
    """Completed is final. Left, declined and put off can be taken back, by going on; what was declined is not put off."""
    kind, what = OF_KIND.get(event.name, (run.kind, event.name))
    run = replace(run, at=max(run.at, event.at), kind=kind)
    going = run.status == "active"
    match what:
        case "started":
            auto = event.prop("auto") is not False
            return replace(run, auto=auto, starts=(*run.starts, event.at) if auto else run.starts)
        case "step_shown" if going:
            return replace(run, step=event.step, item_hash=event.item_hash or run.item_hash)
        case "resumed" if run.status != "completed":
            came_back = run.status == "snoozed" and event.prop("auto") is True
            starts = (*run.starts, event.at) if came_back else run.starts
            item_hash = event.item_hash or run.item_hash
            return replace(run, status="active", item_hash=item_hash, until=None, starts=starts)
        case "snoozed" if run.status not in ("completed", "declined") and (until := read_until(event)):
            return replace(run, status="snoozed", until=until)
        case "completed":
            return replace(run, status="completed", until=None)
        case "dismissed" if run.status != "completed":
            return replace(run, status="declined" if event.prop("reason") == "declined" else "left", until=None)
        case "failed" if going:
            return replace(run, status="failed")
        case "target_missing":
            return replace(run, targets_missing=run.targets_missing + 1)
        case "quiz_graded":
            return replace(run, kind="quiz")
        case "checklist_item_completed" | "checklist_item_reopened":
            return replace(run, kind="checklist")
    return run


def fold_marks(events: Iterable[Happened]) -> dict[str, Marks]:
    """By item. An attempt is one however often it was told of; what is done is so across runs, in the order in which it was done first."""
    attempts: dict[str, dict[str, bool]] = {}
    done: dict[str, dict[str, None]] = {}
    for event in order_events(event for event in events if event.name in OF_MARKS and event.item and event.run):
        assert event.item is not None
        if event.name == "quiz_graded":
            mine = attempts.setdefault(event.item, {})
            number = str(event.prop("attempt"))
            mine[number] = mine.get(number, False) or event.prop("passed") is True
        elif event.step:
            ticked = done.setdefault(event.item, {})
            if event.name == "checklist_item_reopened":
                ticked.pop(event.step, None)
            elif len(ticked) < MOST_DONE:
                ticked.setdefault(event.step)
    return {
        item: Marks(
            passed=any(attempts.get(item, {}).values()),
            attempts=len(attempts.get(item, {})),
            done=tuple(done.get(item, {})),
        )
        for item in attempts.keys() | done.keys()
    }


def read_until(event: Happened) -> int | None:
    """Nobody puts off for longer than `LONGEST_SNOOZE`, whatever a clock says."""
    said = event.prop("until")
    return min(from_iso(said), event.at + LONGEST_SNOOZE) if isinstance(said, str) else None


def sum_up(runs: Sequence[Walk], marks: Marks = NO_MARKS) -> Progress:
    """An item's runs (at least one) as a page sees them."""
    last = runs[-1]
    return Progress(
        status="left" if last.status == "failed" else last.status,
        run=last.run,
        step=last.step,
        hash=last.item_hash,
        at=to_iso(last.started_at),
        started=len(runs),
        visit=last.visit,
        completed=any(run.status == "completed" for run in runs),
        until=None if last.until is None else to_iso(last.until),
        passed=marks.passed,
        attempts=marks.attempts,
        done=list(marks.done),
    )


def fold_preferences(events: Iterable[Happened]) -> Preferences:
    """Declining something switches it off; taking that back by going on with the same run switches it on again. Who declines all says so by `preferences_changed`."""
    preferences = Preferences()
    declined: dict[str, str | None] = {}
    for event in order_events(event for event in events if event.name in OF_PREFERENCES):
        item = event.item
        if event.name == "preferences_changed":
            change = PreferencesChange.model_validate(event.props or {})
            preferences = change_preferences(preferences, change)
            for named in change.items:
                declined.pop(named, None)
            continue
        _, what = OF_KIND[event.name]
        if item is None:
            continue
        if what == "dismissed" and event.prop("reason") == "declined" and event.prop("all") is not True:
            preferences = change_preferences(preferences, PreferencesChange(items={item: False}))
            declined[item] = event.run
        elif what == "resumed" and item in declined and declined[item] == event.run:
            preferences = change_preferences(preferences, PreferencesChange(items={item: True}))
            del declined[item]
    return preferences
