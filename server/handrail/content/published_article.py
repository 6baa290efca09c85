"""An article of a published version. What lists show is at hand; its text is read and compiled when somebody opens it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import Connection, func, select

from handrail.conditions.schema import Condition
from handrail.content.article import Audience
from handrail.content.article_head import ArticleHead
from handrail.content.compile_article import compile_article
from handrail.content.compiled import CompiledArticle
from handrail.content.kept import Kept
from handrail.content.locales import choose_locale, pick
from handrail.content.localise import localise_condition
from handrail.content.source import Source, read_source
from handrail.content.tables import StoredItem, Version, VersionItem
from handrail.core.db import table

BODIES_KEPT = 500
items, versions, version_items = table(StoredItem), table(Version), table(VersionItem)
_bodies: Kept[tuple[str, str, str], CompiledArticle] = Kept(BODIES_KEPT)


class PublishedArticle:
    """What depends on a locale takes any tag and gives the nearest."""

    __slots__ = ("__dict__", "_head", "hash", "id", "site_id")

    def __init__(self, site_id: str, id_: str, hash_: str, head: str) -> None:
        """`head` is an `ArticleHead` as JSON: it is read when first asked for."""
        self.site_id = site_id
        self.id = id_
        self.hash = hash_
        self._head = head

    @cached_property
    def head(self) -> ArticleHead:
        return ArticleHead.model_validate_json(self._head)

    @property
    def topic(self) -> str | None:
        return self.head.topic

    @property
    def tags(self) -> Sequence[str]:
        return self.head.tags

    @property
    def related(self) -> Sequence[str]:
        """By id, those for other readers among them."""
        return self.head.related

    @property
    def audience(self) -> Audience:
        return self.head.audience

    @property
    def is_suggested(self) -> bool:
        return self.head.when is not None

    @property
    def locales(self) -> list[str]:
        return list(self.head.titles)

    def choose_locale(self, wanted: str) -> str:
        return choose_locale(self.locales, wanted)

    def title(self, locale: str) -> str:
        return self.head.titles[self.choose_locale(locale)]

    def summary(self, locale: str) -> str:
        return self.head.summaries[self.choose_locale(locale)]

    def when(self, locale: str) -> Condition | None:
        """Where it is suggested."""
        return localise_condition(self.head.when, lambda names: pick(names, locale, self.locales[0]))

    def is_compiled(self, locale: str) -> bool:
        """Whether `body` is at hand. If not, it takes its time."""
        return _bodies.get((self.site_id, self.hash, self.choose_locale(locale))) is not None

    def body(self, conn: Connection, locale: str) -> CompiledArticle:
        """Compiled once per locale, for as long as it is read."""
        chosen = self.choose_locale(locale)
        found = _bodies.get((self.site_id, self.hash, chosen))
        if found is not None:
            return found
        return _bodies.put((self.site_id, self.hash, chosen), compile_article(self.source(conn), chosen))

    def source(self, conn: Connection) -> Source:
        text = conn.scalar(select(items.c.source).where(items.c.site_id == self.site_id, items.c.hash == self.hash))
        return read_source(str(text))

    def changed_at(self, conn: Connection) -> int:
        """When it was first pushed as it is now, in milliseconds."""
        return load_changes(conn, self.site_id, [self.hash])[self.hash]


def load_changes(conn: Connection, site_id: str, hashes: Sequence[str]) -> dict[str, int]:
    """When each item was first pushed as it is, by hash, in milliseconds. Of any number."""
    found: dict[str, int] = {}
    for start in range(0, len(hashes), 500):
        rows = conn.execute(
            select(version_items.c.item_hash, func.min(versions.c.created_at))
            .join(versions, versions.c.id == version_items.c.version_id)
            .where(version_items.c.site_id == site_id, version_items.c.item_hash.in_(hashes[start : start + 500]))
            .group_by(version_items.c.item_hash)
        )
        found |= {row[0]: int(row[1]) for row in rows}
    return found
