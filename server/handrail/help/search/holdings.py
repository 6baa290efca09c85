"""What can be found in a published version by somebody who reads one locale: of each item the nearest translation. Read once per process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import Connection, select

from handrail.content.kept import Kept
from handrail.content.locales import choose_locale
from handrail.content.tables import VersionItem
from handrail.core.db import table
from handrail.help.tables import HelpDocument

documents, version_items = table(HelpDocument), table(VersionItem)
Audiences = frozenset[str]
EVERYONE: Audiences = frozenset({"everyone"})
SIGNED_IN: Audiences = EVERYONE | {"signed-in"}
AGENTS: Audiences = SIGNED_IN | {"agents"}


class Holding(NamedTuple):
    id: int
    kind: str
    slug: str
    hash: str
    locale: str
    scope_id: int
    audience: str
    length: int


@dataclass(frozen=True, eq=False)
class Holdings:
    """`all` by the number of the document. `scopes`: the locales that there are, by number."""

    all: Mapping[int, Holding]
    _open: dict[Audiences, Mapping[int, Holding]] = field(default_factory=dict)

    @cached_property
    def scopes(self) -> Mapping[int, str]:
        return {one.scope_id: one.locale for one in self.all.values()}

    @cached_property
    def average(self) -> float:
        return sum(one.length for one in self.all.values()) / max(len(self.all), 1)

    def open_to(self, audiences: Audiences) -> Mapping[int, Holding]:
        found = self._open.get(audiences)
        if found is None:
            found = {id_: one for id_, one in self.all.items() if one.audience in audiences}
            self._open[audiences] = found
        return found


_holdings: Kept[tuple[str, str], Holdings] = Kept(64)


def find_holdings(version_id: str, locale: str) -> Holdings | None:
    """What this process has read already."""
    return _holdings.get((version_id, locale))


def load_holdings(conn: Connection, version_id: str, locale: str) -> Holdings:
    """Of a version that is indexed."""
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
        one = Holding(*row)
        by_item.setdefault(one.hash, {})[one.locale] = one
    nearest = [several[choose_locale(list(several), locale)] for several in by_item.values()]
    return _holdings.put((version_id, locale), Holdings({one.id: one for one in nearest}))
