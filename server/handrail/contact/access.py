"""Which conversation a page may touch: that of the person whom its token names, and no other. What is not theirs is not there."""

from __future__ import annotations

from sqlalchemy import Connection, select

from handrail.contact.problems import Blocked
from handrail.contact.tables import ContactBlock, Conversation
from handrail.contact.thread import MISSING, load_conversation
from handrail.core.db import table
from handrail.core.problems import NotFound
from handrail.core.services import Services
from handrail.people.access import access_me
from handrail.people.recognise import Fields, Who
from handrail.people.schema import AboutMe
from handrail.sites.access import EnvironmentAccess

NO_FIELDS = Fields({}, {})  # these calls change nothing about a person
blocks = table(ContactBlock)


async def access_writer(found: Services, access: EnvironmentAccess, body: AboutMe) -> Who:
    """The person of a good token. Raises `BadPersonToken`, `BadUserTokenProblem`, and `Acting`: who only looks neither reads nor writes here.

    A visitor is joined by a sync, which gives the page its new token, not here.
    """
    who = (await access_me(found, access, body, NO_FIELDS))._replace(joins=None)
    # Nor does it change what their host told of them.
    return who if who.row is None else who._replace(traits=who.row.traits, account=who.row.account)


def access_conversation(
    conn: Connection, access: EnvironmentAccess, person_id: str, conversation_id: str
) -> Conversation:
    """Raises `NotFound`."""
    found = load_conversation(conn, conversation_id)
    if found is None or (found.environment_id, found.person_id) != (access.environment_id, person_id):
        raise NotFound(MISSING)
    return found


def refuse_blocked(conn: Connection, site_id: str, person_id: str) -> None:
    wanted = select(blocks.c.at).where(blocks.c.site_id == site_id, blocks.c.person_id == person_id)
    if conn.execute(wanted).one_or_none() is not None:
        raise Blocked("Reach the team in another way.")
