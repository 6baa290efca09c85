"""The words of a scope: those that begin in a certain way, those that are made with another one, and those that a misspelt one may be."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from handrail.core.db import PreparedInsert, insert, table
from handrail.help.tables import HelpTrigram, HelpWord
from handrail.help.text.analyse import LONGEST
from handrail.help.text.spelling import allow_slips, list_swaps, list_trigrams, measure_distance

words, trigrams = table(HelpWord), table(HelpTrigram)
ADD_TRIGRAMS = PreparedInsert(trigrams)
SELECT_WORDS = select(words.c.word, words.c.shown, words.c.term, words.c.documents)
COMPLETIONS, LOOKED_AT = 200, 100
SHORTEST_PART = 4  # letters of a word that others are made with
ENDING = 3  # letters that a form of a word may have more than another
AT_ONCE = 2_000  # parameters of one statement
LAST = "\U0010ffff"


class KnownWord(NamedTuple):
    """`slips`: how many slips of the pen away it is from what was typed."""

    word: str
    shown: str
    term: str
    documents: int
    slips: int = 0


class Learned(NamedTuple):
    """A word that `documents` more have."""

    term: str
    shown: str
    documents: int


def learn_words(conn: Connection, scope_id: int, learned: Mapping[str, Learned]) -> None:
    if not learned:
        return
    known = load_ids(conn, scope_id, learned).keys()
    statement = insert(conn, words)
    more = {"documents": words.c.documents + statement.excluded.documents}
    conn.execute(
        statement.on_conflict_do_update(index_elements=[words.c.scope_id, words.c.word], set_=more),
        [{"scope_id": scope_id, "word": word, **one._asdict()} for word, one in learned.items()],
    )
    new = load_ids(conn, scope_id, learned.keys() - known)
    rows = [
        {"scope_id": scope_id, "trigram": trigram, "length": len(word), "word_id": id_}
        for word, id_ in new.items()
        if allow_slips(word)
        for trigram in list_trigrams(word)
    ]
    if rows:
        conn.execute(ADD_TRIGRAMS.on(conn), rows)


def load_ids(conn: Connection, scope_id: int, wanted: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in cut(sorted(wanted), AT_ONCE):
        rows = conn.execute(
            select(words.c.word, words.c.id).where(words.c.scope_id == scope_id, words.c.word.in_(part))
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def cut(values: Sequence[str], at_most: int) -> Iterator[Sequence[str]]:
    return (values[start : start + at_most] for start in range(0, len(values), at_most))


def list_completions(conn: Connection, scope_id: int, begun: str) -> list[KnownWord]:
    """Those that begin so and were the most frequent, ever."""
    rows = conn.execute(
        SELECT_WORDS.where(words.c.scope_id == scope_id)
        .where(words.c.word >= begun, words.c.word < begun + LAST)
        .order_by(words.c.documents.desc(), words.c.word)
        .limit(COMPLETIONS)
    )
    return [KnownWord(*row) for row in rows]


def list_near(conn: Connection, scope_id: int, typed: str, term: str, *, unfinished: bool = False) -> list[KnownWord]:
    """In no order. An `unfinished` one may also be the beginning of a longer word.

    `term`: of what was typed. Of a misspelt word another form may be known, as in `Rückerstatung` and `Rückerstattungen`.
    """
    slips = allow_slips(typed)
    if not slips:
        return []
    like = list_trigrams(typed) - ({f"{typed[-2:]}$"} if unfinished else set())
    longest = LONGEST if unfinished else len(typed) + slips + ENDING
    alike = list_alike(conn, scope_id, like, (len(typed) - slips, longest))
    # By their ids alone, and apart from the others: for ids in a scope, or one of two conditions, SQLite goes through all words of the scope.
    found = (
        SELECT_WORDS.where(words.c.id.in_(alike)),
        SELECT_WORDS.where(words.c.scope_id == scope_id, words.c.word.in_(list_swaps(typed))),
    )
    rows = {KnownWord(*row) for statement in found for row in conn.execute(statement)}
    return [
        known._replace(slips=away)
        for known in rows
        if known.word != typed  # whatever has that, it is nothing that is there
        and (away := count_slips(typed, term, known, slips, unfinished)) is not None
    ]


def list_compounds(conn: Connection, scope_id: int, typed: str, term: str) -> list[KnownWord]:
    """Those that end in it, or in a form of it: `Rechnungsadressen` for `Adresse`."""
    if len(term) < SHORTEST_PART or not term.isalpha():
        return []
    inner = {term[start : start + 3] for start in range(len(term) - 2)}
    alike = list_alike(conn, scope_id, inner, (len(term) + 2, LONGEST))
    known = (KnownWord(*row) for row in conn.execute(SELECT_WORDS.where(words.c.id.in_(alike))))
    most = len(typed) + ENDING
    return [one for one in known if (at := one.word.rfind(term)) >= 2 and len(one.word) - at <= most]


def list_alike(conn: Connection, scope_id: int, like: Collection[str], lengths: tuple[int, int]) -> list[int]:
    """The words that have the most of the trigrams. Counted here: a database takes three times as long to group them."""
    having = conn.scalars(
        select(trigrams.c.word_id)
        .where(trigrams.c.scope_id == scope_id, trigrams.c.trigram.in_(sorted(like)))
        .where(trigrams.c.length.between(*lengths))
    )
    counted = Counter(having.all())
    most = heapq.nlargest(LOOKED_AT, [(number, -id_) for id_, number in counted.items()])
    return [-id_ for _, id_ in most]


def count_slips(typed: str, term: str, known: KnownWord, most: int, unfinished: bool) -> int | None:
    """In the words, or else in their terms."""
    slips = measure_slips(typed, known.word, most, unfinished)
    return measure_distance(term, known.term, min(most, allow_slips(term))) if slips is None else slips


def measure_slips(typed: str, known: str, most: int, unfinished: bool) -> int | None:
    whole = measure_distance(typed, known, most)
    if whole is not None or not unfinished or len(known) <= len(typed):
        return whole
    begun = (measure_distance(typed, known[: len(typed) + more], 1) for more in (0, 1, -1))
    return next((slips for slips in begun if slips is not None), None)
