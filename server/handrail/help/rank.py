"""How well a document answers a query: BM25F over title, tags, headings and texts, and how well its best passage does. Pure.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.6. To this comes what a reader would look at:
whether all words are there, whether they stand side by side, and whether they are what the title is about.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handrail.help.terms import Terms

TITLE, TAGS, HEADING, TEXT = 8.0, 4.0, 4.0, 1.0
K1, B = 1.2, 0.6
WHOLE_TITLE, SIDE_BY_SIDE, BEST_PASSAGE = 0.5, 0.25, 0.5


@dataclass(frozen=True)
class Alternative:
    """Terms that stand for a word together, and how much less than the word itself."""

    weight: float
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A word of the query. `rarity`: see `measure_rarity`."""

    rarity: float
    alternatives: Sequence[Alternative]


@dataclass(frozen=True)
class Worth:
    """`passage`: the number of the one that answers best."""

    score: float
    passage: int


def measure_rarity(documents: int, of: int) -> float:
    """The inverse document frequency, above zero."""
    return math.log(1 + (of - documents + 0.5) / (documents + 0.5))


def weigh(terms: Terms, asked: Sequence[Asked], average: float) -> Worth:
    """`average`: the number of terms that a document's texts have."""
    if not asked:
        return Worth(0.0, 0)
    counts = count_all(terms, asked)
    lengths = [text.count(" ") / 2 for text in terms.texts]
    whole = 1 - B + B * sum(lengths) / max(average, 1.0)
    found = [
        (
            one,
            best_of(
                one,
                {term: saturate(c.title * TITLE + c.tags * TAGS + min(sum(c.headings), 2) * HEADING + sum(c.texts) * TEXT / whole)
                 for term, c in counts.items()},
            ),
        )
        for one in asked
    ]  # fmt: skip
    total = sum(one.rarity for one in asked)
    score = sum(one.rarity * value for one, value in found)
    covered = sum(one.rarity for one, value in found if value) / total
    passages = [weigh_passage(index, counts, asked, length) for index, length in enumerate(lengths)]
    best = max(range(len(passages)), key=lambda index: (passages[index], -index))
    score += BEST_PASSAGE * passages[best]
    score += WHOLE_TITLE * total * cover_title(terms.title, asked) * covered
    score += SIDE_BY_SIDE * sum(
        min(a.rarity, b.rarity) * stand_together(terms, a, b) for a, b in itertools.pairwise(asked)
    )
    return Worth(score * (0.4 + 0.6 * covered), best)


@dataclass(frozen=True)
class Counts:
    title: int
    tags: int
    headings: Sequence[int]
    texts: Sequence[int]


def count_all(terms: Terms, asked: Sequence[Asked]) -> dict[str, Counts]:
    wanted = {term for one in asked for alternative in one.alternatives for term in alternative.terms}
    return {term: count(terms, f" {term} ") for term in wanted}


def count(terms: Terms, spaced: str) -> Counts:
    return Counts(
        min(terms.title.count(spaced), 1),
        min(terms.tags.count(spaced), 1),
        [heading.count(spaced) for heading in terms.headings],
        [text.count(spaced) for text in terms.texts],
    )


def saturate(frequency: float) -> float:
    return frequency / (K1 + frequency)


def best_of(asked: Asked, values: Mapping[str, float]) -> float:
    return max(
        (one.weight * min(values[term] for term in one.terms) for one in asked.alternatives),
        default=0.0,
    )


def weigh_passage(index: int, counts: Mapping[str, Counts], asked: Sequence[Asked], length: float) -> float:
    norm = 1 - B + B * length / 80
    values = {
        term: saturate(min(c.headings[index], 1) * HEADING / 2 + c.texts[index] * TEXT / norm)
        for term, c in counts.items()
    }
    return sum(one.rarity * best_of(one, values) for one in asked)


def cover_title(title: str, asked: Sequence[Asked]) -> float:
    """The share of the title's words that were asked for."""
    words = title.split()
    wanted = {one.terms[0]: one.weight for a in asked for one in a.alternatives if len(one.terms) == 1}
    return sum(wanted.get(word, 0.0) for word in words) / len(words) if words else 0.0


def stand_together(terms: Terms, first: Asked, second: Asked) -> float:
    phrases = [
        f" {a.terms[0]}  {b.terms[0]} "
        for a in first.alternatives[:3]
        for b in second.alternatives[:3]
        if len(a.terms) == len(b.terms) == 1
    ]
    if any(phrase in terms.title for phrase in phrases):
        return 1.0
    fields = (*terms.headings, *terms.texts)
    return 0.5 if any(phrase in field for phrase in phrases for field in fields) else 0.0
