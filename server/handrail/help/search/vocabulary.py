"""The words of a scope: those that begin in a certain way, and those that a misspelt one may be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, or_, select

from handrail.core.db import PreparedInsert, insert, table
from handrail.help.tables import HelpTrigram, HelpWord
from handrail.help.text.analyse import LONGEST
from handrail.help.text.spelling import allow_slips, list_swaps, list_trigrams, measure_distance

words, trigrams = table(HelpWord), table(HelpTrigram)
ADD_TRIGRAMS = PreparedInsert(trigrams)
COMPLETIONS, CORRECTIONS, LOOKED_AT = 12, 4, 100
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


def complete_word(conn: Connection, scope_id: int, begun: str) -> list[KnownWord]:
    """The most frequent ones that begin so."""
    rows = conn.execute(
        select_words(scope_id)
        .where(words.c.word >= begun, words.c.word < begun + LAST)
        .order_by(words.c.documents.desc(), words.c.word)
        .limit(COMPLETIONS)
    )
    return [KnownWord(*row) for row in rows]


def correct_word(
    conn: Connection, scope_id: int, typed: str, term: str, *, unfinished: bool = False
) -> list[KnownWord]:
    """The nearest, the likeliest of them first. An `unfinished` one may also be the beginning of a longer word.

    `term`: of what was typed. Of a misspelt word another form may be known, as in `Rückerstatung` and `Rückerstattungen`.
    """
    slips = allow_slips(typed)
    if not slips:
        return []
    like = list_trigrams(typed) - ({f"{typed[-2:]}$"} if unfinished else set())
    longest = LONGEST if unfinished else len(typed) + slips + ENDING
    shared = (
        select(trigrams.c.word_id)
        .where(trigrams.c.scope_id == scope_id, trigrams.c.trigram.in_(sorted(like)))
        .where(trigrams.c.length.between(len(typed) - slips, longest))
        .group_by(trigrams.c.word_id)
        .order_by(func.count().desc(), trigrams.c.word_id)
        .limit(LOOKED_AT)
        .subquery()
    )
    rows = conn.execute(
        select_words(scope_id).where(or_(words.c.id.in_(select(shared.c.word_id)), words.c.word.in_(list_swaps(typed))))
    )
    found = [
        known._replace(slips=away)
        for known in (KnownWord(*row) for row in rows)
        if known.word != typed  # whatever has that, it is nothing that is there
        and (away := count_slips(typed, term, known, slips, unfinished)) is not None
    ]
    found.sort(key=lambda one: (one.slips, one.word[0] != typed[0], -one.documents, one.word))
    return [one for one in found if one.slips == found[0].slips][:CORRECTIONS]


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


def select_words(scope_id: int) -> Select[Any]:
    return select(words.c.word, words.c.shown, words.c.term, words.c.documents).where(words.c.scope_id == scope_id)
