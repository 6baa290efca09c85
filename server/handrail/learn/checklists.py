"""A checklist that somebody has just gone through to its end, told to the site's other systems: once, by what happened, before that is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from sqlalchemy import Connection, select

from handrail.contact.webhooks.announce import announce
from handrail.content.checklist import Checklist
from handrail.content.published import load_published
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.learn.told import Learnt, name_environment, tell_person
from handrail.progress.ingest import NewEvent
from handrail.progress.renamed import name_formers
from handrail.progress.store import Owner
from handrail.progress.tables import Event

COMPLETED = "checklist_completed"
events = table(Event)


class ChecklistTold(Learnt):
    """`checklist` by id."""

    checklist: str
    title: str
    at: str


def tell_completed(conn: Connection, owner: Owner, new: Sequence[NewEvent], now: int) -> None:
    """`new` are about to be kept; callers hold the person's lock."""
    named = {event.happened.item for event in new if event.happened.name == COMPLETED and event.happened.item}
    published = load_published(conn, owner.environment_id) if named else None
    if published is None:
        return
    formerly = name_formers(published)
    for id_ in sorted({formerly.get(name, name) for name in named}):
        found = published.startables.get(id_)
        if found is None or not isinstance(found.item, Checklist):
            continue
        if not was_completed(conn, owner.person_id, {id_, *found.item.was}):
            tell = partial(tell_checklist, conn, owner, found.item, now)
            announce(conn, owner.site_id, owner.person_id, "checklist.completed", tell, now)


def tell_checklist(conn: Connection, owner: Owner, checklist: Checklist, now: int) -> ChecklistTold:
    return ChecklistTold(
        environment=name_environment(conn, owner.environment_id),
        person=tell_person(conn, owner.person_id),
        checklist=checklist.id,
        title=checklist.title,
        at=to_iso(now),
    )


def was_completed(conn: Connection, person_id: str, names: Collection[str]) -> bool:
    mine = (events.c.person_id == person_id, events.c.item.in_(sorted(names)), events.c.name == COMPLETED)
    return conn.scalar(select(events.c.id).where(*mine).limit(1)) is not None
