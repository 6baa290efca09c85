"""Text in, tokens out: what is indexed, what is looked for and what is marked all go through here, so that they meet. Pure and total.

A word becomes a `term`: normalised, stemmed in its language, folded. Scripts without spaces become pairs of characters (a run of one
character is itself). `sub-total`, `sub_total` and `subTotal` are their parts and the whole, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from handrail.help.text.fold import fold, normalise
from handrail.help.text.seen import MARKS, is_as_seen, see
from handrail.help.text.stop_words import STOP_WORDS

LONGEST = 40
HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
VOICING = "\u3099\u309a\uff9e\uff9f"  # signs that change the kana before them
HIRAGANA = f"\u3041-\u3096\u309d-\u309f{VOICING}"
KATAKANA = f"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d{VOICING}"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer


PAIRED = f"{HAN}{HIRAGANA}{KATAKANA}{HANGUL}{UNSPACED}"
LETTER = rf"[^\W_{PAIRED}]"
WORD = rf"{LETTER}(?:{LETTER}|[{MARKS}])*"
RUN = re.compile(rf"(?P<chain>{WORD}(?:[-_‐‑]+{WORD})*)|[{HAN}]+|[{HIRAGANA}]+|[{KATAKANA}]+|[{HANGUL}]+|[{UNSPACED}]+")
PART = re.compile(WORD)
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])")
KANA = re.compile(f"[{HIRAGANA}]+")
VOICED = re.compile(f".[{VOICING}]?", re.DOTALL)
HAS_VOICING = re.compile(f"[{VOICING}]")
# In a run of hiragana, which is mostly endings and particles, what says nothing is cut out, the longest first.
SAYING_NOTHING = re.compile("|".join(sorted((w for w in STOP_WORDS["ja"] if len(w) > 1), key=len, reverse=True)))
LATIN = re.compile(r"[a-z\u00c0-\u024f]")
ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
STEMMED_TWICE = frozenset(("nb", "nn", "no"))  # `fakturaene` -> `faktura`, which is itself a form of `faktur`
# And, so, with, like, for and the article are written together with the word that follows; `ات` makes it several.
ARABIC_PREFIX = re.compile(r"(?:[وف]?[بك]?ال|[وف]?لل)(?=.{2})|و(?=.{3})")
ARABIC_SEVERAL = re.compile(r"(?<=.{3})ات$")
NOT_LATIN = frozenset(("ar", "el", "hi", "hy", "ja", "ko", "ne", "ru", "ta", "th", "yi", "zh"))


class Token(NamedTuple):
    """`word` is folded, as it was written otherwise; `text[start:end]` is where. `whole`: of several parts, which come as tokens before it."""

    word: str
    term: str
    start: int
    end: int
    stop: bool = False
    whole: bool = False
    paired: bool = False


def language_of(locale: str) -> str:
    """`zh-Hant-TW` -> `zh`."""
    return locale.lower().partition("-")[0]


def analyse(text: str, language: str) -> Iterator[Token]:
    if is_as_seen(text):
        return read_runs(text, language)
    seen, places = see(text)
    return (
        token._replace(start=places[token.start][0], end=places[token.end - 1][1])
        for token in read_runs(seen, language)
    )


def read_runs(text: str, language: str) -> Iterator[Token]:
    for run in RUN.finditer(text):
        written, at = run[0], run.start()
        if run["chain"] is None:
            for pair, start, end, stop in pair_up(written):
                yield Token(pair, pair, at + start, at + end, stop, paired=True)
        else:
            for word, term, start, end, stop, whole in take_apart(written, language):
                yield Token(word, term, at + start, at + end, stop, whole)


def locate(text: str, language: str, wanted: Collection[str]) -> list[tuple[str, int, int]]:
    """Of `analyse` the terms that are wanted, with beginning and end: in half the time."""
    if not is_as_seen(text):
        return [(token.term, token.start, token.end) for token in analyse(text, language) if token.term in wanted]
    found: list[tuple[str, int, int]] = []
    for run in RUN.finditer(text):
        written, at = run[0], run.start()
        if run["chain"] is None:
            found += [(pair, at + start, at + end) for pair, start, end, _ in pair_up(written) if pair in wanted]
        else:
            parts = take_apart(written, language)
            found += [(term, at + start, at + end) for _, term, start, end, _, _ in parts if term in wanted]
    return found


@lru_cache(maxsize=50_000)
def take_apart(chain: str, language: str) -> tuple[tuple[str, str, int, int, bool, bool], ...]:
    """Word, term, beginning, end, `stop` and `whole` of each part. The same few words are most of any text: these are read once."""
    parts = [part for word in PART.finditer(chain) for part in split_humps(word[0], word.start())]
    found = [
        (word, term, start, end, word in STOP_WORDS.get(language, ()), False)
        for start, end in parts
        for word, term in read_words(chain[start:end], language)
    ]
    if len(parts) > 1:
        whole = "".join(chain[start:end] for start, end in parts)
        found += [(word, term, 0, len(chain), False, True) for word, term in read_words(whole, language)]
    return tuple(found)


def split_humps(word: str, at: int) -> list[tuple[int, int]]:
    """`subTotal` at 3 -> `[(3, 6), (6, 11)]`."""
    if word[1:].islower() or not word.isascii():
        return [(at, at + len(word))]
    cuts = [0, *(hump.start() for hump in HUMP.finditer(word)), len(word)]
    return [(at + start, at + end) for start, end in pairwise(cuts)]


def read_words(written: str, language: str) -> list[tuple[str, str]]:
    """Word and term: one as a rule. Normalising may make several of a single sign, as of a fraction, or nothing."""
    normal = normalise(written)
    found = [normal] if normal.isalnum() else PART.findall(normal)
    return [(word, find_term(one[:LONGEST], language)) for one in found if (word := fold(one)[:LONGEST])]


def pair_up(run: str) -> list[tuple[str, int, int, bool]]:
    """`請求書` -> `請求`, `求書`, `書`: each character begins a term, so that one alone finds what it is in. With beginning, end and `stop`."""
    if KANA.fullmatch(run):
        return list(pair_kana(run))
    if not HAS_VOICING.search(run) and normalise(run) == run:  # and so is each part of it
        return [(run[at : at + 2], at, min(at + 2, len(run)), False) for at in range(len(run))]
    spans = [found.span() for found in VOICED.finditer(run)]
    ends = [max(end, following) for (_, end), (_, following) in pairwise([*spans, spans[-1]])]
    return [(normalise(run[start:end]), start, end, False) for (start, _), end in zip(spans, ends, strict=True)]


def pair_kana(run: str) -> Iterator[tuple[str, int, int, bool]]:
    start = 0
    for end, resume in [*(found.span() for found in SAYING_NOTHING.finditer(run)), (len(run), len(run))]:
        if end - start == 1:
            yield run[start:end], start, end, True
        for at in range(start, end - 1):
            yield run[at : at + 2], at, at + 2, False
        if resume > end:
            yield run[end:resume], end, resume, True
        start = resume


@lru_cache(maxsize=100_000)
def find_term(word: str, language: str) -> str:
    """Of a normalised word. Foreign words in another script are taken for English; what has a digit in it is a name, and stays."""
    if any(character.isdigit() for character in word):
        return fold(word)
    if language in NOT_LATIN and LATIN.match(word):
        language = "en"
    if language == "ar":
        word = trim_arabic(word)
    stemmer = find_stemmer(ALGORITHMS.get(language))
    if stemmer is None or len(word) < 3:
        return fold(word) or word
    with stemming:  # a stemmer keeps the word that it works on in itself
        stem = str(stemmer.stemWord(word))
        if language in STEMMED_TWICE:
            stem = str(stemmer.stemWord(stem))
    return fold(stem) or fold(word) or word


def trim_arabic(word: str) -> str:
    """`والخطة` -> `خطه`, as is `خطة`: the stemmer takes these off of some words and leaves them on others."""
    plain = fold(word)
    return ARABIC_SEVERAL.sub("", plain[found.end() :] if (found := ARABIC_PREFIX.match(plain)) else plain)


stemming = Lock()


@cache
def find_stemmer(algorithm: str | None) -> snowballstemmer.stemmer | None:
    return None if algorithm is None else snowballstemmer.stemmer(algorithm)
