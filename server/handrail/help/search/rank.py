"""How well a document answers a query: BM25F over title, tags, headings and texts, and how well its best passage does. Pure.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.6. To this comes what a reader would look at:
whether all words are there, whether they stand side by side, and whether they are what the title is about.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from handrail.help.search.terms import Terms

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
    """`single`: which words a term stands for by itself, by number, and how well; `several`: terms that do so together."""

    asked: Sequence[Asked]

    @cached_property
    def single(self) -> Mapping[str, Sequence[tuple[int, float]]]:
        found: dict[str, list[tuple[int, float]]] = {}
        for index, one in enumerate(self.asked):
            for way in one.alternatives:
                if len(way.terms) == 1:
                    found.setdefault(way.terms[0], []).append((index, way.weight))
        return found

    @cached_property
    def several(self) -> Sequence[tuple[int, Alternative]]:
        return [(index, way) for index, one in enumerate(self.asked) for way in one.alternatives if len(way.terms) > 1]

    @cached_property
    def terms(self) -> Set[str]:
        return self.single.keys() | {term for _, way in self.several for term in way.terms}

    @cached_property
    def total(self) -> float:
        return sum(one.rarity for one in self.asked)

    def add_up(self, worths: Mapping[int, float]) -> float:
        return sum(self.asked[index].rarity * worth for index, worth in worths.items())


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
    headings: set[int]
    texts: dict[int, int]


@dataclass(frozen=True)
class Places:
    """Where what was asked for stands. `side_by_side`: terms that follow each other, by whether they do in the title."""

    counts: Mapping[str, Counts]
    side_by_side: Mapping[tuple[str, str], bool]


def measure_rarity(documents: int, of: int) -> float:
    """The inverse document frequency, above zero."""
    return math.log(1 + (max(of - documents, 0) + 0.5) / (documents + 0.5))


def weigh(terms: Terms, question: Question, average: float) -> Worth:
    """`average`: the number of terms that a document's texts have."""
    places = locate_terms(terms, question.terms)
    counts = places.counts
    if not counts:
        return Worth(0.0, 0)
    lengths = [text.count(" ") / 2 for text in terms.texts]
    whole = 1 - B + B * sum(lengths) / max(average, 1.0)
    worths = weigh_words(question, {term: saturate(weigh_fields(found, whole)) for term, found in counts.items()})
    covered = sum(question.asked[index].rarity for index in worths) / question.total
    passage, value = find_best_passage(counts, question, lengths)
    score = question.add_up(worths) + BEST_PASSAGE * value
    score += WHOLE_TITLE * question.total * cover_title(terms.title, question) * covered
    score += SIDE_BY_SIDE * stand_together(places, question)
    return Worth(score * (0.4 + 0.6 * covered), passage)


def locate_terms(terms: Terms, wanted: Set[str]) -> Places:
    """Each part is gone through once, however many terms are wanted."""
    parts = [terms.title, terms.tags, *terms.headings, *terms.texts]
    found = [[(at, term) for at, term in enumerate(part.split()) if term in wanted] for part in parts]
    title, tags, *rest = ([term for _, term in part] for part in found)
    headings, texts = rest[: len(terms.headings)], rest[len(terms.headings) :]
    counts = {term: Counts(term in title, term in tags, set(), {}) for part in (title, tags, *rest) for term in part}
    for index, part in enumerate(headings):
        for term in part:
            counts[term].headings.add(index)
    for index, part in enumerate(texts):
        for term in part:
            numbers = counts[term].texts
            numbers[index] = numbers.get(index, 0) + 1
    side_by_side: dict[tuple[str, str], bool] = {}
    for number, several in enumerate(found):
        for (at, first), (following, second) in pairwise(several):
            if following == at + 1:
                side_by_side.setdefault((first, second), number == 0)
    return Places(counts, side_by_side)


def weigh_fields(found: Counts, whole: float) -> float:
    headings = min(len(found.headings), 2)
    return TITLE * found.title + TAGS * found.tags + HEADING * headings + TEXT * sum(found.texts.values()) / whole


def saturate(frequency: float) -> float:
    return frequency / (K1 + frequency)


def weigh_words(question: Question, values: Mapping[str, float]) -> dict[int, float]:
    """By the number of the word, the best that stands for it here. `values` by term."""
    worths: dict[int, float] = {}
    for term, value in values.items():
        for index, weight in question.single.get(term, ()):
            worths[index] = max(worths.get(index, 0.0), weight * value)
    for index, way in question.several:
        if all(term in values for term in way.terms):
            worths[index] = max(worths.get(index, 0.0), way.weight * min(values[term] for term in way.terms))
    return worths


def find_best_passage(counts: Mapping[str, Counts], question: Question, lengths: Sequence[float]) -> tuple[int, float]:
    """Its number and what it is worth; of equals the first."""
    values: dict[int, dict[str, float]] = {}
    for term, found in counts.items():
        for index in found.headings | found.texts.keys():
            norm = 1 - B + B * lengths[index] / PASSAGE
            frequency = HEADING / 2 * (index in found.headings) + TEXT * found.texts.get(index, 0) / norm
            values.setdefault(index, {})[term] = saturate(frequency)
    worths = ((index, question.add_up(weigh_words(question, values[index]))) for index in sorted(values))
    return max(worths, key=lambda pair: pair[1], default=(0, 0.0))


def cover_title(title: str, question: Question) -> float:
    """The share of the title's words that were asked for."""
    words = title.split()
    worth = sum(max((weight for _, weight in question.single.get(word, ())), default=0.0) for word in words)
    return worth / len(words) if words else 0.0


def stand_together(places: Places, question: Question) -> float:
    """What it is worth that neighbours in the query are neighbours here, in the title above all."""
    if not places.side_by_side:
        return 0.0
    single = question.single
    best: dict[int, float] = {}
    for (first, second), in_title in places.side_by_side.items():
        after = {index for index, _ in single.get(second, ())}
        for index, _ in single.get(first, ()):
            if index + 1 in after:
                best[index] = max(best.get(index, 0.0), 1.0 if in_title else 0.5)
    asked = question.asked
    return sum(min(asked[index].rarity, asked[index + 1].rarity) * worth for index, worth in best.items())
