"""`POST /v1/sync`: the one call of a page. It carries what happened and brings what changed; when nothing did, nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from starlette.requests import Request
from starlette.responses import Response

from handrail.content.locales import choose_locale
from handrail.content.published import PUBLISHED_VERSION, Published, find_loaded, load_version
from handrail.core.db import Database, table
from handrail.core.feature import Feature
from handrail.core.http import KILOBYTE
from handrail.core.problems import Busy
from handrail.core.services import Services, services
from handrail.people.recognise import Fields, Who, recognise, renew_token
from handrail.people.settle import PersonGone, is_unseen
from handrail.progress.audience import describe_person, load_tracked
from handrail.progress.ingest import NewEvent, Rejected, Sender, read_events
from handrail.progress.state import EMPTY, State, read_state, write_preferences, write_progress
from handrail.progress.tables import PersonState
from handrail.sites.access import EnvironmentAccess
from handrail.sites.endpoints import serve_page
from handrail.sync.answer import Asked, Kept, write_answer
from handrail.sync.choose import Choice, choose
from handrail.sync.older import keep_older
from handrail.sync.record import record
from handrail.sync.schema import SyncRequest, SyncResponse
from handrail.sync.shelf import EMPTY_SHELF, Shelf, stock

LIMIT = 60 * KILOBYTE
TRIES = 3
states = table(PersonState)
STATE: Select[Any] = select(states.c.progress, states.c.preferences).where(states.c.person_id == bindparam("person_id"))


@dataclass(frozen=True)
class Synced:
    """A person after what this request had to write about them."""

    who: Who
    person_id: str
    generation: int
    state: State
    kept: Kept


async def post_sync(request: Request, access: EnvironmentAccess, body: SyncRequest) -> Response:
    found, now = services(request), services(request).clock.now()
    published = await fetch_published(found.db, access.environment_id)
    sender = Sender(body.device or "", body.visit, body.release)
    new, rejected = read_events(body.events, sender, published.site.events if published else {}, now)
    synced = await settle_sync(found, access, body, published, new, now)
    if synced.who.acting:
        new, rejected = [], refuse_all(body.events)
    shelf = EMPTY_SHELF
    choices: list[Choice] = []
    older: dict[str, str] = {}
    if published is not None:
        shelf = stock(published, choose_locale(published.site.locales, body.locale))
        choices = await choose_for(found, published, shelf, synced, body, now)
        choices, older = await keep_older(found.db, access, choices, shelf.locale)
    text = write_answer(
        token=renew_token(found, access, synced.who, synced.person_id, synced.generation, now),
        now=now,
        person_id=synced.person_id,
        who=synced.who,
        kept=synced.kept,
        shelf=shelf,
        choices=choices,
        asked=Asked(body.url, body.since),
        older=older,
        accepted=len(new),
        rejected=rejected,
    )
    return Response(text, headers={"Cache-Control": "no-store"}, media_type="application/json")


async def fetch_published(db: Database, environment_id: str) -> Published | None:
    """Which version is asked each time; the version itself is read once."""
    rows = await db.fetch(db.prepare(PUBLISHED_VERSION), environment_id=environment_id)
    if not rows:
        return None
    version_id: str = rows[0][0]
    return find_loaded(version_id) or await db.read(load_version, version_id)


async def settle_sync(
    found: Services,
    access: EnvironmentAccess,
    body: SyncRequest,
    published: Published | None,
    new: Sequence[NewEvent],
    now: int,
) -> Synced:
    """Whoever is erased or joined while their request is under way comes back as somebody new."""
    fields = Fields(published.site.traits, published.site.account) if published else Fields({}, {})
    for _ in range(TRIES):
        who = await recognise(found, access, body.token, body.user_token, fields)
        happened = bool(new) and not who.acting
        if not happened and who.is_settled and (who.acting or not is_unseen(who.row, now)):
            return await read_synced(found, who)
        try:
            recorded = await found.db.write(record, access, who, new, found.features, now)
        except PersonGone:
            continue
        state = recorded.state
        kept = Kept(write_progress(state.progress), write_preferences(state.preferences))
        return Synced(who, recorded.person_id, recorded.generation, state, kept)
    raise Busy


async def read_synced(found: Services, who: Who) -> Synced:
    if who.row is None:
        return Synced(who, who.person_id, 0, EMPTY, Kept())
    rows = await found.db.fetch(found.db.prepare(STATE), person_id=who.person_id)
    if not rows:
        return Synced(who, who.person_id, who.row.generation, EMPTY, Kept())
    progress, preferences = rows[0]
    state = read_state(progress, preferences)
    return Synced(who, who.person_id, who.row.generation, state, Kept(progress, preferences))


async def choose_for(
    found: Services, published: Published, shelf: Shelf, synced: Synced, body: SyncRequest, now: int
) -> list[Choice]:
    tracked = await found.db.read(load_tracked, synced.person_id, shelf.tracked) if shelf.tracked else []
    who = synced.who
    context = describe_person(published, who.traits, who.account, synced.state, tracked, now, body.locale)
    return choose(shelf.offers, synced.state, context, body.visit, now)


def refuse_all(events: Sequence[Any]) -> list[Rejected]:
    return [Rejected(index=index, problem="acting") for index in range(len(events))]


SYNC = serve_page("/sync", post_sync, summary="What happened, and what is due", limit=LIMIT)
SYNC.answer = SyncResponse  # put together as text, for speed, but of this shape
FEATURE = Feature(name="sync", routes=(SYNC,))
