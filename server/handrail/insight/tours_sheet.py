"""The report on tours as tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from handrail.insight.sheet import Cell, Column, Sheet, Table
from handrail.insight.tours_wire import GoalReport, TourReport, TourReports

NOTE = (
    "People, each once per tour by their last run. Lost: left, declined, could not go on, or did nothing for 30 days, by the last "
    "step that they saw. Visitors who only looked are in no number."
)
GOAL_NOTE = (
    "Goal: reached in time, by those who saw the tour; what is compared are those to whom it came by itself and those held out, by "
    "chance, with a 95 % interval."
)
TOUR = (
    Column("tour", "Tour", "code"),
    Column("title", "Title", "title"),
    Column("eligible", "Eligible"),
    Column("started", "Started"),
    Column("completed", "Completed", whole="started"),
    Column("left", "Left"),
    Column("declined", "Declined"),
    Column("target_missing", "Target missing"),
    Column("lost_at", "Lost at", "counts", whole="started"),
    Column("failed", "Failed", filed=True),
    Column("abandoned", "Abandoned", filed=True),
    Column("under_way", "Under way", filed=True),
    Column("snoozed", "Snoozed", filed=True),
)
GOAL = (
    Column("tour", "Tour", "code"),
    Column("goal", "Goal", "code"),
    Column("within", "Within", "text"),
    Column("saw_reached", "Saw it", whole="saw"),
    Column("by_itself_reached", "By itself", whole="by_itself"),
    Column("held_out_reached", "Held out", whole="held_out"),
    Column("difference", "Difference, points", "points"),
    Column("difference_low", "At least (95 %)", "points"),
    Column("difference_high", "At most (95 %)", "points"),
    Column("saw", "Saw it, people", filed=True),
    Column("by_itself", "By itself, people", filed=True),
    Column("held_out", "Held out, people", filed=True),
)


def lay_out_tours(report: TourReports) -> Sheet:
    goals = [(tour.id, tour.goal) for tour in report.tours if tour.goal]
    tables = [Table("tours", "What became of each tour", TOUR, [list_tour(tour) for tour in report.tours])]
    if goals:
        tables.append(Table("goals", "Goals", GOAL, [list_goal(id_, goal) for id_, goal in goals]))
    return Sheet(
        empty=f"{report.environment} has no tours yet.", tables=tables, note=f"{NOTE} {GOAL_NOTE}" if goals else NOTE
    )


def list_tour(tour: TourReport) -> list[Cell]:
    lost = tuple((step.id or "before the first step", step.lost) for step in tour.steps if step.lost)
    columns = (column.name for column in TOUR[2:])
    return [tour.id, tour.title, *(lost if name == "lost_at" else getattr(tour, name) for name in columns)]


def list_goal(tour: str, goal: GoalReport) -> list[Cell]:
    groups = (goal.saw, goal.by_itself, goal.held_out)
    found = goal.difference
    difference: Iterable[float | None] = (found.value, found.low, found.high) if found else (None, None, None)
    reached, people = [group.reached for group in groups], [group.people for group in groups]
    return [tour, goal.event, goal.within, *reached, *difference, *people]
