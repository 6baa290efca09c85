"""`POST /v1/sync`: the one call of a page. It carries what happened and brings what changed; when nothing did, nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from handrail.contact.unread import ContactState, fetch_contact_state
from handrail.content.locales import choose_locale
from handrail.content.published import Published, find_loaded, load_version
from handrail.core.db import Database
from handrail.core.feature import Feature
from handrail.core.http import KILOBYTE, Endpoint
from handrail.core.limits import address_of
from handrail.core.problems import Busy
from handrail.core.services import Services, services
from handrail.people.recognise import LookedUp, Who, recognise, renew_token
from handrail.people.settle import PersonGone, is_unseen
from handrail.progress.audience import load_tracked
from handrail.progress.ingest import NewEvent, Rejected, Sender, read_events
from handrail.progress.starts import write_starts
from handrail.progress.state import State, write_preferences, write_progress, write_votes
from handrail.progress.store import STATE_OF
from handrail.sites.endpoints import manage
from handrail.sites.roles import Role
from handrail.sync.answer import Asked, write_answer
from handrail.sync.due import Ask, Kept, carry_over, find_apart, find_due, find_held
from handrail.sync.explanation import get_explain, post_explain
from handrail.sync.look import Look, look
from handrail.sync.older import keep_older
from handrail.sync.pace import keep_pace
from handrail.sync.record import record
from handrail.sync.schema import SyncRequest, SyncResponse
from handrail.sync.shelf import EMPTY_SHELF, Shelf, stock

LIMIT = 60 * KILOBYTE
TRIES = 3


class Synced(NamedTuple):
    """A person after what this request had to write about them."""

    who: Who
    person_id: str
    generation: int
    kept: Kept
    excess: frozenset[str] = frozenset()


async def post_sync(request: Request, access: Look, body: SyncRequest) -> Response:
    found = services(request)
    now = found.clock.now()
    published = await load_shown(found.db, access.version_id)
    shelf = stock(published, choose_locale(published.site.locales, body.locale)) if published else EMPTY_SHELF
    sender = Sender(body.device or "", body.visit, body.release)
    new, rejected = read_events(body.events, sender, published.site.events if published else {}, now)
    synced = await settle_sync(found, access, body, shelf, new, address_of(request), now)
    if synced.who.acting:
        new, rejected = [], refuse_all(body.events)
    if synced.excess:
        new, rejected = refuse_excess(body.events, new, rejected, synced.excess)
    kept = carry_over(shelf, synced.kept)
    ask = Ask(
        synced.who.traits,
        synced.who.account,
        kept.progress,
        kept.preferences,
        body.locale,
        body.visit,
        find_held(shelf, synced.person_id),
        shelf.beside.asks_known and synced.who.known,
        find_apart(shelf, synced.person_id),
    )
    tracked = await found.db.read(load_tracked, synced.person_id, shelf.tracked) if shelf.tracked else []
    due, older = await keep_older(found.db, access.access, shelf, ask, find_due(shelf, ask, tracked, now))
    text = write_answer(
        token=renew_token(found, access.access, synced.who, synced.person_id, synced.generation, now),
        now=now,
        person_id=synced.person_id,
        who=synced.who,
        kept=kept,
        shelf=shelf,
        due=due,
        asked=Asked(body.url, body.since),
        older=older,
        accepted=len(new),
        rejected=rejected,
        contact=await find_contact_state(found.db, access, synced),
    )
    return Response(text, headers={"Cache-Control": "no-store"}, media_type="application/json")


async def find_contact_state(db: Database, access: Look, synced: Synced) -> ContactState:
    """As it was read with the rest, unless this request found out that it is somebody else. Nothing for who only looks."""
    row = synced.who.row
    if synced.who.acting or (row is None and synced.who.sub is None):
        return ContactState()
    if row is not None and row is access.person.row and synced.who.joins is None:
        return access.contact
    return await fetch_contact_state(db, synced.person_id)


async def load_shown(db: Database, version_id: str | None) -> Published | None:
    """A version never changes: it is read once, and where it holds up nobody, as a large one takes its time."""
    return None if version_id is None else find_loaded(version_id) or await db.scan(load_version, version_id)


async def settle_sync(
    found: Services, access: Look, body: SyncRequest, shelf: Shelf, new: Sequence[NewEvent], address: str, now: int
) -> Synced:
    """Whoever is erased or joined while their request is under way comes back as somebody new."""
    looked_up: LookedUp | None = access.person
    for _ in range(TRIES):
        who = await recognise(found, access.access, body.token, body.user_token, shelf.fields, looked_up)
        happened = bool(new) and not who.acting
        if not happened and who.is_settled and (who.acting or not is_unseen(who.row, now)):
            kept = access.kept if who.row is access.person.row else await fetch_kept(found.db, who.person_id)
            return Synced(who, who.person_id, who.row.generation if who.row else 0, kept)
        if happened and who.row is not None:
            keep_pace(who.person_id, len(new), now)
        try:
            recorded = await found.db.write(record, access.access, who, new, address, found.features, now)
        except PersonGone:
            looked_up = None
            continue
        kept = write_kept(recorded.state)
        return Synced(who, recorded.person_id, recorded.generation, kept, recorded.excess)
    raise Busy


def write_kept(state: State) -> Kept:
    return Kept(
        write_progress(state.progress),
        write_preferences(state.preferences),
        write_starts(state.starts),
        write_votes(state.votes),
    )


async def fetch_kept(db: Database, person_id: str) -> Kept:
    rows = await db.fetch(db.prepare(STATE_OF), person_id=person_id)
    return Kept(*rows[0]) if rows else Kept()


def refuse_all(events: Sequence[Any]) -> list[Rejected]:
    return [Rejected(index=index, problem="acting") for index in range(len(events))]


def refuse_excess(
    events: Sequence[Any], new: Sequence[NewEvent], rejected: Sequence[Rejected], excess: frozenset[str]
) -> tuple[list[NewEvent], list[Rejected]]:
    named = {entry.index for entry in rejected}
    too_many = [
        Rejected(index=index, id=event["id"], problem="too_many")
        for index, event in enumerate(events)
        if index not in named and event["id"] in excess
    ]
    taken = [event for event in new if event.happened.id not in excess]
    return taken, sorted([*rejected, *too_many], key=lambda entry: entry.index)


SYNC = Endpoint(
    "POST",
    "/v1/sync",
    post_sync,
    summary="What happened, and what is due",
    needs="publishable key",
    admit=look,
    limit=LIMIT,
    mends=True,  # a page cannot: one odd character in a host's text would hold up all that waits behind it
)
SYNC.answer = SyncResponse  # put together as text, for speed, but of this shape
FEATURE = Feature(
    name="sync",
    routes=(
        SYNC,
        manage("GET", "/explain", get_explain, Role.VIEWER, summary="Why an item starts by itself, or not"),
        manage("POST", "/explain", post_explain, Role.VIEWER, summary="Why an item starts by itself, or not"),
    ),
)
