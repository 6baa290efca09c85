"""Items into the index, when they are pushed: `index_documents` is the whole of it, and may be called again for what is there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from handrail.content.source import Source, read_source
from handrail.content.tables import StoredItem, VersionItem
from handrail.core.db import insert, lock, table
from handrail.help.search.describe import describe_item
from handrail.help.search.passages import Document
from handrail.help.search.postings import ANYWHERE, STRONG, add_postings, write_term
from handrail.help.search.terms import Analysed, analyse_document
from handrail.help.search.vocabulary import Learned, learn_words
from handrail.help.tables import HelpDocument, HelpScope

KINDS = ("article", "snippet", "tour")
documents, scopes = table(HelpDocument), table(HelpScope)
stored, version_items = table(StoredItem), table(VersionItem)


def index_documents(conn: Connection, site_id: str, found: Mapping[str, Sequence[Document]]) -> None:
    """By the hash of the item, it in each of its locales."""
    lock(conn, f"help of {site_id}")
    known = {(row[0], row[1]) for row in conn.execute(
        select(documents.c.item_hash, documents.c.locale).where(
            documents.c.site_id == site_id, documents.c.item_hash.in_(list(found))
        )
    )}  # fmt: skip
    new = [
        (hash_, document)
        for hash_, several in found.items()
        for document in several
        if (hash_, document.locale) not in known
    ]
    if not new:
        return
    numbers = number_scopes(conn, site_id, {document.locale for _, document in new})
    analysed = [analyse_document(document) for _, document in new]
    rows = [
        HelpDocument(
            site_id=site_id,
            item_hash=hash_,
            locale=document.locale,
            scope_id=numbers[document.locale],
            kind=document.kind,
            slug=document.id,
            audience=document.audience,
            length=one.length,
            terms=one.terms,
            document=document.model_dump_json(exclude_defaults=True),
        ).model_dump(exclude={"id"})
        for (hash_, document), one in zip(new, analysed, strict=True)
    ]
    added = conn.execute(
        insert(conn, documents).returning(documents.c.id, documents.c.item_hash, documents.c.locale), rows
    )
    ids = {(row[1], row[2]): row[0] for row in added}
    add_postings(
        conn,
        (
            (ids[hash_, document.locale], list_postings(numbers[document.locale], one))
            for (hash_, document), one in zip(new, analysed, strict=True)
        ),
    )
    for locale, number in numbers.items():
        learn_words(
            conn,
            number,
            sum_up(one for (_, document), one in zip(new, analysed, strict=True) if document.locale == locale),
        )


def list_postings(scope_id: int, found: Analysed) -> list[str]:
    anywhere = [write_term(scope_id, ANYWHERE, term) for term in found.anywhere]
    return anywhere + [write_term(scope_id, STRONG, term) for term in found.strong]


def sum_up(found: Iterable[Analysed]) -> dict[str, Learned]:
    """Words sorted, so that transactions that learn the same ones do not wait for each other in a circle."""
    counts: Counter[str] = Counter()
    words: dict[str, tuple[str, str]] = {}
    for one in found:
        counts.update(one.words.keys())
        words |= one.words
    return {word: Learned(*words[word], counts[word]) for word in sorted(words)}


def number_scopes(conn: Connection, site_id: str, locales: Iterable[str]) -> dict[str, int]:
    wanted = sorted(locales)
    rows = [{"site_id": site_id, "locale": locale} for locale in wanted]
    conn.execute(insert(conn, scopes).on_conflict_do_nothing(), rows)
    mine = conn.execute(
        select(scopes.c.locale, scopes.c.id).where(scopes.c.site_id == site_id, scopes.c.locale.in_(wanted))
    )
    return {row[0]: row[1] for row in mine}


def index_items(conn: Connection, site_id: str, items: Iterable[Source]) -> None:
    """What a push brings; of a site's items those that can be found."""
    index_documents(conn, site_id, {source.hash: found for source in items if (found := describe_item(source))})


def list_unindexed(conn: Connection, version_id: str) -> list[tuple[str, str]]:
    """Items of a version that was pushed before there was an index: their site, and their hash."""
    rows = conn.execute(
        select(version_items.c.site_id, version_items.c.item_hash)
        .outerjoin(
            documents,
            (documents.c.site_id == version_items.c.site_id) & (documents.c.item_hash == version_items.c.item_hash),
        )
        .where(version_items.c.version_id == version_id, version_items.c.kind.in_(KINDS), documents.c.id.is_(None))
    )
    return [(row[0], row[1]) for row in rows]


def index_kept(conn: Connection, site_id: str, hashes: Sequence[str]) -> None:
    texts = conn.scalars(select(stored.c.source).where(stored.c.site_id == site_id, stored.c.hash.in_(hashes)))
    index_items(conn, site_id, [read_source(text) for text in texts])
