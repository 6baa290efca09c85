"""A query and what is published in, the best documents out: `search_passages(conn, holdings, wanted)`.

The index says which documents have which words, and the rarer the words the likelier a document is (`gather.py`); the likeliest are read
and weighed (`rank.py`). A word that nothing has is taken for a misspelt one (`ways.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from handrail.core.db import table
from handrail.help.search.excerpt import quote_passage
from handrail.help.search.gather import Sought, choose_likeliest, look_up
from handrail.help.search.holdings import EVERYONE, Audiences, Holding, Holdings, read_title
from handrail.help.search.passages import Document, Passage
from handrail.help.search.query import Query, read_query
from handrail.help.search.rank import Asked, Question, Worth, weigh
from handrail.help.search.stacks import Stacks
from handrail.help.search.terms import Terms
from handrail.help.search.ways import Scope, add_corrections, add_synonyms, list_ways
from handrail.help.tables import HelpDocument
from handrail.help.text.analyse import language_of
from handrail.help.wire import PassagePart

documents = table(HelpDocument)
FITS = 1.5


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


@dataclass(frozen=True)
class Found:
    """The best first. `sought`: the words of the query, as they were looked for among `searched` documents."""

    hits: list[Hit]
    corrected: str | None = None
    sought: Sequence[Sought] = ()
    searched: int = 0


def search_passages(conn: Connection, holdings: Holdings, wanted: Wanted) -> Found:
    stacks = Stacks(conn, holdings, holdings.open_to(wanted.audiences))
    scopes = holdings.scopes
    if not stacks.there:
        return Found([])
    query = read_query(wanted.q, sorted({language_of(locale) for locale in scopes.values()}))
    sought = [Sought(word) for word in query.words]
    for one in sought:
        for scope_id, locale in scopes.items():
            one.ways[scope_id] = list_ways(one.word, Scope(stacks, scope_id, language_of(locale)))
    add_synonyms(sought, scopes, wanted.synonyms)
    look_up(sought, stacks)
    missing = [one for one in sought if not one.found]
    for one in missing:
        for scope_id, locale in scopes.items():
            add_corrections(one, Scope(stacks, scope_id, language_of(locale)))
    look_up(missing, stacks)
    likeliest = choose_likeliest(sought, holdings, wanted.may)
    ranked = rank(conn, likeliest, sought, holdings, wanted)
    corrected = say_corrected(query, sought, ranked[0] if ranked else None)
    return Found(quote(conn, ranked[: wanted.limit], sought), corrected, sought, stacks.number)


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
    titles = {one.id: read_title(one.topic, one.locale).values() if one.topic else () for one in likeliest}
    terms = {row[0]: Terms.read(row[1]).tagged(titles[row[0]]) for row in rows}
    questions = {
        scope_id: Question([Asked(one.rarity, one.ways[scope_id]) for one in sought if one.found])
        for scope_id in holdings.scopes
    }
    ranked = []
    for one in likeliest:
        worth = weigh(terms[one.id], questions[one.scope_id], holdings.average)
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
            typed = text[one.word.start : one.word.end]
            shown = known.shown[:1].upper() + known.shown[1:] if typed.istitle() else known.shown
            text = text[: one.word.start] + shown + text[one.word.end :]
    return text if text != query.text else None
