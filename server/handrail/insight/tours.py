"""The report on tours of one environment. Everybody counts once per tour, by their last run (by a completed one, if there is one).

- eligible: people we keep something about whom the audience takes in now, and who ever started it. Visitors who only looked
  leave no trace, so they are in no number. What an audience asks of the page (its locale) is unknown here, and unknown is not true.
- started: people who have a run, begun by itself or by hand. They are completed, left ("Not now"), declined ("Don't show this again"),
  failed (the tour could not go on), snoozed (put off), abandoned (nothing for 30 days) or still under way.
- lost, per step: those who left, declined, failed or abandoned, by the last step that they saw. Who saw none is lost `before` the first.
- target_missing: how often a step's target was not found, in all runs.
- goal: `goals.py`.

What happened under a tour's former names counts as the tour's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, select

from handrail.conditions.evaluate import evaluate
from handrail.content.published import Published, load_published
from handrail.content.published_startable import PublishedTour
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.insight.goals import report_goal
from handrail.insight.outcomes import Tally, count_outcomes
from handrail.insight.report import ItemQuery, pick_items
from handrail.insight.tours_wire import GoalReport, StepReport, TourReport, TourReports
from handrail.people.tables import Person
from handrail.progress.audience import describe_person, load_tracked, name_events
from handrail.progress.renamed import Formerly, name_formers, rename_state
from handrail.progress.state import EMPTY, read_state
from handrail.progress.tables import PersonState
from handrail.sites.access import EnvironmentAccess

people, states = table(Person), table(PersonState)


def report_tours(conn: Connection, access: EnvironmentAccess, query: ItemQuery, now: int) -> TourReports:
    published = load_published(conn, access.environment_id)
    formerly = name_formers(published) if published else {}
    tallies = count_outcomes(conn, access.environment_id, "tour", formerly, now)
    eligible = count_eligible(conn, access.environment_id, published, now) if published else {}
    tours = {} if published is None else dict(published.tours)
    goals = {id_: report_goal_of(conn, access.environment_id, tour, formerly) for id_, tour in tours.items()}
    ids = pick_items([*sorted(tours), *sorted(tallies.keys() - tours.keys())], query, formerly)
    return TourReports(
        environment=access.environment,
        at=to_iso(now),
        tours=[
            report_tour(id_, tours.get(id_), tallies.get(id_, Tally()), eligible.get(id_, 0), goals.get(id_))
            for id_ in ids
        ],
    )


def report_goal_of(conn: Connection, environment_id: str, tour: PublishedTour, formerly: Formerly) -> GoalReport | None:
    goal = tour.tour.goal
    names = {tour.id, *(former for former, present in formerly.items() if present == tour.id)}
    return None if goal is None else report_goal(conn, environment_id, names, goal)


def report_tour(
    id_: str, tour: PublishedTour | None, tally: Tally, eligible: int, goal: GoalReport | None
) -> TourReport:
    """A tour that is published no more has no title, and only those who had begun it are eligible."""
    outcomes, started = tally.outcomes, tally.outcomes.total()
    return TourReport(
        id=id_,
        title=tour.tour.title if tour else None,
        eligible=eligible if tour else started,
        started=started,
        completed=outcomes["completed"],
        left=outcomes["left"],
        declined=outcomes["declined"],
        failed=outcomes["failed"],
        abandoned=outcomes["abandoned"],
        under_way=outcomes["active"],
        snoozed=outcomes["snoozed"],
        target_missing=tally.targets_missing,
        steps=list_steps(tour, tally.lost),
        goal=goal,
    )


def list_steps(tour: PublishedTour | None, lost: Mapping[str | None, int]) -> list[StepReport]:
    """In the order of the tour; a former name counts for the step that has it as a `was`. Then those that are gone."""
    steps = tour.tour.steps if tour else []
    now_called = {former: step.id for step in steps for former in (step.id, *step.was)}
    found: Counter[str | None] = Counter()
    for step_id, people_lost in lost.items():
        found[now_called.get(step_id, step_id) if step_id else None] += people_lost
    names = [step.id for step in steps]
    gone = sorted(step_id for step_id in found if step_id and step_id not in names)
    before = [StepReport(id=None, lost=found[None])] if found[None] else []
    return before + [StepReport(id=name, lost=found[name]) for name in [*names, *gone]]


def count_eligible(conn: Connection, environment_id: str, published: Published, now: int) -> Counter[str]:
    """By tour. Goes through everybody, as audiences are conditions and not columns."""
    tracked, formerly = name_events(published), name_formers(published)
    everybody = (
        select(people.c.id, people.c.traits, people.c.account, states.c.progress, states.c.preferences)
        .outerjoin(states, states.c.person_id == people.c.id)
        .where(people.c.environment_id == environment_id)
    )
    eligible: Counter[str] = Counter()
    for person_id, traits, account, progress, preferences in conn.execute(everybody):
        state = EMPTY if progress is None else rename_state(read_state(progress, preferences), formerly)
        events = load_tracked(conn, person_id, tracked) if tracked else []
        context = describe_person(published, traits, account, state, events, now)
        for id_, tour in published.tours.items():
            if id_ in state.progress or tour.audience is None or evaluate(tour.audience, context) is True:
                eligible[id_] += 1
    return eligible
