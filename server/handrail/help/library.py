"""A published version as one kind of reader finds it in one locale: the articles they may read, by topic. Made once and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handrail.content.kept import Kept
from handrail.content.locales import choose_locale
from handrail.content.published import PUBLISHED_VERSION, Published, find_loaded, load_version
from handrail.content.published_article import PublishedArticle
from handrail.core.db import Database
from handrail.help.search.holdings import Audiences
from handrail.help.text.collate import collate

LIBRARIES_KEPT = 64


@dataclass(frozen=True)
class Card:
    """What names an article in a list. `locale` is that of its words."""

    id: str
    title: str
    summary: str
    locale: str


@dataclass(frozen=True, eq=False)
class Shelf:
    """A topic with its articles, by title. `id` is empty for what is of no topic."""

    id: str
    title: str
    description: str
    articles: Sequence[PublishedArticle]


@dataclass(frozen=True, eq=False)
class Library:
    """`shelves` are those that have something for this reader."""

    published: Published
    audiences: Audiences
    locale: str
    articles: Mapping[str, PublishedArticle]
    shelves: Sequence[Shelf]

    def find_shelf(self, topic: str | None) -> Shelf | None:
        return next((shelf for shelf in self.shelves if shelf.id and shelf.id == topic), None)

    def write_card(self, article: PublishedArticle) -> Card:
        locale = article.choose_locale(self.locale)
        return Card(article.id, article.title(locale), article.summary(locale), locale)

    def list_related(self, article: PublishedArticle) -> list[Card]:
        """Those that its author named, as far as this reader may have them."""
        named = [self.articles[id_] for id_ in article.related if id_ in self.articles]
        return [self.write_card(one) for one in named if one.id != article.id]


_libraries: Kept[tuple[str, str, Audiences], Library] = Kept(LIBRARIES_KEPT)


async def fetch_library(db: Database, environment_id: str, locale: str | None, audiences: Audiences) -> Library | None:
    """`locale` is any tag, or none for the site's first; the library has the nearest. `None` as long as nothing is published."""
    rows = await db.fetch(db.prepare(PUBLISHED_VERSION), environment_id=environment_id)
    if not rows:
        return None
    # Both are made once per process, and where that holds up nobody: a large version takes its time.
    published = find_loaded(rows[0][0])
    if published is None:
        published = await db.scan(load_version, rows[0][0])
    chosen = choose_locale(published.site.locales, locale or "")
    key = (published.version_id, chosen, audiences)
    return _libraries.get(key) or _libraries.put(
        key, await asyncio.to_thread(build_library, published, chosen, audiences)
    )


def build_library(published: Published, locale: str, audiences: Audiences) -> Library:
    mine = {id_: one for id_, one in published.articles.items() if one.audience in audiences}
    by_title = sorted(mine.values(), key=lambda one: (collate(one.title(locale), locale), one.id))
    by_topic: dict[str, list[PublishedArticle]] = {}
    topics = published.topics(locale)
    known = {topic.id for topic in topics}
    for one in by_title:
        topic = one.topic
        by_topic.setdefault(topic if topic in known else "", []).append(one)
    shelves = [Shelf(topic.id, topic.title, topic.description, by_topic.get(topic.id, [])) for topic in topics]
    shelves.append(Shelf("", "", "", by_topic.get("", [])))
    return Library(published, audiences, locale, mine, [shelf for shelf in shelves if shelf.articles])
