"""The tests that an item carries: who gets it where. An item out of faults and its site in, one fault per expectation that fails out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import get_args

from handrail.conditions.compare import to_instant
from handrail.conditions.context import Context, Standing, TrackedEvent
from handrail.conditions.evaluate import evaluate
from handrail.conditions.explain import Decision, explain
from handrail.conditions.schema import Condition, Period, Seen, Time, Url
from handrail.content.schema import Site
from handrail.content.segments import evaluate_segments
from handrail.content.startable import ContentTest, Day, Schedule, Startable, TestPerson
from handrail.content.tour import Tour
from handrail.content.validation.faults import Fault
from handrail.content.validation.parse import Document
from handrail.content.validation.saying import say

DAYS: tuple[Day, ...] = get_args(Day)


def check_expectations(document: Document, item: Startable, site: Site) -> Iterator[Fault]:
    for index, test in enumerate(item.tests):
        context = build_context(test, site, item)
        obstacle = find_obstacle(item, context, test.now)
        if test.expect == "eligible" and obstacle is not None:
            problem = f"expected eligible, but {obstacle.path} {say(obstacle, context)}"
            yield document.fault(("tests", index, "expect"), problem)
        elif test.expect == "ineligible" and obstacle is None:
            yield document.fault(("tests", index, "expect"), "expected ineligible, but everything holds")
        elif test.because and obstacle and not is_at(obstacle.path, test.because):
            problem = f"expected {test.because} to decide, but {obstacle.path} {say(obstacle, context)}"
            yield document.fault(("tests", index, "because"), problem)


def find_obstacle(item: Startable, context: Context, now: datetime | None) -> Decision | None:
    """What keeps it from starting by itself. Of an element only the page can tell, so what is unknown there is let pass."""
    if item.audience is not None:
        decision = explain(item.audience, context, "audience")
        if decision.holds is not True:
            return decision
    obstacle = find_time_obstacle(item.schedule, context, now) if item.schedule and now else None
    if obstacle is not None:
        return obstacle
    page = item.steps[0].page if isinstance(item, Tour) else None
    places: list[tuple[Condition | None, str]] = [
        (item.start.when, "start.when"),
        (Url(url=page) if page else None, "steps[0].page"),
    ]
    for condition, path in places:
        if condition is not None:
            decision = explain(condition, context, path)
            if decision.holds is False:
                return decision
    return None if is_its_turn(item, context) else Decision(False, "frequency", Seen(seen=item.id))


def find_time_obstacle(schedule: Schedule, context: Context, now: datetime) -> Decision | None:
    """Days and hours are those of the offset that `now` is written in: the person's own."""
    if schedule.from_ or schedule.until:
        period = Time(time=Period(after=schedule.from_, before=schedule.until))
        if evaluate(period, context) is not True:
            return Decision(False, "schedule", period)
    if not is_in_hours(schedule, now):
        return Decision(False, "schedule", Time(time=Period(after=now)))
    return None


def is_in_hours(schedule: Schedule, now: datetime) -> bool:
    if schedule.days and DAYS[now.weekday()] not in schedule.days:
        return False
    if schedule.hours is None:
        return True
    at, from_, to = f"{now:%H:%M}", schedule.hours.from_, schedule.hours.to
    return from_ <= at < to if from_ < to else at >= from_ or at < to


def is_its_turn(item: Startable, context: Context) -> bool:
    standing = (context.progress or {}).get(item.id, Standing())
    if item.frequency == "once":
        return not standing.seen
    return not (standing.dismissed or (item.frequency == "until-completed" and standing.completed))


def is_at(path: str, named: str) -> bool:
    """The clause itself, or one around it."""
    return path == named or path.startswith((f"{named}.", f"{named}["))


def build_context(test: ContentTest, site: Site, item: Startable) -> Context:
    person = test.person
    now = to_instant(test.now) if test.now else None
    context = Context(
        traits=person.traits,
        account=person.account,
        url=test.url,
        locale=test.locale or site.locales[0],
        device=test.device or "desktop",
        now=now,
        events=[
            TrackedEvent(
                event.name, to_instant(event.at) if event.at else now or to_instant(datetime.now(UTC)), event.props
            )
            for event in person.events
        ],
        progress=collect_progress(person),
    )
    return evaluate_segments(site.segments, [item.audience] if item.audience else [], context)


def collect_progress(person: TestPerson) -> Mapping[str, Standing]:
    """Whoever completed, passed, left or is in an item has seen it."""
    items = {*person.seen, *person.completed, *person.dismissed, *person.active, *person.passed}
    return {
        item: Standing(
            seen=True,
            completed=item in person.completed,
            dismissed=item in person.dismissed,
            active=item in person.active,
            passed=item in person.passed,
        )
        for item in items
    }
