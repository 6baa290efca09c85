"""What may start by itself: the cases that the page's rule is held to as well, and what holds for any history."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.clock import DAY, from_iso, to_iso
from handrail.progress.attention import WEEK, Attention, apply_rules, may_interrupt

VECTORS = Path(__file__).resolve().parents[2] / "vectors"
CASES: list[dict[str, Any]] = json.loads((VECTORS / "attention.json").read_text())
EXPLAINED: list[dict[str, Any]] = json.loads((VECTORS / "explain.json").read_text())["attention"]


def read_attention(raw: dict[str, Any]) -> Attention:
    ended = None if raw["ended"] is None else from_iso(raw["ended"])
    return Attention(**raw | {"starts": [from_iso(start) for start in raw["starts"]], "ended": ended})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_what_may_start_is_what_the_vectors_say(case: dict[str, Any]) -> None:
    verdict = may_interrupt(read_attention(case["attention"]), from_iso(case["now"]))
    next_at = None if verdict.next_at is None else to_iso(verdict.next_at)
    assert {"allowed": verdict.allowed, "reason": verdict.reason, "next_at": next_at} == case["expect"]


@pytest.mark.parametrize("case", EXPLAINED, ids=lambda case: case["rule"])
def test_each_rule_says_what_it_saw(case: dict[str, Any]) -> None:
    now = from_iso(case["now"])
    found = apply_rules(read_attention(case["attention"]), now)
    told = [
        {
            "clause": f"attention.{rule.reason}",
            "value": rule.free_at <= now,
            "saw": to_iso(rule.saw) if rule.reason == "gap" and rule.saw is not None else rule.saw,
        }
        for rule in found
    ]
    assert told == case["expect"]


instants = st.integers(0, 10 * DAY)
histories = st.builds(
    Attention,
    gap=st.integers(0, 2 * DAY),
    day=st.integers(1, 4),
    week=st.integers(1, 8),
    starts=st.lists(instants, max_size=12),
    ended=st.none() | instants,
)


@given(histories, instants)
def test_it_is_allowed_at_the_time_that_is_named_and_not_before(attention: Attention, now: int) -> None:
    verdict = may_interrupt(attention, now)
    assert verdict.allowed is (verdict.reason is None) is (verdict.next_at is None)
    if verdict.next_at is not None and max([*attention.starts, attention.ended or 0]) <= now:
        assert verdict.next_at > now
        assert may_interrupt(attention, verdict.next_at).allowed
        assert not may_interrupt(attention, verdict.next_at - 1).allowed


@given(histories, st.lists(instants, min_size=1, max_size=40))
def test_whoever_keeps_to_it_stays_within_the_caps(rules: Attention, moments: list[int]) -> None:
    started: list[int] = []
    for now in sorted(moments):
        ended = started[-1] if started else None
        if may_interrupt(Attention(rules.gap, rules.day, rules.week, started, ended), now).allowed:
            started.append(now)
    for start in started:
        assert sum(0 <= start - other < DAY for other in started) <= rules.day
        assert sum(0 <= start - other < WEEK for other in started) <= rules.week
    assert all(later - start >= rules.gap for start, later in pairwise(started))
