"""What somebody typed in, the words to look for out. Pure and total: there is no syntax that one could get wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.help.text.analyse import Token, analyse, find_term
from handrail.help.text.fold import list_spellings
from handrail.help.text.seen import see

LOOKED_AT, MOST_WORDS = 400, 12
STARS = "*＊"


@dataclass(frozen=True)
class Word:
    """`text[start:end]` of the query. `terms` by language; `also`: what it may be written as otherwise, each by language.

    `unfinished`: it is still being typed, has a star behind it, or is one character of a script that is looked up by pairs.
    """

    word: str
    start: int
    end: int
    terms: dict[str, str]
    also: tuple[dict[str, str], ...] = ()
    unfinished: bool = False
    paired: bool = False


@dataclass(frozen=True)
class Query:
    text: str
    words: tuple[Word, ...]


def read_query(typed: str, languages: Sequence[str]) -> Query:
    """`languages`: those of what is searched, at least one. A word that says nothing in any of them is left out, unless there is no other."""
    text = see(typed)[0][:LOOKED_AT]
    readings = [list(analyse(text, language)) for language in languages]
    columns = list(zip(*readings, strict=True))  # the languages agree on what is a word, not on its term
    parts = [column for column in columns if not column[0].whole and not is_tail(column[0], columns)]
    telling = [column for column in parts if not any(token.stop for token in column)] or parts
    wholes = [column for column in columns if column[0].whole]
    words: dict[str, Word] = {}
    for column in telling:
        word = read_word(text, column, parts, wholes, languages)
        if len(words) < MOST_WORDS:
            words.setdefault(word.word, word)
    return Query(text, tuple(words.values()))


def is_tail(token: Token, columns: Sequence[Sequence[Token]]) -> bool:
    """The last character of a run, which the pair before it has."""
    alone = token.paired and token.end - token.start == 1 and not token.stop
    return alone and any(
        other[0].paired and other[0].end == token.end and other[0].start < token.start for other in columns
    )


def read_word(
    text: str,
    column: Sequence[Token],
    parts: Sequence[Sequence[Token]],
    wholes: Sequence[Sequence[Token]],
    languages: Sequence[str],
) -> Word:
    token = column[0]
    written = [whole[0].word for whole in wholes if whole[0].start <= token.start and token.end <= whole[0].end]
    written += [*join_neighbours(text, token, [part[0] for part in parts]), *list_spellings(token.word)]
    begun = not token.paired and len(text) > 1 and (token.end == len(text) or text[token.end] in STARS)
    return Word(
        token.word,
        token.start,
        token.end,
        {language: found.term for language, found in zip(languages, column, strict=True)},
        tuple({language: find_term(one, language) for language in languages} for one in dict.fromkeys(written)),
        unfinished=begun or (token.paired and token.end - token.start == 1),
        paired=token.paired,
    )


def join_neighbours(text: str, token: Token, tokens: Sequence[Token]) -> list[str]:
    """`log in` may be `login`."""
    at = next(index for index, other in enumerate(tokens) if other.start == token.start and other.word == token.word)
    pairs = [(tokens[i], tokens[i + 1]) for i in (at - 1, at) if 0 <= i < len(tokens) - 1]
    return [
        first.word + second.word
        for first, second in pairs
        if not (first.paired or second.paired) and text[first.end : second.start].strip(" -_") == ""
    ]
