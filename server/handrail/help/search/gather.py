"""Which documents are worth reading: those that have the rarest words of a query, and have them where they count.

A word that everybody uses is in thousands of documents: where these merely have it is asked of the rarer words first, and of others only
as long as that is soon done. Ranking reads the documents themselves, so nothing is lost by it but their order here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection

from handrail.help.search.holdings import Holding
from handrail.help.search.postings import ANYWHERE, STRONG, Place, find_postings, write_term
from handrail.help.search.query import Word
from handrail.help.search.rank import Alternative, measure_rarity
from handrail.help.search.vocabulary import KnownWord

MERELY_THERE = 0.4  # as against `strong`
ALWAYS, ENOUGH = 2, 3_000
AS_MANY_AGAIN = 2  # as have a frequent word where it counts, have it elsewhere
READ, KEPT = 50, 2_000


@dataclass
class Sought:
    """A word of the query under way. `ways` by scope: what stands for it; `scores` by document; `corrections` where nothing had it."""

    word: Word
    ways: dict[int, list[Alternative]] = field(default_factory=dict)
    corrections: dict[int, list[KnownWord]] = field(default_factory=dict)
    scores: dict[int, float] = field(default_factory=dict)
    rarity: float = 0.0


def look_up(conn: Connection, sought: Sequence[Sought], there: Mapping[int, Holding]) -> None:
    """Fills in which documents have each word, and how rare it is among those that are there."""
    strong = find_scores(conn, sought, STRONG, 1.0)
    rarest = sorted(range(len(sought)), key=lambda index: len(strong[index]))
    asked: list[int] = []
    seen = 0
    for index in rarest:
        if len(asked) >= ALWAYS and seen > ENOUGH:
            break
        asked.append(index)
        seen += len(strong[index])
    anywhere = dict(
        zip(asked, find_scores(conn, [sought[index] for index in asked], ANYWHERE, MERELY_THERE), strict=True)
    )
    for index, one in enumerate(sought):
        # What is not there neither takes another's place nor passes for a word that is known.
        scores = {**anywhere.get(index, {}), **strong[index]}
        one.scores = {id_: score for id_, score in scores.items() if id_ in there}
        number = len(one.scores) * (1 if index in anywhere else AS_MANY_AGAIN)
        one.rarity = measure_rarity(min(number, len(there)), len(there))


def find_scores(conn: Connection, sought: Sequence[Sought], place: Place, strength: float) -> list[dict[int, float]]:
    """By word: what each document's having it is worth."""
    asked: list[tuple[int, float, list[tuple[str, ...]]]] = []
    for index, one in enumerate(sought):
        by_weight: dict[float, list[tuple[str, ...]]] = {}
        for scope_id, ways in one.ways.items():
            for way in ways:
                terms = tuple(write_term(scope_id, place, term) for term in way.terms)
                by_weight.setdefault(way.weight, []).append(terms)
        asked += [(index, weight, by_weight[weight]) for weight in sorted(by_weight)]
    found: list[dict[int, float]] = [{} for _ in sought]
    # The heaviest come last, and stay.
    for (index, weight, _), ids in zip(asked, find_postings(conn, [query for _, _, query in asked]), strict=True):
        found[index].update(dict.fromkeys(ids, weight * strength))
    return found


def choose_likeliest(
    sought: Iterable[Sought], there: Mapping[int, Holding], may: Callable[[Holding], bool]
) -> list[Holding]:
    totals: dict[int, float] = {}
    closed = False
    for rank, one in enumerate(sorted(sought, key=lambda one: -one.rarity)):
        if rank == ALWAYS and len(totals) > KEPT:
            totals, closed = {id_: totals[id_] for id_ in take_highest(totals, KEPT)}, True
        for id_ in totals.keys() & one.scores.keys() if closed else one.scores:
            totals[id_] = totals.get(id_, 0.0) + one.scores[id_] * one.rarity
    allowed: list[Holding] = []
    for number in (READ * 4, len(totals)):  # all of them only where most are for others
        allowed = list(islice((there[id_] for id_ in take_highest(totals, number) if may(there[id_])), READ))
        if len(allowed) == READ or number >= len(totals):
            break
    return allowed


def take_highest(totals: Mapping[int, float], number: int) -> list[int]:
    """The highest first; of equals those that are there longer."""
    if not totals:
        return []
    bar = sorted(totals.values(), reverse=True)[:number][-1]
    above = sorted([id_ for id_, total in totals.items() if total > bar], key=lambda id_: (-totals[id_], id_))
    return [*above, *sorted([id_ for id_, total in totals.items() if total == bar])[: number - len(above)]]
