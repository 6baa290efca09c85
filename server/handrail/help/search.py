"""A query and what is published in, the best documents out: `search_passages(conn, holdings, wanted)`.

First the index says which documents have which words, and the rarer the words the likelier a document is (`gather`); the likeliest are
read and weighed (`rank.py`). A word that nothing has is taken for a misspelt one.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from handrail.core.db import table
from handrail.help.analyse import analyse, language_of
from handrail.help.excerpt import quote_passage
from handrail.help.holdings import EVERYONE, Audiences, Holding, Holdings
from handrail.help.passages import Document, Passage
from handrail.help.postings import ANYWHERE, STRONG, find_postings, write_term
from handrail.help.query import Query, Word, read_query
from handrail.help.rank import Alternative, Asked, Worth, measure_rarity, weigh
from handrail.help.tables import HelpDocument
from handrail.help.terms import Terms
from handrail.help.vocabulary import KnownWord, complete_word, correct_word
from handrail.help.wire import PassagePart

documents = table(HelpDocument)
ALSO, COMPLETED, SYNONYM = 0.9, 0.75, 0.85
CORRECTED = {0: 0.8, 1: 0.7, 2: 0.45}
MERELY_THERE = 0.4  # as against `strong`
READ = 60
FITS = 1.5
Synonyms = Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]


def anything(_one: Holding) -> bool:
    return True


def nothing(_one: Holding) -> bool:
    return False


@dataclass(frozen=True)
class Wanted:
    """`may`: whether this person may have it, `fits`: whether it is meant for where they are; both are asked of the likeliest alone."""

    q: str
    limit: int = 8
    audiences: Audiences = EVERYONE
    may: Callable[[Holding], bool] = anything
    fits: Callable[[Holding], bool] = nothing
    synonyms: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Hit:
    """`passage` is the one of `document` that answers best, `quoted` what of it to show."""

    holding: Holding
    document: Document
    passage: Passage
    score: float
    quoted: list[PassagePart]


@dataclass
class Sought:
    """A word of the query under way. `ways` by scope: what stands for it; `scores` by document."""

    word: Word
    ways: dict[int, list[Alternative]] = field(default_factory=dict)
    corrections: dict[int, list[KnownWord]] = field(default_factory=dict)
    scores: dict[int, float] = field(default_factory=dict)
    rarity: float = 0.0


@dataclass(frozen=True)
class Found:
    """The best first. `sought`: the words of the query, as they were looked for among `searched` documents."""

    hits: list[Hit]
    corrected: str | None = None
    sought: Sequence[Sought] = ()
    searched: int = 0


def search_passages(conn: Connection, holdings: Holdings, wanted: Wanted) -> Found:
    there = holdings.open_to(wanted.audiences)
    scopes = holdings.scopes
    if not there:
        return Found([])
    query = read_query(wanted.q, sorted({language_of(locale) for locale in scopes.values()}))
    sought = [Sought(word) for word in query.words]
    for one in sought:
        for scope_id, locale in scopes.items():
            one.ways[scope_id] = list_ways(conn, one.word, scope_id, language_of(locale))
    add_synonyms(sought, scopes, wanted.synonyms)
    look_up(conn, sought, there)
    missing = [one for one in sought if not one.scores]
    for one in missing:
        for scope_id, locale in scopes.items():
            add_corrections(conn, one, scope_id, language_of(locale))
    look_up(conn, missing, there)
    likeliest = choose_likeliest(sought, there, wanted.may)
    ranked = rank(conn, likeliest, sought, holdings, wanted)
    corrected = say_corrected(query, sought, ranked[0] if ranked else None)
    return Found(quote(conn, ranked[: wanted.limit], sought), corrected, sought, len(there))


def list_ways(conn: Connection, word: Word, scope_id: int, language: str) -> list[Alternative]:
    ways = {word.terms[language]: 1.0}
    for also in word.also:
        ways.setdefault(also[language], ALSO)
    if word.unfinished:
        for known in complete_word(conn, scope_id, word.word):
            ways.setdefault(known.term, COMPLETED)
    return [Alternative(weight, (term,)) for term, weight in ways.items()]


def add_corrections(conn: Connection, one: Sought, scope_id: int, language: str) -> None:
    word = one.word
    if word.paired:
        return
    found = correct_word(conn, scope_id, word.word, unfinished=word.unfinished)
    one.corrections[scope_id] = found
    one.ways[scope_id] += [Alternative(CORRECTED[known.slips], (known.term,)) for known in found]
    if not found:
        halves = [f"{word.word[:at]} {word.word[at:]}" for at in range(2, len(word.word) - 1)]
        split = [tuple(token.term for token in analyse(two, language) if not token.stop) for two in halves]
        one.ways[scope_id] += [Alternative(CORRECTED[1], terms) for terms in split if terms]


def add_synonyms(sought: Sequence[Sought], scopes: Mapping[int, str], groups: Sequence[Sequence[str]]) -> None:
    """Where the query has a phrase of a group, its words may as well be any other phrase of it."""
    for scope_id, locale in scopes.items():
        language = language_of(locale)
        asked = [one.word.terms[language] for one in sought]
        for group in groups:
            phrases = [tuple(word.terms[language] for word in read_query(phrase, [language]).words) for phrase in group]
            for phrase in phrases:
                at = find_run(asked, phrase)
                if at < 0:
                    continue
                others = [Alternative(SYNONYM, other) for other in phrases if other and other != phrase]
                for one in sought[at : at + len(phrase)]:
                    one.ways[scope_id] += others


def find_run(words: Sequence[str], phrase: Sequence[str]) -> int:
    starts = range(len(words) - len(phrase) + 1) if phrase else range(0)
    return next((at for at in starts if tuple(words[at : at + len(phrase)]) == tuple(phrase)), -1)


def look_up(conn: Connection, sought: Sequence[Sought], there: Mapping[int, Holding]) -> None:
    """Fills in which documents have each word, and how rare it is among those that are there."""
    asked: list[tuple[Sought, float]] = []
    queries: list[list[tuple[str, ...]]] = []
    for one in sought:
        for place, strength in ((STRONG, 1.0), (ANYWHERE, MERELY_THERE)):
            by_weight: dict[float, list[tuple[str, ...]]] = {}
            for scope_id, ways in one.ways.items():
                for way in ways:
                    terms = tuple(write_term(scope_id, place, term) for term in way.terms)
                    by_weight.setdefault(way.weight, []).append(terms)
            for weight, parts in by_weight.items():
                asked.append((one, weight * strength))
                queries.append(parts)
    for (one, value), ids in zip(asked, find_postings(conn, queries), strict=True):
        scores = one.scores
        for id_ in ids:
            if scores.get(id_, 0.0) < value and id_ in there:
                scores[id_] = value
    for one in sought:
        one.rarity = measure_rarity(len(one.scores), len(there))


def choose_likeliest(
    sought: Sequence[Sought], there: Mapping[int, Holding], may: Callable[[Holding], bool]
) -> list[Holding]:
    totals: dict[int, float] = {}
    for one in sought:
        for id_, score in one.scores.items():
            totals[id_] = totals.get(id_, 0.0) + score * one.rarity
    chosen: list[Holding] = []
    for id_ in heapq.nlargest(READ * 4, totals, key=lambda id_: (totals[id_], -id_)):
        if may(there[id_]):
            chosen.append(there[id_])
        if len(chosen) == READ:
            break
    return chosen


@dataclass(frozen=True)
class Ranked:
    holding: Holding
    terms: Terms
    worth: Worth


def rank(
    conn: Connection, likeliest: Sequence[Holding], sought: Sequence[Sought], holdings: Holdings, wanted: Wanted
) -> list[Ranked]:
    rows = conn.execute(
        select(documents.c.id, documents.c.terms).where(documents.c.id.in_([one.id for one in likeliest]))
    )
    terms = {row[0]: Terms.read(row[1]) for row in rows}
    asked = {
        scope_id: [Asked(one.rarity, one.ways[scope_id]) for one in sought if one.scores]
        for scope_id in holdings.scopes
    }
    ranked = []
    for one in likeliest:
        worth = weigh(terms[one.id], asked[one.scope_id], holdings.average)
        worth = Worth(worth.score * FITS, worth.passage) if wanted.fits(one) else worth
        ranked.append(Ranked(one, terms[one.id], worth))
    return sorted(ranked, key=lambda one: (-one.worth.score, one.holding.length, one.holding.id))


def quote(conn: Connection, ranked: Sequence[Ranked], sought: Sequence[Sought]) -> list[Hit]:
    ids = [one.holding.id for one in ranked]
    rows = conn.execute(select(documents.c.id, documents.c.document).where(documents.c.id.in_(ids)))
    found = {row[0]: Document.model_validate_json(row[1]) for row in rows}
    hits = []
    for one in ranked:
        holding, document = one.holding, found[one.holding.id]
        terms = {term for word in sought for way in word.ways[holding.scope_id] for term in way.terms}
        passage = document.passages[one.worth.passage]
        quoted = quote_passage(passage.text, language_of(holding.locale), terms)
        hits.append(Hit(holding, document, passage, one.worth.score, quoted))
    return hits


def say_corrected(query: Query, sought: Sequence[Sought], best: Ranked | None) -> str | None:
    """With words that the best result has: what nobody may see is not given away either."""
    if best is None:
        return None
    text = query.text
    for one in sorted(sought, key=lambda one: -one.word.start):
        known = next((k for k in one.corrections.get(best.holding.scope_id, ()) if best.terms.has(k.term)), None)
        if known is not None:
            text = text[: one.word.start] + known.shown + text[one.word.end :]
    return text if text != query.text else None
