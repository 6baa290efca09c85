"""Sets of documents as bits, and which of them have the highest sums: as a loop over all would say."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from handrail.help.search.bits import FEW, Sums, list_places, write_bits

SIZE = 3 * FEW
PLACES = st.sets(st.integers(0, SIZE - 1), max_size=2 * FEW)


@given(PLACES)
def test_what_is_written_is_listed(places: set[int]) -> None:
    assert list(list_places(write_bits(list(places), SIZE))) == sorted(places)


@given(st.lists(st.tuples(PLACES, st.integers(1, 40)), max_size=8))
def test_the_highest_come_first_and_of_equals_the_lowest_place(added: list[tuple[set[int], int]]) -> None:
    sums, expected = Sums(), Counter[int]()
    for places, number in added:
        sums.add(write_bits(list(places), SIZE), number)
        expected.update(dict.fromkeys(places, number))
    assert list(sums.list_highest()) == sorted(expected, key=lambda place: (-expected[place], place))
