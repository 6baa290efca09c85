"""Articles that may answer a question in, the sentences that do out, the best first; or nothing, which is honest too. Pure.

A sentence is quoted with as much of what stands around it as is read at a glance. One that meets less than `SURE` of the question is no
answer, however much better it is than the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from handrail.help.answers.asking import asks_for_number, has_number
from handrail.help.answers.evidence import Needed, Place, weigh_evidence
from handrail.help.text.analyse import analyse
from handrail.help.text.fold import fold, normalise
from handrail.help.text.prose import Section

SURE = 0.65
SAID_ITSELF, LATER, LOWER, HAS_NUMBER, AS_ASKED = 0.1, 0.01, 0.02, 0.06, 0.25
AS_GOOD = 0.9
STOPS = frozenset('.:!?…،؛؟۔。！？：)"”»」')
MOST_QUOTES, MOST_OF_ONE, LONGEST, FOLLOWING = 3, 2, 320, 2


@dataclass(frozen=True)
class Candidate:
    """An article, and what is needed of it in its language; `asking`: words that only ask. Those that search found likelier come first."""

    id: str
    title: str
    tags: Sequence[str]
    language: str
    needed: Sequence[Needed]
    asking: Sequence[Needed]
    sections: Sequence[Section]


@dataclass(frozen=True)
class Quote:
    candidate: Candidate
    section: Section
    text: str


@dataclass(frozen=True)
class Weighed:
    value: float
    share: float
    candidate: Candidate
    section: Section
    sentence: int


def choose_quotes(question: str, candidates: Sequence[Candidate]) -> list[Quote]:
    weighed = [
        one
        for rank, candidate in enumerate(candidates)
        for section in candidate.sections
        for one in weigh_section(question, candidate, section, rank)
        if one.share >= SURE
    ]
    weighed.sort(key=lambda one: -one.value)
    quotes: list[Quote] = []
    for one in weighed:
        if one.value < AS_GOOD * weighed[0].value or len(quotes) == MOST_QUOTES:
            break
        said = one.section.sentences[one.sentence]
        before = [quote.text for quote in quotes if quote.candidate is one.candidate]
        if len(before) < MOST_OF_ONE and not any(said in quote.text for quote in quotes):
            quotes.append(Quote(one.candidate, one.section, quote_sentences(one.section.sentences, one.sentence)))
    return quotes


def weigh_section(question: str, candidate: Candidate, section: Section, rank: int) -> list[Weighed]:
    language = candidate.language
    sentences = [find_terms(sentence, language) for sentence in section.sentences]
    headings = find_terms(" ".join(section.headings), language)
    title = find_terms(candidate.title, language)
    nearby = find_terms(" ".join(candidate.tags), language).union(*sentences)
    for_number = asks_for_number(fold(normalise(question)), language)
    weighed = []
    for index, terms in enumerate(sentences):
        place = Place(terms, headings, title, nearby)
        evidence = weigh_evidence(candidate.needed, place)
        value = evidence.share + SAID_ITSELF * evidence.said - LATER * min(index, 5) - LOWER * rank
        value += AS_ASKED * weigh_evidence(candidate.asking, place).said
        if for_number and has_number(fold(normalise(section.sentences[index])), language):
            value += HAS_NUMBER
        weighed.append(Weighed(value, evidence.share, candidate, section, index))
    return weighed


@lru_cache(maxsize=5_000)
def find_terms(text: str, language: str) -> frozenset[str]:
    """In small letters, as questions are read: `LibreOffice` is no office."""
    return frozenset(token.term for token in analyse(text.lower(), language))


def quote_sentences(sentences: Sequence[str], best: int) -> str:
    """What introduces a list is quoted with as much of it as fits; where there is room, with the sentence before."""
    first, last, length = best, best + 1, len(sentences[best])
    follows = len(sentences) if sentences[best].endswith(":") else FOLLOWING
    while last < len(sentences) and last - best <= follows and length + len(sentences[last]) <= LONGEST:
        length += len(sentences[last])
        last += 1
    if best > 0 and length + len(sentences[best - 1]) <= LONGEST:
        first = best - 1
    return join_sentences(sentences[first:last])


def join_sentences(sentences: Sequence[str]) -> str:
    """Items of a list and rows of a table mostly have no stop of their own."""
    joined = sentences[0]
    for before, sentence in pairwise(sentences):
        joined += f" {sentence}" if before[-1] in STOPS else f" · {sentence}"
    return joined
