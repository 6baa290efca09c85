"""Documents in a database, without the files that they would be written in: for what searching does with them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from handrail.content.tables import StoredItem, Version, VersionItem
from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.help.search.holdings import Holdings, load_holdings
from handrail.help.search.index import index_documents
from handrail.help.search.passages import Document, Passage
from handrail.sites.tables import Site

sites, versions = table(Site), table(Version)
stored, version_items = table(StoredItem), table(VersionItem)


def write_document(id_: str, title: str, *texts: str, **more: object) -> Document:
    """Each text after the first has a heading, which comes before its first colon: `"Partial refunds: Choose how much."`."""
    passages = [Passage(text=texts[0] if texts else "")]
    for text in texts[1:]:
        heading, _, rest = text.partition(": ")
        passages.append(Passage(text=rest, heading=heading, anchor=heading.lower().replace(" ", "-")))
    return Document.model_validate(
        {"kind": "article", "id": id_, "locale": "en", "title": title, "passages": passages, **more}
    )


def hold(conn: Connection, site: str, documents: Sequence[Document]) -> str:
    """A version of the site that has these, and no others. Returns its id."""
    site_id = conn.scalars(select(sites.c.id).where(sites.c.slug == site)).one()
    version = Version(
        id=new_id(), site_id=site_id, number=1_000 + len(documents), digest=new_id(), message="", items=len(documents),
        actor_kind="key", actor_name="a test", created_at=0,
    )  # fmt: skip
    conn.execute(versions.insert().values(version.model_dump()))
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(f"{document.kind}-{document.id}-{version.id}", []).append(document)
    for hash_, several in found.items():
        of = {"site_id": site_id, "kind": several[0].kind, "slug": several[0].id}
        conn.execute(stored.insert().values(**of, hash=hash_, source="{}"))
        conn.execute(version_items.insert().values(**of, version_id=version.id, item_hash=hash_, path=several[0].id))
    index_documents(conn, site_id, found)
    return version.id


def hold_for_english(conn: Connection, documents: Sequence[Document], site: str = "acme") -> Holdings:
    return load_holdings(conn, hold(conn, site, documents), "en")
