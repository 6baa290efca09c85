"""What may stand for a word of the query: its forms, what it is the beginning of, what it was mistyped for, and what means the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handrail.help.search.gather import Sought
from handrail.help.search.query import Word, read_query
from handrail.help.search.rank import Alternative
from handrail.help.search.stacks import Stacks
from handrail.help.search.vocabulary import KnownWord, list_completions, list_compounds, list_near
from handrail.help.text.analyse import analyse, language_of

ALSO, COMPLETED, SYNONYM, COMPOUND = 0.9, 0.75, 0.85, 0.7
COMPLETIONS, CORRECTIONS = 12, 4
# Where a word may be the end of another, written as one.
COMPOUNDING = frozenset(("da", "de", "fi", "nb", "nl", "nn", "no", "sv"))
CORRECTED = {0: 0.8, 1: 0.7, 2: 0.45}


@dataclass(frozen=True, eq=False)
class Scope:
    """A language of what is searched."""

    stacks: Stacks
    id: int
    language: str

    def keep_present(self, known: Sequence[KnownWord]) -> list[KnownWord]:
        """Those that something there has, with how many do, most first: neither old versions nor what is for others may push a word aside."""
        numbers = self.stacks.count([(self.id, (one.term,)) for one in known])
        present = [one._replace(documents=number) for one, number in zip(known, numbers, strict=True) if number]
        return sorted(present, key=lambda one: (-one.documents, one.word))


def list_ways(word: Word, scope: Scope) -> list[Alternative]:
    ways = {word.terms[scope.language]: 1.0}
    for also in word.also:
        ways.setdefault(also[scope.language], ALSO)
    if word.unfinished:
        for known in choose_completions(word, scope):
            ways.setdefault(known.term, COMPLETED)
        for term in scope.stacks.holdings.complete_topics(scope.id, word.word):
            ways.setdefault(term, COMPLETED)
    return [Alternative(weight, (term,)) for term, weight in ways.items()]


def choose_completions(word: Word, scope: Scope) -> list[KnownWord]:
    begun = list_completions(scope.stacks.conn, scope.id, word.word)
    found: list[KnownWord] = []
    while begun and len(found) < COMPLETIONS:
        found += scope.keep_present(begun[:COMPLETIONS])
        begun = begun[COMPLETIONS:]
    return found[:COMPLETIONS]


def choose_corrections(word: Word, scope: Scope) -> list[KnownWord]:
    """The nearest, the likeliest of them first."""
    conn, term = scope.stacks.conn, word.terms[scope.language]
    near = list_near(conn, scope.id, word.word, term, unfinished=word.unfinished)
    for slips in sorted({one.slips for one in near}):
        if present := scope.keep_present([one for one in near if one.slips == slips]):
            return sorted(present, key=lambda one: one.word[0] != word.word[0])[:CORRECTIONS]
    return []


def choose_compounds(word: Word, scope: Scope) -> list[KnownWord]:
    if scope.language not in COMPOUNDING:
        return []
    made = list_compounds(scope.stacks.conn, scope.id, word.word, word.terms[scope.language])
    return scope.keep_present(made)[:COMPLETIONS]


def add_corrections(one: Sought, scope: Scope) -> None:
    """For a word that nothing has."""
    word, scope_id, language = one.word, scope.id, scope.language
    if word.paired:
        return
    if compounds := choose_compounds(word, scope):
        one.ways[scope_id] += [Alternative(COMPOUND, (known.term,)) for known in compounds]
        return
    found = choose_corrections(word, scope)
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
            phrases = [read_phrase(phrase, language) for phrase in group]
            for phrase in phrases:
                at = find_run(asked, phrase) if phrase and phrase[0] in asked else -1
                if at < 0:
                    continue
                others = [Alternative(SYNONYM, other) for other in phrases if other and other != phrase]
                for one in sought[at : at + len(phrase)]:
                    one.ways[scope_id] += others


@lru_cache(maxsize=20_000)
def read_phrase(phrase: str, language: str) -> tuple[str, ...]:
    return tuple(word.terms[language] for word in read_query(phrase, [language]).words)


def find_run(words: Sequence[str], phrase: Sequence[str]) -> int:
    """Where the phrase begins, or -1."""
    starts = range(len(words) - len(phrase) + 1)
    return next((at for at in starts if tuple(words[at : at + len(phrase)]) == tuple(phrase)), -1)
