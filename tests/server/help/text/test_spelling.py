"""How far apart words are, by a table and by what must hold of any distance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.help.text.spelling import allow_slips, list_swaps, list_trigrams, measure_distance

WORDS = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    ("typed", "known", "distance"),
    [
        ("invoice", "invoice", 0),
        ("invocie", "invoice", 1),
        ("invoce", "invoice", 1),
        ("invooice", "invoice", 1),
        ("unvoice", "invoice", 1),
        ("nivocie", "invoice", 2),
        ("voice", "invoice", 2),
        ("choice", "invoice", None),
        ("فاتوره", "فاتورة", 1),
    ],
)
def test_slips_are_counted(typed: str, known: str, distance: int | None) -> None:
    assert measure_distance(typed, known, 2) == distance


@given(WORDS, WORDS)
def test_it_is_the_same_there_and_back(one: str, other: str) -> None:
    assert measure_distance(one, other, 9) == measure_distance(other, one, 9)


@given(WORDS, WORDS, st.integers(0, 3))
def test_a_limit_changes_nothing_below_it(one: str, other: str, most: int) -> None:
    whole = measure_distance(one, other, 9)
    assert whole is not None
    assert measure_distance(one, other, most) == (whole if whole <= most else None)


@given(st.text("abcdef", min_size=2, max_size=8))
def test_a_swap_is_one_slip(word: str) -> None:
    assert {measure_distance(swapped, word, 2) for swapped in list_swaps(word)} <= {0, 1}


def test_short_words_and_numbers_are_taken_at_their_word() -> None:
    assert [allow_slips(word) for word in ("tax", "2024", "a4b5c6", "plan", "plans", "refund")] == [0, 0, 0, 1, 1, 2]


def test_trigrams_know_beginning_and_end() -> None:
    assert list_trigrams("pay") == {"^pa", "pay", "ay$"}
