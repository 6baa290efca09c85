"""Why an item starts by itself for one person, or does not: every gate on its way with the value that it saw. Pure.

The gates are those of `choose.py` and of the budget, asked in the same words; what only a page knows (elements, the time where the
person is, other tabs) is unknown here. It is told as for a new visit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handrail.conditions.context import Context
from handrail.conditions.evaluate import conjoin, evaluate
from handrail.conditions.explain import Clause, explain, list_clauses
from handrail.conditions.schema import Condition
from handrail.content.published import Published
from handrail.content.published_startable import PublishedStartable
from handrail.content.segments import order_segments
from handrail.content.startable import Every
from handrail.content.tour import Tour
from handrail.core.clock import from_iso, to_iso
from handrail.progress.attention import Attention, apply_rules
from handrail.progress.fold import Progress
from handrail.progress.state import State
from handrail.sync.choose import (
    UNDER_WAY,
    Offer,
    find_busy,
    find_rival,
    is_free,
    is_its_turn,
    is_there,
)

Explained = tuple[bool | None, list[str], list[Clause]]
NEW_VISIT = ""
LOCK = Clause("lock", None)  # which tab shows it is between the tabs


@dataclass(frozen=True)
class Situation:
    """One person before one item. `person`: what audiences know of them, `page`: what the page would know, as far as it was said. `apart`: they are not in the share for whom it starts. `given`: what they are in the middle of was given to them."""

    published: Published
    one: PublishedStartable
    offers: Sequence[Offer]
    state: State
    person: Context
    page: Context
    attention: Attention
    held: bool
    apart: bool
    given: bool
    now: int

    @property
    def offer(self) -> Offer:
        return next(offer for offer in self.offers if offer.id == self.one.id)

    @property
    def progress(self) -> Progress | None:
        return self.state.progress.get(self.one.id)


def explain_start(asked: Situation) -> Explained:
    """Whether it would start by itself, the clauses that stand in its way (or are unknown), and all of them."""
    gates, offer = list(list_gates(asked)), asked.offer
    conditions = [("audience", offer.audience, asked.person), ("start.when", offer.where, asked.page)]
    verdict = conjoin([gate.value for gate in gates])
    because = [
        next((explain(c, context, c_path).path for c_path, c, context in conditions if c and c_path == path), path)
        for path in ([] if verdict else [gate.clause for gate in gates if is_decisive(gate, verdict)])
    ]
    return verdict, because, list(list_all(asked, gates))


def is_decisive(gate: Clause, verdict: bool | None) -> bool:
    """An unknown audience is nobody's: it is what kept the item from being listed."""
    return gate.value is verdict or (gate.clause == "audience" and gate.value is None)


def list_all(asked: Situation, gates: Sequence[Clause]) -> Iterator[Clause]:
    """The gates in their order, a condition with all its parts."""
    offer = asked.offer
    for gate in gates:
        if gate.clause == "audience" and offer.audience:
            yield from list_clauses(offer.audience, asked.person, "audience")
            yield from list_segments(asked, offer.audience)
        elif gate.clause == "start.when" and offer.where:
            yield from list_clauses(offer.where, asked.page, "start.when")
        else:
            yield gate
    delay = asked.one.item.start.delay
    if delay and not (asked.progress and asked.progress.status in UNDER_WAY):
        yield Clause("start.delay", None, delay)  # how much of it has passed only the page knows
    yield LOCK


def list_segments(asked: Situation, audience: Condition) -> Iterator[Clause]:
    for name, condition in order_segments(asked.published.site.segments, [audience]):
        yield from list_clauses(condition, asked.person, f"segments.{name}")


def list_gates(asked: Situation) -> Iterator[Clause]:
    """All that has to be so; the conditions as a whole. Who is in the middle, or put it off, does not start it: that asks for less."""
    offer, progress, now = asked.offer, asked.progress, asked.now
    under_way = progress is not None and progress.status in UNDER_WAY
    going = progress is not None and progress.status == "active"
    admitted = offer.audience is None or evaluate(offer.audience, asked.person) is True
    yield Clause("listed", is_there(offer, now) and (admitted or (under_way and asked.given)), asked.published.number)
    yield see_schedule(asked, going)
    if offer.audience is not None and not (under_way and asked.given):
        yield Clause("audience", evaluate(offer.audience, asked.person))
    yield see_progress(progress, now)
    preferences = asked.state.preferences
    said = {"tours": preferences.tours, "item": preferences.items.get(offer.id)}
    yield Clause("preferences", is_free(offer, preferences), said)
    yield see_frequency(offer, progress, now)
    if isinstance(asked.one.item, Tour):
        goal = asked.one.item.goal
        yield Clause("goal.hold_out", under_way or not asked.held, goal.hold_out if goal else 0)
    busy = find_busy([one for one in asked.offers if is_there(one, now)], asked.state, NEW_VISIT)
    rival = None if under_way else find_rival(offer, busy)
    yield Clause("group", rival is None, rival)
    start = asked.one.item.start
    called = {"page": True, "event": None, "manual": False}[start.on] if offer.by_itself else False
    yield Clause("start.on", under_way or called, start.event or start.on)
    if start.share < 1:
        yield Clause("start.share", under_way or not asked.apart, start.share)
    if offer.where is not None and not going:
        yield Clause("start.when", evaluate(offer.where, asked.page))
    for rule in apply_rules(asked.attention, now):
        saw = to_iso(rule.saw) if rule.reason == "gap" and rule.saw is not None else rule.saw
        yield Clause(f"attention.{rule.reason}", going or rule.free_at <= now, saw)


def see_schedule(asked: Situation, going: bool) -> Clause:
    """Days and hours are the person's own."""
    schedule = asked.one.item.schedule
    if schedule is None:
        return Clause("schedule", True)
    there = is_there(asked.offer, asked.now)
    return Clause(
        "schedule", None if there and not going and (schedule.days or schedule.hours) else there, to_iso(asked.now)
    )


def see_progress(progress: Progress | None, now: int) -> Clause:
    """Who is in the middle goes on. What was declined or is put off does not come by itself."""
    if progress is None:
        return Clause("progress", True)
    waits = progress.until is not None and now < from_iso(progress.until)
    saw = {"status": progress.status, "step": progress.step, "until": progress.until}
    return Clause("progress", progress.status != "declined" and not waits, saw)


def see_frequency(offer: Offer, progress: Progress | None, now: int) -> Clause:
    going = progress is not None and progress.status == "active"
    frequency: Any = offer.frequency
    saw = {
        "frequency": frequency.model_dump() if isinstance(frequency, Every) else frequency,
        "started": progress.started if progress else 0,
        "at": progress.at if progress else None,
    }
    return Clause("frequency", going or is_its_turn(offer, progress, NEW_VISIT, now), saw)
