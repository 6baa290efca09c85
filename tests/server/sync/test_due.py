"""What is remembered from one sync to the next is what would be found anew, at any time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.published import assemble
from handrail.content.source import build_source
from handrail.core.clock import DAY, HOUR, from_iso
from handrail.progress.starts import ItemStarts, write_starts
from handrail.sync.budget import Limits, tell, write_attention
from handrail.sync.due import Ask, find_due, find_due_now
from handrail.sync.shelf import Shelf, stock_anew
from tests.server.cast import START
from tests.server.sync.site import SITE, write_tour


def make_shelf(*tours: dict[str, Any]) -> Shelf:
    sources = [build_source(item, {}, "en") for item in (SITE, *tours)]
    return stock_anew(assemble("v", 1, "s", [(source.hash, source.text) for source in sources]), "en")


TIMED = make_shelf(
    write_tour("soon", schedule={"from": "2026-01-05T10:00:00Z"}),
    write_tour("spell", schedule={"from": "2026-01-05T11:00:00Z", "until": "2026-01-05T12:00:00Z"}, group="g"),
    write_tour("timed", audience={"time": {"before": "2026-01-05T12:00:00+01:00"}}, group="g"),
    write_tour("neither", audience={"not": {"time": {"after": "2026-01-05T11:30:00Z"}}}),
    write_tour("always", goal={"event": "invoice_sent", "hold_out": 0.5}),
)
TURNS = [10 * HOUR, 11 * HOUR, 11 * HOUR + HOUR // 2, 12 * HOUR]
asks = st.builds(
    Ask,
    traits=st.just("{}"),
    account=st.just("{}"),
    progress=st.sampled_from(
        [
            "{}",
            json.dumps({"spell": {"status": "active", "run": "r", "at": "2026-01-05T11:00:00.000Z", "visit": "v1"}}),
            json.dumps({"timed": {"status": "left", "run": "r", "at": "2026-01-05T09:00:00.000Z", "visit": "v2"}}),
        ]
    ),
    preferences=st.sampled_from(['{"tours":true,"items":{}}', '{"tours":true,"items":{"always":false}}']),
    locale=st.just("en"),
    visit=st.sampled_from(["v1", "v2"]),
    held=st.sampled_from([frozenset(), frozenset({"always"})]),
)
midnight = from_iso("2026-01-05T00:00:00Z")
moments = st.integers(-HOUR, 15 * HOUR) | st.sampled_from([turn + step for turn in TURNS for step in (-1, 0, 1)])


def test_the_turns_are_those_of_schedules_and_audiences() -> None:
    assert TIMED.timeless
    assert [turn - midnight for turn in TIMED.turns] == TURNS


@given(st.lists(st.tuples(asks, moments), min_size=1, max_size=5))
def test_what_is_remembered_is_what_would_be_chosen_now(asked: list[tuple[Ask, int]]) -> None:
    for ask, after in asked:
        now = midnight + after
        assert find_due(TIMED, ask, (), now).choices == find_due_now(TIMED, ask, (), now).choices


@pytest.mark.parametrize(
    "tour",
    [
        write_tour(frequency={"every": "1d"}),
        write_tour(audience={"event": "invoice_sent"}),
    ],
)
def test_what_depends_on_how_long_ago_something_was_is_not_remembered(tour: dict[str, Any]) -> None:
    assert not make_shelf(tour).timeless


@given(
    st.builds(Limits, st.integers(0, DAY), st.integers(1, 5), st.integers(1, 10)),
    st.lists(st.integers(START - 9 * DAY, START), max_size=12),
    st.lists(st.integers(START, START + 9 * DAY), min_size=1, max_size=4),
)
def test_what_a_page_is_told_of_its_budget_is_what_holds_now(
    limits: Limits, starts: list[int], moments: list[int]
) -> None:
    kept = write_starts({"welcome": ItemStarts(tuple(starts), max(starts))} if starts else {})
    for now in moments:
        assert write_attention(limits, kept, now) == tell(limits, kept, now).text
