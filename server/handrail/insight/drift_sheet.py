"""The report on drift as a table. Pure."""

from __future__ import annotations

import json

from handrail.conditions.locator import Locator
from handrail.insight.drift_wire import DriftReport, DriftReports
from handrail.insight.sheet import Cell, Column, Sheet, Table
from handrail.progress.outline import list_lines

NOTE = (
    "Missing: a step's target was not found in time. Healed: the first locator of its list no longer finds it, but a later one does. Told once "
    "per step and run, and by nobody who asks not to be tracked. Times are UTC."
)
STEPS = (
    Column("release", "Release", "text", blank="not named"),
    Column("item", "Tour", "code"),
    Column("step", "Step", "code"),
    Column("missing", "Missing", "bar"),
    Column("healed", "Healed"),
    Column("shown", "Shown"),
    Column("people", "People"),
    Column("last_seen", "Last seen", "text"),
    Column("locator", "Looked for", "code"),
    Column("title", "Tour's title", "text", filed=True),
    Column("absent", "Absent", filed=True),
    Column("ambiguous", "Ambiguous", filed=True),
    Column("hidden", "Hidden", filed=True),
    Column("healed_by", "Healed by", filed=True),
    Column("first_seen", "First seen", "text", filed=True),
    Column("paths", "Paths", "counts", filed=True),
    Column("outline", "Outline", "text", filed=True),
)


def lay_out_drift(report: DriftReports) -> Sheet:
    return Sheet(
        empty=f"In {report.environment} every target was found where it was looked for.",
        tables=[Table("steps", "Steps that no longer fit", STEPS, [list_step(step) for step in report.steps])],
        note=NOTE,
    )


def list_step(step: DriftReport) -> list[Cell]:
    told: dict[str, Cell] = {
        "release": step.release or "",
        "last_seen": tell_minute(step.last_seen),
        "first_seen": tell_minute(step.first_seen),
        "locator": tell_locator(step.locator),
        "paths": tuple((one.path, one.times) for one in step.paths),
        "outline": "\n".join(list_lines(step.outline)),
    }
    return [told[column.name] if column.name in told else getattr(step, column.name) for column in STEPS]


def tell_minute(at: str) -> str:
    return at[:16].replace("T", " ")


def tell_locator(locator: object) -> str:
    """As authors write one."""
    return json.dumps(arrange(locator), ensure_ascii=False) if locator else ""


def arrange(locator: object) -> object:
    """What is looked for before where it is looked for; the log keeps keys by the alphabet."""
    if not isinstance(locator, dict):
        return locator
    known = [name for name in Locator.model_fields if name in locator]
    return {name: arrange(locator[name]) for name in (*known, *(locator.keys() - known))}


def tell_times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def tell_reasons(step: DriftReport) -> str:
    """Why it was missing, the most frequent first: `absent`; of several `absent 10, hidden 2`."""
    found = {"absent": step.absent, "ambiguous": step.ambiguous, "hidden": step.hidden}
    said = sorted(((number, reason) for reason, number in found.items() if number), reverse=True)
    return said[0][1] if len(said) == 1 else ", ".join(f"{reason} {number}" for number, reason in said)
