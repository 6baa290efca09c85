"""The last word on each article counts, and what did not help is not offered first again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handrail.progress.fold import Happened
from handrail.progress.votes import MOST_KEPT, fold_votes, rank_after_votes


def vote(number: int, item: str, helped: bool, at: int | None = None) -> Happened:
    at = number if at is None else at
    return Happened(f"e{number}", "article_voted", at, "d1", number, item=item, props={"helped": helped})


def test_the_last_word_counts_whatever_the_clock_says() -> None:
    said = [vote(1, "refunds", True, at=900), vote(2, "refunds", False, at=100), vote(3, "taxes", False)]
    assert fold_votes(reversed(said)) == {"refunds": False, "taxes": False}
    assert fold_votes([*said, vote(4, "taxes", True)]) == {"refunds": False, "taxes": True}


def test_of_very_many_the_newest_are_kept() -> None:
    said = [vote(number, f"a{number}", False) for number in range(MOST_KEPT + 3)]
    kept = fold_votes([*said, vote(MOST_KEPT + 4, "a0", True)])
    assert len(kept) == MOST_KEPT
    assert kept["a0"]
    assert not kept.keys() & {"a1", "a2", "a3"}


@given(
    st.lists(st.sampled_from(["a", "b", "c", None]), max_size=8),
    st.dictionaries(st.sampled_from("abcd"), st.booleans()),
)
def test_what_did_not_help_comes_behind_all_the_rest_and_nothing_else_moves(
    found: list[str | None], votes: dict[str, bool]
) -> None:
    ranked = rank_after_votes(found, votes, lambda one: one)
    bad = {article for article, helped in votes.items() if not helped}
    assert ranked == [one for one in found if one not in bad] + [one for one in found if one in bad]
