"""What came by itself, as it is kept: nothing that may still count is lost, and nothing is kept for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handrail.core.clock import DAY
from handrail.progress.attention import WEEK
from handrail.progress.fold import Walk
from handrail.progress.starts import MOST_KEPT, find_end, gather_starts, list_starts, read_starts, write_starts

walks = st.builds(
    lambda item, run, starts, stayed: Walk(
        run, item, started_at=min(starts, default=0), at=max(starts, default=0) + stayed, starts=tuple(starts)
    ),
    st.sampled_from("abc"),
    st.uuids().map(str),
    st.lists(st.integers(0, 20 * DAY), max_size=4),
    st.integers(0, DAY),
)


@given(st.lists(walks, max_size=12))
def test_one_item_after_the_other_is_all_at_once(history: list[Walk]) -> None:
    by_item = {item: [walk for walk in history if walk.item == item] for item in "abc"}
    at_once = gather_starts({}, by_item)
    one_by_one = gather_starts({}, {})
    for item, mine in by_item.items():
        one_by_one = gather_starts(one_by_one, {item: mine})
    assert list_starts(one_by_one) == list_starts(at_once)
    assert find_end(one_by_one) == find_end(at_once)
    starts = [start for walk in history for start in walk.starts]
    assert list_starts(at_once) == sorted((s for s in starts if s > max(starts) - WEEK), reverse=True)
    assert find_end(at_once) == max((walk.at for walk in history if walk.starts), default=None)
    assert read_starts(write_starts(at_once)) == at_once


def test_who_starts_without_end_is_kept_within_bounds() -> None:
    starts = tuple(range(1, 2 * MOST_KEPT))
    kept = gather_starts({}, {"a": [Walk("r", "a", 0, 0, starts=starts)]})
    assert list_starts(kept) == sorted(starts, reverse=True)[:MOST_KEPT]
