"""What can be found in a published version by somebody who reads one locale: of each item the nearest translation. Read once per process."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection, select

from handrail.content.kept import Kept
from handrail.content.locales import choose_locale
from handrail.content.tables import VersionItem
from handrail.core.db import table
from handrail.help.search.bits import write_bits
from handrail.help.tables import HelpDocument
from handrail.help.text.analyse import analyse, language_of

documents, version_items = table(HelpDocument), table(VersionItem)
Audiences = frozenset[str]
EVERYONE: Audiences = frozenset({"everyone"})
SIGNED_IN: Audiences = EVERYONE | {"signed-in"}
AGENTS: Audiences = SIGNED_IN | {"agents"}
POSTINGS_KEPT = 2_000


class Holding(NamedTuple):
    """`topic`: the title of its topic, in the reader's locale."""

    id: int
    kind: str
    slug: str
    hash: str
    locale: str
    scope_id: int
    audience: str
    length: int
    topic: str = ""


@dataclass(frozen=True, eq=False)
class Holdings:
    """Each has its place in `all`, and a set of them is the bits of a number (`bits.py`). `scopes`: the locales that there are, by number.

    `postings`: which have words that many have. What is held never changes, so what was once read of it stays true.
    """

    all: Sequence[Holding]
    postings: Kept[Hashable, int] = field(default_factory=lambda: Kept(POSTINGS_KEPT))
    _open: dict[Audiences, int] = field(default_factory=dict)

    @cached_property
    def scopes(self) -> Mapping[int, str]:
        return {one.scope_id: one.locale for one in self.all}

    @cached_property
    def average(self) -> float:
        return sum(one.length for one in self.all) / max(len(self.all), 1)

    @cached_property
    def places(self) -> Mapping[int, int]:
        """By the number of the document."""
        return {one.id: place for place, one in enumerate(self.all)}

    @cached_property
    def topics(self) -> Mapping[tuple[int, str], int]:
        """By scope and term, those whose topic's title has the term: it stands in the site's file, apart from what is indexed."""
        of_topics: dict[tuple[int, str, str], list[int]] = {}
        for place, one in enumerate(self.all):
            if one.topic:
                of_topics.setdefault((one.scope_id, one.topic, one.locale), []).append(place)
        found: dict[tuple[int, str], int] = {}
        for (scope_id, title, locale), places in of_topics.items():
            bits = write_bits(places, len(self.all))
            for term in read_title(title, locale).values():
                found[scope_id, term] = found.get((scope_id, term), 0) | bits
        return found

    @cached_property
    def titles(self) -> Set[tuple[int, str, str]]:
        """Scope, topic and locale."""
        return {(one.scope_id, one.topic, one.locale) for one in self.all if one.topic}

    def complete_topics(self, scope_id: int, begun: str) -> list[str]:
        """Terms of words in topics' titles that begin so."""
        titles = (read_title(title, locale) for id_, title, locale in self.titles if id_ == scope_id)
        return sorted({term for title in titles for word, term in title.items() if word.startswith(begun)})

    def open_to(self, audiences: Audiences) -> int:
        found = self._open.get(audiences)
        if found is None:
            mine = [place for place, one in enumerate(self.all) if one.audience in audiences]
            found = self._open[audiences] = write_bits(mine, len(self.all))
        return found

    def gather(self, documents: Iterable[int]) -> int:
        """Those of them that are held."""
        places = self.places
        return write_bits([places[id_] for id_ in documents if id_ in places], len(self.all))


@lru_cache(maxsize=1_000)
def read_title(title: str, locale: str) -> Mapping[str, str]:
    """By word, the terms of a topic's title."""
    return {token.word: token.term for token in analyse(title, language_of(locale)) if not token.stop}


_holdings: Kept[tuple[str, str], Holdings] = Kept(64)


def find_holdings(version_id: str, locale: str) -> Holdings | None:
    """What this process has read already."""
    return _holdings.get((version_id, locale))


def load_holdings(
    conn: Connection, version_id: str, locale: str, topics: Mapping[str, str] = MappingProxyType({})
) -> Holdings:
    """Of a version that is indexed. `topics`: by article, its topic's title."""
    rows = conn.execute(
        select(
            documents.c.id,
            documents.c.kind,
            documents.c.slug,
            documents.c.item_hash,
            documents.c.locale,
            documents.c.scope_id,
            documents.c.audience,
            documents.c.length,
        )
        .join(
            version_items,
            (version_items.c.site_id == documents.c.site_id) & (version_items.c.item_hash == documents.c.item_hash),
        )
        .where(version_items.c.version_id == version_id)
        .order_by(documents.c.id)
    )
    by_item: dict[str, dict[str, Holding]] = {}
    for row in rows:
        one = Holding(*row, topic=topics.get(row.slug, "") if row.kind == "article" else "")
        by_item.setdefault(one.hash, {})[one.locale] = one
    nearest = [several[choose_locale(list(several), locale)] for several in by_item.values()]
    return _holdings.put((version_id, locale), Holdings(nearest))
