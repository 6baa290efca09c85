"""Items that are no longer published, for those who are in the middle of them."""

from __future__ import annotations

from dataclasses import replace

from handrail.content.published import load_item
from handrail.content.published_startable import PublishedStartable
from handrail.core.db import Database
from handrail.sites.access import EnvironmentAccess
from handrail.sync.choose import Choice
from handrail.sync.due import Ask, Due, describe_due
from handrail.sync.shelf import Shelf


async def keep_older(
    db: Database, access: EnvironmentAccess, shelf: Shelf, ask: Ask, due: Due
) -> tuple[Due, dict[str, str]]:
    """What is due, and the older ones' bodies by hash. What was never this one gives way to the published one, or to nothing beyond the audience: a page may claim any hash."""
    kept: list[Choice] = []
    bodies: dict[str, str] = {}
    for choice in due.choices:
        named = choice.claimed or choice.hash
        if named == choice.offer.hash:
            kept.append(choice)
            continue
        item = await db.read(load_item, access.site_id, named)
        if not isinstance(item, PublishedStartable) or item.id not in choice.offer.names:
            if choice.claimed is None:
                kept.append(replace(choice, hash=choice.offer.hash))
            continue
        kept.append(choice)
        if choice.hash == named:
            bodies[named] = item.body_json(shelf.locale).decode()
    return (due if kept == due.choices else describe_due(shelf, ask, kept, due.beside)), bodies
