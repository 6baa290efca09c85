"""Ten thousand articles of made-up words, as frequent and as rare as words are (Zipf), and what people type to find them."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

ARTICLES, WORDS, SECTIONS = 10_000, 20_000, 3
SYLLABLES = [
    a + b for a in (*"bcdfghklmnprstvw", "st", "tr", "pl", "gr") for b in ("a", "e", "i", "o", "u", "ai", "ou")
]
KANJI, KANA = [chr(code) for code in range(0x4E00, 0x4E00 + 800)], "のをはがにでとも"
SITE = {
    "kind": "site",
    "id": "library",
    "title": "Library",
    "locales": ["en", "ja"],
    "topics": [{"id": "all", "title": "All"}],
}


@dataclass(frozen=True)
class Query:
    kind: str
    q: str
    locale: str = "en"


@dataclass(frozen=True)
class Library:
    """A tenth of the articles are there in Japanese, too. `queries`: of each kind as many to warm up with as to measure, no two alike."""

    files: Mapping[str, str]
    warming: Sequence[Query]
    queries: Sequence[Query]


def write_library(articles: int = ARTICLES, seed: int = 1) -> Library:
    chance = random.Random(seed)
    vocabulary = make_words(chance)
    beginnings = sorted({word[:2] for word in vocabulary[:200]})
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(WORDS)))

    def write(number: int) -> str:
        return " ".join(chance.choices(vocabulary, cum_weights=weights, k=number))

    files = {"site.json": json.dumps(SITE)}
    halves: tuple[list[Query], list[Query]] = ([], [])
    for number in range(articles):
        title = write(chance.randint(3, 6))
        sections = [". ".join(write(12) for _ in range(10)) for _ in range(SECTIONS)]
        text = "".join(f"\n## {write(3)}\n\n{section}.\n" for section in sections)
        files[f"articles/a{number}.md"] = f"---\ntitle: {title}\ntopic: all\n---\n{text}"
        japanese = write_japanese(chance, 600)
        if number % 10 == 0:
            files[f"articles/a{number}.ja.md"] = f"---\ntitle: {japanese[:12]}\n---\n\n{japanese}\n"
        if number % (articles // 100) == 0:
            half = halves[number // (articles // 100) % 2]
            half += write_queries(chance, title.split(), sections[1])
            half.append(Query("twelve frequent words", " ".join(chance.sample(vocabulary[:60], 12))))
            half.append(Query("Japanese", japanese[20:28], "ja"))
    for number, begun in enumerate(beginnings):
        halves[number % 2].append(Query("two letters", begun))
    return Library(files, *halves)


def write_japanese(chance: random.Random, length: int) -> str:
    """Frequent characters and rare ones, with particles in between."""
    weights = [1 / (rank + 10) for rank in range(len(KANJI))]
    words = ("".join(chance.choices(KANJI, weights, k=2)) + chance.choice(KANA) for _ in range(length // 3))
    return "".join(words)


def make_words(chance: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < WORDS:
        word = "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))) + chance.choice(("", "", *"nrtl"))
        words[word] = None
    return list(words)


def write_queries(chance: random.Random, title: list[str], section: str) -> Iterator[Query]:
    """A title as somebody remembers it, one half typed, one with a slip of the pen, and a sentence that stands somewhere."""
    yield Query("a title", " ".join(title[:3]))
    whole = " ".join(title[:2])
    yield Query("half typed", whole[: len(whole) - chance.randint(1, 3)])
    at = chance.randrange(1, len(title[0]) - 1)
    slip = title[0][:at] + title[0][at + 1] + title[0][at] + title[0][at + 2 :]
    yield Query("misspelt", f"{slip} {title[1]}")
    yield Query("a sentence", section.partition(".")[0])
