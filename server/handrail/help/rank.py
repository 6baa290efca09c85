"""How well a document answers a query: BM25F over title, tags, headings and texts, and how well its best passage does. Pure.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.6. To this comes what a reader would look at:
whether all words are there, whether they stand side by side, and whether they are what the title is about.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from handrail.help.terms import Terms

TITLE, TAGS, HEADING, TEXT = 8.0, 4.0, 4.0, 1.0
K1, B = 1.2, 0.6
PASSAGE = 80  # terms that one has as a rule
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
class Question:
    """`terms`: all that may stand for any of the words, as they are counted (see `terms.py`)."""

    asked: Sequence[Asked]

    @cached_property
    def terms(self) -> Sequence[tuple[str, str]]:
        wanted = {term for one in self.asked for alternative in one.alternatives for term in alternative.terms}
        return [(term, f" {term} ") for term in sorted(wanted)]

    @cached_property
    def total(self) -> float:
        return sum(one.rarity for one in self.asked)

    @cached_property
    def single(self) -> Mapping[str, float]:
        """What a term that stands for a word by itself is worth."""
        return {one.terms[0]: one.weight for a in self.asked for one in a.alternatives if len(one.terms) == 1}


@dataclass(frozen=True)
class Worth:
    """`passage`: the number of the one that answers best."""

    score: float
    passage: int


@dataclass(frozen=True)
class Counts:
    """How often a term is where: `headings` and `texts` by passage, those without it left out."""

    title: bool
    tags: bool
    headings: frozenset[int]
    texts: Mapping[int, int]


def measure_rarity(documents: int, of: int) -> float:
    """The inverse document frequency, above zero."""
    return math.log(1 + (max(of - documents, 0) + 0.5) / (documents + 0.5))


def weigh(terms: Terms, question: Question, average: float) -> Worth:
    """`average`: the number of terms that a document's texts have."""
    asked = question.asked
    counts = {term: count(terms, spaced) for term, spaced in question.terms if spaced in terms.written}
    if not counts:
        return Worth(0.0, 0)
    lengths = [text.count(" ") / 2 for text in terms.texts]
    whole = 1 - B + B * sum(lengths) / max(average, 1.0)
    values = {term: saturate(weigh_fields(found, whole)) for term, found in counts.items()}
    worths = [best_of(one, values) for one in asked]
    covered = sum(one.rarity for one, value in zip(asked, worths, strict=True) if value) / question.total
    score = sum(one.rarity * value for one, value in zip(asked, worths, strict=True))
    passages = weigh_passages(counts, asked, lengths)
    best = max(range(len(lengths)), key=lambda index: (passages[index], -index))
    score += BEST_PASSAGE * passages[best]
    score += WHOLE_TITLE * question.total * cover_title(terms.title, question) * covered
    score += SIDE_BY_SIDE * sum(
        min(first.rarity, second.rarity) * stand_together(terms, first, second, counts)
        for first, second in pairwise(asked)
    )
    return Worth(score * (0.4 + 0.6 * covered), best)


def count(terms: Terms, spaced: str) -> Counts:
    return Counts(
        spaced in terms.title,
        spaced in terms.tags,
        frozenset(index for index, heading in enumerate(terms.headings) if spaced in heading),
        {index: number for index, text in enumerate(terms.texts) if (number := text.count(spaced))},
    )


def weigh_fields(found: Counts, whole: float) -> float:
    headings = min(len(found.headings), 2)
    return TITLE * found.title + TAGS * found.tags + HEADING * headings + TEXT * sum(found.texts.values()) / whole


def saturate(frequency: float) -> float:
    return frequency / (K1 + frequency)


def best_of(asked: Asked, values: Mapping[str, float]) -> float:
    return max(
        (one.weight * min(values.get(term, 0.0) for term in one.terms) for one in asked.alternatives), default=0.0
    )


def weigh_passages(counts: Mapping[str, Counts], asked: Sequence[Asked], lengths: Sequence[float]) -> list[float]:
    norms = [1 - B + B * length / PASSAGE for length in lengths]
    worths = [0.0] * len(lengths)
    for index in {i for found in counts.values() for i in (*found.headings, *found.texts)}:
        values = {
            term: saturate(HEADING / 2 * (index in found.headings) + TEXT * found.texts.get(index, 0) / norms[index])
            for term, found in counts.items()
        }
        worths[index] = sum(one.rarity * best_of(one, values) for one in asked)
    return worths


def cover_title(title: str, question: Question) -> float:
    """The share of the title's words that were asked for."""
    words = title.split()
    return sum(question.single.get(word, 0.0) for word in words) / len(words) if words else 0.0


def stand_together(terms: Terms, first: Asked, second: Asked, counts: Mapping[str, Counts]) -> float:
    pairs = [(a, b) for a in list_single(first, counts) for b in list_single(second, counts)]
    phrases = [phrase for a, b in pairs if (phrase := f" {a}  {b} ") in terms.written]
    return 0.0 if not phrases else 1.0 if any(phrase in terms.title for phrase in phrases) else 0.5


def list_single(asked: Asked, counts: Mapping[str, Counts]) -> list[str]:
    return [one.terms[0] for one in asked.alternatives if len(one.terms) == 1 and one.terms[0] in counts]
