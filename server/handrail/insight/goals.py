"""Whether a tour is good for what it is for: who reached its goal in time, of those who saw it and of those who were held out.

Everybody counts once, by what came first: the tour by itself, the tour by hand, or that it would have come and was held back. From
then on the event has the goal's time to happen. What is compared are those to whom it came by itself and those held out, as chance
alone decided between these two; the interval is Newcombe's for the difference of two proportions (1998, method 10), which holds for
small numbers, too.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, Subquery, case, exists, func, literal, select, union_all

from handrail.conditions.authored import to_milliseconds
from handrail.content.tour import Goal
from handrail.core.db import table
from handrail.insight.tours_wire import Difference, GoalReport, Reach
from handrail.people.tables import Person
from handrail.progress.tables import Event, Run

Z = 1.959964  # of the normal distribution, 95 % two-sided
BY_ITSELF, BY_HAND, HELD_OUT = "by_itself", "by_hand", "held_out"
people, events, runs = table(Person), table(Event), table(Run)


def report_goal(conn: Connection, environment_id: str, names: Collection[str], goal: Goal) -> GoalReport:
    """`names`: the tour's own and its former ones."""
    first = find_first(environment_id, names)
    reached = exists().where(
        events.c.person_id == first.c.person_id,
        events.c.item.is_(None),
        events.c.name == goal.event,
        events.c.at >= first.c.at,
        events.c.at <= first.c.at + to_milliseconds(goal.within),
    )
    counted = (
        select(first.c.how, func.count(), func.count(case((reached, 1))))
        .where(first.c.place == 1)
        .group_by(first.c.how)
    )
    found = {how: (number, done) for how, number, done in conn.execute(counted)}
    by_itself, by_hand, held_out = (found.get(how, (0, 0)) for how in (BY_ITSELF, BY_HAND, HELD_OUT))
    return GoalReport(
        event=goal.event,
        within=goal.within,
        hold_out=goal.hold_out,
        saw=measure([by_itself, by_hand]),
        by_itself=measure([by_itself]),
        held_out=measure([held_out]),
        difference=compare(by_itself, held_out),
    )


def find_first(environment_id: str, names: Collection[str]) -> Subquery:
    """What came first for each person has `place` 1."""
    how = case((runs.c.auto, BY_ITSELF), else_=BY_HAND)
    started = select(runs.c.person_id, runs.c.started_at.label("at"), how.label("how")).where(
        runs.c.environment_id == environment_id, runs.c.item.in_(sorted(names))
    )
    held = (
        select(events.c.person_id, events.c.at, literal(HELD_OUT).label("how"))
        .join(people, people.c.id == events.c.person_id)
        .where(
            people.c.environment_id == environment_id,
            events.c.item.in_(sorted(names)),
            events.c.name == "tour_held_out",
        )
    )
    all_ = union_all(started, held).subquery()
    place = func.row_number().over(partition_by=all_.c.person_id, order_by=(all_.c.at, all_.c.how))
    return select(all_.c.person_id, all_.c.at, all_.c.how, place.label("place")).subquery()


def measure(groups: Sequence[tuple[int, int]]) -> Reach:
    number, reached = sum(number for number, _ in groups), sum(reached for _, reached in groups)
    return Reach(people=number, reached=reached, rate=round(reached / number, 4) if number else None)


def compare(one: tuple[int, int], other: tuple[int, int]) -> Difference | None:
    """Each (people, reached). None where there is nobody to compare."""
    if not one[0] or not other[0]:
        return None
    (a, low_a, high_a), (b, low_b, high_b) = estimate(*one), estimate(*other)
    return Difference(
        value=round(a - b, 4),
        low=round(a - b - math.hypot(a - low_a, high_b - b), 4),
        high=round(a - b + math.hypot(high_a - a, b - low_b), 4),
    )


def estimate(of: int, reached: int) -> tuple[float, float, float]:
    """A proportion and its Wilson score interval."""
    share = reached / of
    centre = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return share, centre - half, centre + half
