"""What two versions differ in: items, and of those that changed the keys. Steps and whatever else has an id are told by it, not by their place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from sqlalchemy import Connection, select

from handrail.content.tables import StoredItem, VersionItem
from handrail.content.versions import load_version_id
from handrail.content.wire import ChangedKey, Diff, ItemChange
from handrail.core.db import table
from handrail.sites.access import SiteAccess

stored, version_items = table(StoredItem), table(VersionItem)
Change = tuple[str, Literal["added", "removed", "changed", "moved"]]
Items = Mapping[tuple[str, str], tuple[str, str]]
"""Hash and file by kind and id."""


def diff_versions(conn: Connection, access: SiteAccess, old: int, new: int) -> Diff:
    """Raises `NotFound`."""
    before, after = (load_items(conn, load_version_id(conn, access, number)) for number in (old, new))

    def load_source(hash_: str) -> str:
        found = select(stored.c.source).where(stored.c.site_id == access.site_id, stored.c.hash == hash_)
        return str(conn.execute(found).scalar_one())

    return Diff(from_=old, to=new, items=list(compare_items(before, after, load_source)))


def load_items(conn: Connection, version_id: str) -> Items:
    rows = conn.execute(
        select(version_items.c.kind, version_items.c.slug, version_items.c.item_hash, version_items.c.path)
        .where(version_items.c.version_id == version_id)
        .order_by(version_items.c.kind, version_items.c.slug)
    )
    return {(kind, slug): (hash_, path) for kind, slug, hash_, path in rows}


def compare_items(before: Items, after: Items, load_source: Callable[[str], str]) -> Iterator[ItemChange]:
    """`load_source` is asked by hash for what changed alone."""
    for kind, slug in sorted(before.keys() | after.keys()):
        old, new = before.get((kind, slug)), after.get((kind, slug))
        if old is None and new is not None:
            yield ItemChange(kind=kind, id=slug, path=new[1], change="added")
        elif new is None and old is not None:
            yield ItemChange(kind=kind, id=slug, path=old[1], change="removed")
        elif old and new and old[0] != new[0]:
            changes = compare_sources(load_source(old[0]), load_source(new[0]))
            keys = [ChangedKey(path=path, change=change) for path, change in changes]
            yield ItemChange(kind=kind, id=slug, path=new[1], change="changed", keys=keys)


def compare_sources(before: str, after: str) -> Iterator[Change]:
    old, new = json.loads(before), json.loads(after)
    yield from compare(old["item"], new["item"], "")
    for address in sorted(old.get("media", {}).keys() & new.get("media", {}).keys()):
        if old["media"][address] != new["media"][address]:
            yield f"media: {address}", "changed"
    if old["locale"] != new["locale"]:
        yield "locale", "changed"
    for locale in sorted(old["translations"].keys() | new["translations"].keys()):
        for path, change in compare(old["translations"].get(locale, {}), new["translations"].get(locale, {}), ""):
            yield f"{locale}: {path}", change


def compare(old: Any, new: Any, path: str) -> Iterator[Change]:
    """The innermost keys that differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from compare_keys(old, new, path)
    elif isinstance(old, list) and isinstance(new, list) and all(has_id(one) for one in [*old, *new]):
        yield from compare_keys({one["id"]: one for one in old}, {one["id"]: one for one in new}, path)
        kept = [[one["id"] for one in side if has_id_in(one, other)] for side, other in ((old, new), (new, old))]
        if kept[0] != kept[1]:
            yield path, "moved"
    elif old != new or isinstance(old, bool) is not isinstance(new, bool):
        yield path, "changed"


def compare_keys(old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> Iterator[Change]:
    for key in [*old, *(key for key in new if key not in old)]:
        at = f"{path}.{key}" if path else key
        if key not in new:
            yield at, "removed"
        elif key not in old:
            yield at, "added"
        else:
            yield from compare(old[key], new[key], at)


def has_id(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str)


def has_id_in(value: Any, others: list[Any]) -> bool:
    return any(value["id"] == other["id"] for other in others)
