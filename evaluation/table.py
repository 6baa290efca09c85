"""What was measured, for the terminal, and whether it is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.judged import KINDS, Query
from evaluation.measure import Figures, measure

LEAST_THIRD = 0.85
LEAST_ABOVE_LIKE = 0.15
LEAST_ANSWERED, LEAST_REFUSED = 0.75, 0.9
LIKE = "plain LIKE"


@dataclass(frozen=True)
class Verdict:
    what: str
    measured: float
    least: float

    @property
    def met(self) -> bool:
        return self.measured >= self.least

    def write(self) -> str:
        return f"{self.what:<48} {self.measured:5.2f}  least {self.least:4.2f}  {'met' if self.met else 'missed'}"


def tabulate(queries: Sequence[Query], ranks: Mapping[str, Sequence[int | None]]) -> list[str]:
    """`ranks`, by engine, are in the order of `queries`."""
    lines = [f"{'':<12}{'':<13}{'queries':>8}{'recall@1':>10}{'recall@3':>10}{'MRR':>7}"]
    for engine, found in ranks.items():
        for kind in (None, *KINDS):
            figures = measure_kind(queries, found, kind)
            lines.append(
                f"{engine if kind is None else '':<12}{kind or 'all':<13}{figures.asked:>8}"
                f"{figures.first:>10.2f}{figures.third:>10.2f}{figures.mrr:>7.2f}"
            )
    return lines


def measure_kind(queries: Sequence[Query], ranks: Sequence[int | None], kind: str | None = None) -> Figures:
    return measure([rank for query, rank in zip(queries, ranks, strict=True) if kind in (None, query.kind)])


def judge_search(queries: Sequence[Query], ranks: Mapping[str, Sequence[int | None]]) -> list[Verdict]:
    like = measure_kind(queries, ranks[LIKE]).third
    thirds = {engine: measure_kind(queries, found).third for engine, found in ranks.items() if engine != LIKE}
    return [
        verdict
        for engine, third in thirds.items()
        for verdict in (
            Verdict(f"{engine}: recall@3", third, LEAST_THIRD),
            Verdict(f"{engine}: recall@3 above LIKE's", third - like, LEAST_ABOVE_LIKE),
        )
    ]
