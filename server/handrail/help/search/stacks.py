"""Who has a term, of what somebody may find: the index asked once for each term, and for a frequent one once in a process.

A set of documents is the bits of a number, by their places in the holdings (`bits.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from handrail.help.search.holdings import Holdings
from handrail.help.search.postings import ANYWHERE, STRONG, AllOf, Place, find_postings, write_term

SELDOM = 64  # what fewer than one in so many have is read as quickly as it is looked up
Terms = tuple[int, tuple[str, ...]]
"""Of a scope, and to be had all together."""


@dataclass(frozen=True, eq=False)
class Stacks:
    """Of one search. `there`: who is open to whoever searches."""

    conn: Connection
    holdings: Holdings
    there: int
    _read: dict[AllOf, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.there.bit_count()

    def find(self, asked: Sequence[Terms]) -> list[tuple[int, int]]:
        """Of each who has the terms where they count, and who has them at all."""
        found = self._find([write_terms(place, one) for place in (STRONG, ANYWHERE) for one in asked])
        strong, anywhere = found[: len(asked)], found[len(asked) :]
        topics = [self._find_topics(one) for one in asked]
        return [
            (where_it_counts | titled, bits | titled)
            for where_it_counts, bits, titled in zip(strong, anywhere, topics, strict=True)
        ]

    def count(self, asked: Sequence[Terms]) -> list[int]:
        """How many have them."""
        anywhere = self._find([write_terms(ANYWHERE, one) for one in asked])
        return [(bits | self._find_topics(one)).bit_count() for one, bits in zip(asked, anywhere, strict=True)]

    def _find_topics(self, one: Terms) -> int:
        scope_id, together = one
        return self.holdings.topics.get((scope_id, together[0]), 0) & self.there if len(together) == 1 else 0

    def _find(self, queries: Sequence[AllOf]) -> list[int]:
        kept = self.holdings.postings
        for query in queries:
            if query not in self._read and (bits := kept.get(query)) is not None:
                self._read[query] = bits
        unknown = [query for query in dict.fromkeys(queries) if query not in self._read]
        for query, ids in zip(unknown, find_postings(self.conn, unknown), strict=True):
            bits = self._read[query] = self.holdings.gather(ids)
            if len(ids) * SELDOM > len(self.holdings.all):
                kept.put(query, bits)
        return [self._read[query] & self.there for query in queries]


def write_terms(place: Place, terms: Terms) -> AllOf:
    scope_id, together = terms
    return tuple(write_term(scope_id, place, term) for term in together)
