"""How well results answer queries. Ranks in, figures out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """`first` and `third`: the share of queries answered at rank 1, and within the first 3; `mrr`: the mean of 1 / rank."""

    asked: int
    first: float
    third: float
    mrr: float


def find_rank(found: Sequence[str], right: Collection[str]) -> int | None:
    """Of the first right one, from 1."""
    return next((rank for rank, id_ in enumerate(found, 1) if id_ in right), None)


def measure(ranks: Sequence[int | None]) -> Figures:
    asked = len(ranks)
    return Figures(
        asked=asked,
        first=sum(rank == 1 for rank in ranks) / asked,
        third=sum(rank is not None and rank <= 3 for rank in ranks) / asked,
        mrr=sum(1 / rank for rank in ranks if rank) / asked,
    )
