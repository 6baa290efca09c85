"""The wire of the report on tours."""

from __future__ import annotations

from handrail.content.compiled import Wire


class StepReport(Wire):
    """`id` is null for those who were lost before they saw a step."""

    id: str | None
    lost: int


class Reach(Wire):
    """`rate` is null when there is nobody."""

    people: int
    reached: int
    rate: float | None


class Difference(Wire):
    """Of two rates, with its 95 % interval: 0.05 is five of a hundred people more."""

    value: float
    low: float
    high: float


class GoalReport(Wire):
    """Who reached the goal in time: everybody who saw the tour, those of them to whom it came by itself, and those held out.

    `difference`: by itself less held out; null as long as either is nobody.
    """

    event: str
    within: str
    hold_out: float
    saw: Reach
    by_itself: Reach
    held_out: Reach
    difference: Difference | None


class TourReport(Wire):
    """People, each once by their last run; only `target_missing` counts occurrences. started = completed + left + declined + failed + abandoned + under_way + snoozed."""

    id: str
    title: str | None
    eligible: int
    started: int
    completed: int
    left: int
    declined: int
    failed: int
    abandoned: int
    under_way: int
    snoozed: int
    target_missing: int
    steps: list[StepReport]
    goal: GoalReport | None = None


class TourReports(Wire):
    environment: str
    at: str
    tours: list[TourReport]
