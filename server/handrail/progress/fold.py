"""What follows from one person's events: their runs, their progress with each item, their preferences. Pure, and the order of arrival does not matter.

Order is by `seq` on one device, whatever its clock does; devices are merged by time, where a device's time never runs backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from handrail.content.compiled import Wire
from handrail.core.clock import DAY, from_iso, to_iso
from handrail.people.preferences import Preferences, PreferencesChange, change_preferences

LONGEST_SNOOZE = 60 * DAY
Status = Literal["active", "completed", "left", "declined", "failed", "snoozed"]
OF_RUNS = frozenset(
    {
        "tour_started",
        "step_shown",
        "step_completed",
        "tour_paused",
        "tour_resumed",
        "tour_completed",
        "tour_dismissed",
        "tour_snoozed",
        "target_missing",
        "tour_failed",
    }
)
OF_PREFERENCES = frozenset({"preferences_changed", "tour_dismissed", "tour_resumed"})


class Progress(Wire):
    """Where a person is with one item: in its last run. `started` counts runs, `at` and `visit` are those of the last start, `completed` is true once any run was. `until`: snoozed until then."""

    status: Literal["active", "completed", "left", "declined", "snoozed"]
    run: str
    step: str | None = None
    hash: str | None = None
    at: str
    started: int = 1
    visit: str | None = None
    completed: bool = False
    until: str | None = None


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
    """One run of one item. `starts`: when it came by itself, also after it had been put off. `until`: put off until then."""

    run: str
    item: str
    started_at: int
    at: int
    status: Status = "active"
    step: str | None = None
    item_hash: str | None = None
    auto: bool = True
    visit: str | None = None
    targets_missing: int = 0
    until: int | None = None
    starts: tuple[int, ...] = ()


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
    run = replace(run, at=max(run.at, event.at))
    going = run.status == "active"
    match event.name:
        case "tour_started":
            auto = event.prop("auto") is not False
            return replace(run, auto=auto, starts=(*run.starts, event.at) if auto else run.starts)
        case "step_shown" if going:
            return replace(run, step=event.step, item_hash=event.item_hash or run.item_hash)
        case "tour_resumed" if run.status != "completed":
            came_back = run.status == "snoozed" and event.prop("auto") is True
            starts = (*run.starts, event.at) if came_back else run.starts
            item_hash = event.item_hash or run.item_hash
            return replace(run, status="active", item_hash=item_hash, until=None, starts=starts)
        case "tour_snoozed" if run.status not in ("completed", "declined") and (until := read_until(event)):
            return replace(run, status="snoozed", until=until)
        case "tour_completed":
            return replace(run, status="completed", until=None)
        case "tour_dismissed" if run.status != "completed":
            return replace(run, status="declined" if event.prop("reason") == "declined" else "left", until=None)
        case "tour_failed" if going:
            return replace(run, status="failed")
        case "target_missing":
            return replace(run, targets_missing=run.targets_missing + 1)
    return run


def read_until(event: Happened) -> int | None:
    """Nobody puts off for longer than `LONGEST_SNOOZE`, whatever a clock says."""
    said = event.prop("until")
    return min(from_iso(said), event.at + LONGEST_SNOOZE) if isinstance(said, str) else None


def sum_up(runs: Sequence[Walk]) -> Progress:
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
    )


def fold_preferences(events: Iterable[Happened]) -> Preferences:
    """Declining a tour switches it off; taking that back by going on with the same run switches it on again. Who declines all says so by `preferences_changed`."""
    preferences = Preferences()
    declined: dict[str, str | None] = {}
    for event in order_events(event for event in events if event.name in OF_PREFERENCES):
        item = event.item
        if event.name == "preferences_changed":
            change = PreferencesChange.model_validate(event.props or {})
            preferences = change_preferences(preferences, change)
            for named in change.items:
                declined.pop(named, None)
        elif item is None:
            continue
        elif event.name == "tour_dismissed" and event.prop("reason") == "declined" and event.prop("all") is not True:
            preferences = change_preferences(preferences, PreferencesChange(items={item: False}))
            declined[item] = event.run
        elif event.name == "tour_resumed" and item in declined and declined[item] == event.run:
            preferences = change_preferences(preferences, PreferencesChange(items={item: True}))
            del declined[item]
    return preferences
