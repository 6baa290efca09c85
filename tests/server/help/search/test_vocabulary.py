"""How many slips away a word is that is still being typed."""

from __future__ import annotations

import pytest

from handrail.help.search.vocabulary import measure_slips


@pytest.mark.parametrize(
    ("typed", "known", "unfinished", "slips"),
    [
        ("refnud", "refund", False, 1),
        ("pasord", "passordet", False, None),
        ("pasord", "passordet", True, 1),
        ("abonement", "abonnementet", True, 1),
        ("exxpor", "exporting", True, 1),
        ("exprot", "exporting", True, 1),
        ("invoice", "refunding", True, None),
    ],
)
def test_an_unfinished_word_may_be_the_beginning_of_a_longer_one(
    typed: str, known: str, unfinished: bool, slips: int | None
) -> None:
    assert measure_slips(typed, known, 2, unfinished) == slips
