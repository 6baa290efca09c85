"""Ten thousand articles of made-up words, as frequent and as rare as words are (Zipf), and what people type to find them."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ARTICLES, WORDS, SECTIONS = 10_000, 20_000, 3
SYLLABLES = [
    a + b for a in (*"bcdfghklmnprstvw", "st", "tr", "pl", "gr") for b in ("a", "e", "i", "o", "u", "ai", "ou")
]
SITE = {"kind": "site", "id": "library", "title": "Library", "topics": [{"id": "all", "title": "All"}]}


@dataclass(frozen=True)
class Library:
    """`queries` are titles as people remember them, half of them typed, with a slip of the pen, and sentences that stand somewhere."""

    files: Mapping[str, str]
    queries: tuple[str, ...]


def write_library(articles: int = ARTICLES, seed: int = 1) -> Library:
    chance = random.Random(seed)
    vocabulary = make_words(chance)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(WORDS)))

    def write(number: int) -> str:
        return " ".join(chance.choices(vocabulary, cum_weights=weights, k=number))

    files, queries = {"site.json": json.dumps(SITE)}, list[str]()
    for number in range(articles):
        title = write(chance.randint(3, 6))
        sections = [". ".join(write(12) for _ in range(10)) for _ in range(SECTIONS)]
        text = "".join(f"\n## {write(3)}\n\n{section}.\n" for section in sections)
        files[f"articles/a{number}.md"] = f"---\ntitle: {title}\ntopic: all\n---\n{text}"
        if number % (articles // 50) == 0:
            queries += write_queries(chance, title.split(), sections[1])
    return Library(files, tuple(queries))


def make_words(chance: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < WORDS:
        word = "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))) + chance.choice(("", "", *"nrtl"))
        words[word] = None
    return list(words)


def write_queries(chance: random.Random, title: list[str], section: str) -> Iterator[str]:
    yield " ".join(title[:3])
    whole = " ".join(title[:2])
    yield whole[: len(whole) - chance.randint(1, 3)]
    at = chance.randrange(1, len(title[0]) - 1)
    slip = title[0][:at] + title[0][at + 1] + title[0][at] + title[0][at + 2 :]
    yield f"{slip} {title[1]}"
    yield section.partition(".")[0]
