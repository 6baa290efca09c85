"""What ranking counts of a document: the terms of its title, tags, headings and texts, in order. Written as text, so that counting is a search in it.

Each term has a space on either side: `" send  invoic "` counts `" send "` once and has `" send  invoic "` as a phrase.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handrail.help.search.passages import Document
from handrail.help.text.analyse import Token, analyse, find_term, language_of

FIELD, PART = "\x1e", "\x1f"
SALIENT = 3


@dataclass(frozen=True)
class Terms:
    """`headings` and `texts` go by passage; `written` is all of it."""

    written: str
    title: str
    tags: str
    headings: Sequence[str]
    texts: Sequence[str]

    @classmethod
    def read(cls, written: str) -> Terms:
        title, tags, headings, texts = written.split(FIELD)
        return cls(written, title, tags, headings.split(PART), texts.split(PART))

    def tagged(self, terms: Iterable[str]) -> Terms:
        """With more tags."""
        more = space(terms)
        return replace(self, written=self.written + more, tags=self.tags + more) if more else self

    def has(self, term: str) -> bool:
        return f" {term} " in self.written


def write_terms(title: str, tags: str, headings: Iterable[str], texts: Iterable[str]) -> str:
    return FIELD.join((title, tags, PART.join(headings), PART.join(texts)))


@dataclass(frozen=True)
class Analysed:
    """`terms` as `Terms.read` takes them; `strong`: the terms that a document is about, by where they stand or how often; `words`: by what is compared, the token and what was written."""

    terms: str
    anywhere: frozenset[str]
    strong: frozenset[str]
    words: dict[str, tuple[str, str]]
    length: int


def analyse_document(document: Document) -> Analysed:
    """Words that say nothing are found in titles alone: there somebody may look for just these."""
    language = language_of(document.locale)
    words: dict[str, tuple[str, str]] = {}

    def read(text: str) -> list[str]:
        tokens = list(analyse(text, language))
        for token in tokens:
            if token.word not in words and not token.stop:
                words[token.word] = token.term, shown_as(token, text)
        return [token.term for token in tokens if not token.stop]

    title = read(document.title)
    tags = [term for tag in document.tags for term in read(tag)]
    tags += join_words(document.title, language)
    headings = [read(passage.heading or "") for passage in document.passages]
    texts = [read(passage.text) for passage in document.passages]
    counted = Counter(term for text in texts for term in text)
    length = counted.total()
    often = max(SALIENT, length // 60)
    strong = {
        *(token.term for token in analyse(document.title, language)),
        *tags,
        *(term for heading in headings for term in heading),
        *texts[0][:40],
    }
    strong |= {term for term, count in counted.items() if count >= often}
    return Analysed(
        write_terms(space(title), space(tags), map(space, headings), map(space, texts)),
        frozenset(strong | counted.keys()),
        frozenset(strong),
        words,
        length,
    )


def join_words(title: str, language: str) -> list[str]:
    """Neighbours as one, each a term: who looks for `login` means `How to log in`, too."""
    words = [token.word for token in analyse(title, language) if not (token.whole or token.paired)]
    return [find_term(first + second, language) for first, second in pairwise(words)]


def shown_as(token: Token, text: str) -> str:
    written = text[token.start : token.end]
    return written if written.isupper() and len(written) < 6 else written.lower()


def space(terms: Iterable[str]) -> str:
    return "".join(f" {term} " for term in terms)
