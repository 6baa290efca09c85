"""All that a returning page view needs to know, in one read: the environment, what it shows, the token's person and their state."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, select
from starlette.requests import Request

from handrail.contact.unread import ContactState, count_unread, find_open_id
from handrail.content.tables import Publication
from handrail.core.db import table
from handrail.core.services import services
from handrail.core.signing import BadToken
from handrail.people.recognise import LookedUp
from handrail.people.store import COLUMNS, PersonRow
from handrail.people.tables import Person
from handrail.people.tokens import open_person
from handrail.progress.store import STATE_OF
from handrail.progress.tables import PersonState
from handrail.sites.access import PAGE_ACCESS, EnvironmentAccess, admit_page
from handrail.sites.tables import Environment
from handrail.sync.due import Kept
from handrail.sync.schema import SyncRequest

environments, publications = table(Environment), table(Publication)
people, states = table(Person), table(PersonState)
version_shown = (
    select(publications.c.version_id)
    .where(publications.c.environment_id == environments.c.id)
    .order_by(publications.c.number.desc())
    .limit(1)
    .correlate(environments)
    .scalar_subquery()
)
LOOK: Select[Any] = (
    PAGE_ACCESS.add_columns(
        version_shown, count_unread(people.c.id), find_open_id(people.c.id), *STATE_OF.selected_columns, *COLUMNS
    )
    .outerjoin(people, and_(people.c.id == bindparam("person_id"), people.c.environment_id == environments.c.id))
    .outerjoin(states, states.c.person_id == people.c.id)
)
WHOSE = len(COLUMNS)
STATE = WHOSE + len(STATE_OF.selected_columns)
TOLD = STATE + 3


class Look(NamedTuple):
    """`kept` and `contact`: the state of the token's person, and how their conversations stand."""

    access: EnvironmentAccess
    version_id: str | None
    person: LookedUp
    kept: Kept
    contact: ContactState


async def look(request: Request, body: SyncRequest) -> Look:
    """Raises what `admit_page` does."""
    found = services(request)
    person_id = ""
    with suppress(BadToken):  # then it is a new visitor: `recognise` sees to that
        person_id = open_person(found.signer, body.token).person_id if body.token else ""
    origin = request.headers.get("origin") or ""
    rows = await found.db.fetch(found.db.prepare(LOOK), key=body.key, origin=origin, person_id=person_id)
    access = admit_page(request, body.key, rows)
    version_id, unread, open_id, *state = rows[0][-TOLD:-WHOSE]
    row = PersonRow(*rows[0][-WHOSE:]) if rows[0][-WHOSE] is not None else None
    kept = Kept() if state[0] is None else Kept(*state)
    return Look(access, version_id, LookedUp(row), kept, ContactState(unread, open_id))
