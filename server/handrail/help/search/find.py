"""Searching what is published, whoever asks: the index made sure of, the search run where it holds up nobody, results for the wire."""

from __future__ import annotations

from handrail.content.locales import choose_locale
from handrail.content.published import Published
from handrail.core.services import Services
from handrail.help.search.holdings import Holdings, find_holdings, load_holdings
from handrail.help.search.index import index_kept, list_unindexed
from handrail.help.search.search import Found, Wanted, search_passages
from handrail.help.wire import SearchResult

INDEXED_AT_ONCE = 50


async def find_help(found: Services, published: Published, locale: str, wanted: Wanted) -> Found:
    holdings = await hold(found, published, locale)
    return await found.db.scan(search_passages, holdings, wanted)


async def hold(found: Services, published: Published, locale: str) -> Holdings:
    """A version from before there was an index is indexed by the first who searches it, in small pieces: others write in between."""
    version_id = published.version_id
    nearest = choose_locale(published.site.locales, locale)  # so many are kept as a site has, whatever tags people send
    holdings = find_holdings(version_id, nearest)
    if holdings is not None:
        return holdings
    missing = await found.db.scan(list_unindexed, version_id)
    for start in range(0, len(missing), INDEXED_AT_ONCE):
        part = missing[start : start + INDEXED_AT_ONCE]
        await found.db.write(index_kept, part[0][0], [hash_ for _, hash_ in part])
    return await found.db.scan(load_holdings, version_id, nearest, title_topics(published, nearest))


def title_topics(published: Published, locale: str) -> dict[str, str]:
    """By article, its topic's title."""
    titles = {topic.id: topic.title for topic in published.topics(locale)}
    return {id_: titles[one.topic] for id_, one in published.articles.items() if one.topic in titles}


def write_results(found: Found) -> list[SearchResult]:
    return [
        SearchResult(
            kind=hit.document.kind,
            id=hit.document.id,
            title=hit.document.title,
            heading=hit.passage.heading,
            anchor=hit.passage.anchor,
            passage=hit.quoted,
            topic=hit.document.topic,
        )
        for hit in found.hits
    ]
