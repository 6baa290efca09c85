"""What an environment shows, ready to be served: `load_published(conn, environment_id)`. Versions never change, so each is read once per process.

`PUBLISHED_VERSION` alone is asked each time: it says at once what another process published.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from handrail.conditions.context import Context
from handrail.conditions.schema import Condition
from handrail.content.compile import Compiler, compile_theme
from handrail.content.compiled import CompiledTheme, CompiledTopic
from handrail.content.kept import Kept
from handrail.content.published_article import PublishedArticle
from handrail.content.published_snippet import PublishedSnippet
from handrail.content.published_startable import PublishedStartable, PublishedTour, publish_startable
from handrail.content.schema import Site
from handrail.content.segments import fill_segments, order_segments
from handrail.content.source import Source, read_source
from handrail.content.startable import STARTABLE_KINDS
from handrail.content.tables import Publication, StoredItem, Version, VersionItem
from handrail.content.theme import Theme
from handrail.core.db import table

PublishedItem = PublishedStartable | PublishedSnippet
"""What a page may ask for by its hash."""
MODELS: Mapping[str, Callable[[Source], PublishedItem]] = {
    **dict.fromkeys(STARTABLE_KINDS, publish_startable),
    "snippet": PublishedSnippet,
}
VERSIONS_KEPT, ITEMS_KEPT = 64, 2_000
versions, version_items = table(Version), table(VersionItem)
items, publications = table(StoredItem), table(Publication)

PUBLISHED_VERSION: Select[Any] = (
    select(publications.c.version_id)
    .where(publications.c.environment_id == bindparam("environment_id"))
    .order_by(publications.c.number.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Published:
    """A version of a site. `site_source` has the site's translations. `startables`: all that starts, by id. `segments` are those that audiences ask for, each after those that it asks for itself."""

    version_id: str
    number: int
    site: Site
    site_source: Source
    themes: Mapping[str, CompiledTheme]
    startables: Mapping[str, PublishedStartable]
    snippets: Mapping[str, PublishedSnippet]
    segments: Sequence[tuple[str, Condition]]
    articles: Mapping[str, PublishedArticle] = field(default_factory=dict)

    @cached_property
    def tours(self) -> Mapping[str, PublishedTour]:
        return {id_: item for id_, item in self.startables.items() if isinstance(item, PublishedTour)}

    def topics(self, locale: str) -> Sequence[CompiledTopic]:
        """In the site's order."""
        compiler = Compiler(self.site_source, locale)
        return [
            CompiledTopic(
                id=topic.id,
                title=compiler.text(f"topics.{topic.id}.title", topic.title),
                description=compiler.text(f"topics.{topic.id}.description", topic.description),
            )
            for topic in self.site.topics
        ]

    def help_title(self, locale: str) -> str | None:
        """What help is called here; `None` is our own word for it."""
        title = self.site.help.title
        return None if title is None else Compiler(self.site_source, locale).text("help.title", title)

    @property
    def audiences(self) -> list[Condition]:
        starts = [item.audience for item in self.startables.values() if item.audience]
        return [*starts, *(snippet.audience for snippet in self.snippets.values() if snippet.audience)]

    def fill_segments(self, context: Context) -> Context:
        """The context, with what audiences ask for under the name of a segment."""
        return fill_segments(self.segments, context)


_published: Kept[str, Published] = Kept(VERSIONS_KEPT)
_items: Kept[tuple[str, str], PublishedItem] = Kept(ITEMS_KEPT)


def load_published(conn: Connection, environment_id: str) -> Published | None:
    """`None` as long as nothing was published there."""
    version_id = conn.scalar(PUBLISHED_VERSION, {"environment_id": environment_id})
    return None if version_id is None else load_version(conn, version_id)


def find_loaded(version_id: str) -> Published | None:
    """What this process has read already; then there is nothing to ask the database for."""
    return _published.get(version_id)


def load_version(conn: Connection, version_id: str) -> Published:
    """Of an id that `PUBLISHED_VERSION` gave."""
    found = _published.get(version_id)
    if found is not None:
        return found
    site_id, number = conn.execute(
        select(versions.c.site_id, versions.c.number).where(versions.c.id == version_id)
    ).one()
    rows = conn.execute(
        select(items.c.hash, items.c.source)
        .join(version_items, (version_items.c.site_id == items.c.site_id) & (version_items.c.item_hash == items.c.hash))
        .where(version_items.c.version_id == version_id, items.c.kind != "article")
        .order_by(items.c.slug)
    )
    read = assemble(version_id, number, site_id, [(row[0], row[1]) for row in rows])
    return _published.put(version_id, replace(read, articles=load_articles(conn, version_id, site_id)))


def load_articles(conn: Connection, version_id: str, site_id: str) -> Mapping[str, PublishedArticle]:
    """In the order of their ids. Their heads alone: there may be ten thousand."""
    rows = conn.execute(
        select(items.c.slug, items.c.hash, items.c.head)
        .join(version_items, (version_items.c.site_id == items.c.site_id) & (version_items.c.item_hash == items.c.hash))
        .where(version_items.c.version_id == version_id, items.c.kind == "article")
        .order_by(items.c.slug)
    )
    return {slug: PublishedArticle(site_id, slug, hash_, head) for slug, hash_, head in rows}


def load_item(conn: Connection, site_id: str, hash_: str) -> PublishedItem | None:
    """What starts, or a snippet, by its hash, of any version: for runs that began on an older one, and for pages that still list it."""
    found = _items.get((site_id, hash_))
    if found is not None:
        return found
    asked = items.c.site_id == site_id, items.c.hash == hash_, items.c.kind.in_(MODELS)
    text = conn.scalar(select(items.c.source).where(*asked))
    return None if text is None else keep_item(site_id, read_source(text))


def is_known_as(conn: Connection, site_id: str, hash_: str | None, names: Collection[str]) -> bool:
    """Whether this is the hash of what starts and is or was called so. Whoever names it was given it: hashes cannot be guessed."""
    item = None if hash_ is None else load_item(conn, site_id, hash_)
    return isinstance(item, PublishedStartable) and item.id in names


def keep_item(site_id: str, source: Source) -> PublishedItem:
    item = MODELS[source.item.kind](source)
    return _items.put((site_id, item.hash), item)


def assemble(version_id: str, number: int, site_id: str, rows: Sequence[tuple[str, str]]) -> Published:
    """From each item's hash and source. One that another version had already is not read again."""
    startables: dict[str, PublishedStartable] = {}
    snippets: dict[str, PublishedSnippet] = {}
    themes: dict[str, CompiledTheme] = {}
    site = None
    for hash_, text in rows:
        item = _items.get((site_id, hash_))
        if item is None:
            source = read_source(text)
            if isinstance(source.item, Site):
                site = source
                continue
            if isinstance(source.item, Theme):
                themes[source.item.id] = compile_theme(source.item)
                continue
            item = keep_item(site_id, source)
        if isinstance(item, PublishedSnippet):
            snippets[item.id] = item
        else:
            startables[item.id] = item
    if site is None:
        raise LookupError(f"version {version_id} has no site")
    assert isinstance(site.item, Site)
    read = Published(version_id, number, site.item, site, themes, startables, snippets, segments=())
    return replace(read, segments=order_segments(site.item.segments, read.audiences))
