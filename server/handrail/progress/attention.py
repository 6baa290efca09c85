"""How much may start by itself: what a site allows, and what did start, in; whether something may now, and if not when, out. Pure.

Three rules: a gap after what came last, and at most so many starts within 24 hours and within 7 days, counted back from now. The page
decides by the same rules, and both are held to the cases of `tests/vectors/attention.json`. What was started by hand is in none of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from handrail.core.clock import DAY

WEEK = 7 * DAY
Reason = Literal["gap", "per_day", "per_week"]


@dataclass(frozen=True, slots=True)
class Attention:
    """Milliseconds. `starts` in any order; `ended`: when what last started by itself ended, or was last seen."""

    gap: int
    day: int
    week: int
    starts: Sequence[int] = ()
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is the first of the rules that forbids it; at `next_at` all of them allow it, if nothing starts until then."""

    allowed: bool
    reason: Reason | None = None
    next_at: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `saw` is what it was decided on (the last instant, or how many there were), `free_at` when it allows."""

    reason: Reason
    free_at: int
    saw: int | None


def may_interrupt(attention: Attention, now: int) -> Verdict:
    against = [rule for rule in apply_rules(attention, now) if rule.free_at > now]
    if not against:
        return Verdict(allowed=True)
    return Verdict(allowed=False, reason=against[0].reason, next_at=max(rule.free_at for rule in against))


def apply_rules(attention: Attention, now: int) -> Iterator[Rule]:
    """What a clock that was ahead left behind counts as of now: it neither frees nor blocks for ever."""
    starts = sorted((min(start, now) for start in attention.starts), reverse=True)
    last = max([*starts[:1], *([] if attention.ended is None else [min(attention.ended, now)])], default=None)
    yield Rule("gap", now if last is None else last + attention.gap, last)
    yield limit("per_day", starts, attention.day, DAY, now)
    yield limit("per_week", starts, attention.week, WEEK, now)


def limit(reason: Reason, starts: Sequence[int], at_most: int, within: int, now: int) -> Rule:
    """`starts` newest first. Free as soon as so many have passed out of sight that one more keeps to `at_most`."""
    free_at = starts[at_most - 1] + within if len(starts) >= at_most else now
    return Rule(reason, free_at, sum(now - start < within for start in starts))
