"""How well a sentence answers a question: how much of what was asked stands in it, or above it. Pure.

What was asked is weighed by how rare it is, so that a word that nobody here has ever used counts the most: then nothing answers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handrail.help.search.rank import Alternative

IN_SENTENCE, IN_HEADING, IN_TITLE, NEARBY = 1.0, 0.9, 0.9, 0.6
Terms = Collection[str]


@dataclass(frozen=True)
class Needed:
    """A word of the question: what may stand for it, each as surely as its weight says."""

    weight: float
    ways: Sequence[Alternative]


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: its own terms, and those of the headings, the title and the rest of the section."""

    sentence: Terms
    headings: Terms
    title: Terms
    section: Terms


@dataclass(frozen=True)
class Evidence:
    """From 0 to 1. `share`: how much of the question is met; `said`: how much of it in the sentence itself."""

    share: float
    said: float


def weigh_evidence(needed: Sequence[Needed], place: Place) -> Evidence:
    total = sum(one.weight for one in needed)
    if not total:
        return Evidence(0.0, 0.0)
    said = [cover(one, place.sentence) for one in needed]
    met = [
        max(
            IN_SENTENCE * in_sentence,
            IN_HEADING * cover(one, place.headings),
            IN_TITLE * cover(one, place.title),
            NEARBY * cover(one, place.section),
        )
        for one, in_sentence in zip(needed, said, strict=True)
    ]
    return Evidence(
        share=sum(one.weight * value for one, value in zip(needed, met, strict=True)) / total,
        said=sum(one.weight * value for one, value in zip(needed, said, strict=True)) / total,
    )


def cover(needed: Needed, terms: Terms) -> float:
    return max((way.weight for way in needed.ways if all(term in terms for term in way.terms)), default=0.0)
