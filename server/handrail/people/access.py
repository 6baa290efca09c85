"""Which person a request may act for, where a sync would go on as a new visitor but these calls must not."""

from __future__ import annotations

from sqlalchemy import Connection

from handrail.core.problems import NotFound
from handrail.core.services import Services
from handrail.people.problems import Acting, BadPersonToken, BadUserTokenProblem
from handrail.people.recognise import Fields, Who, hold, recognise
from handrail.people.schema import AboutMe, AboutPerson
from handrail.people.store import PersonRow, find_person, load_person
from handrail.sites.access import EnvironmentAccess


async def access_me(found: Services, access: EnvironmentAccess, body: AboutMe, fields: Fields) -> Who:
    """The person of a good token. Raises `BadPersonToken`, `BadUserTokenProblem`, `Acting`."""
    held = await hold(found, access, body.token, found.clock.now())
    if held is None:
        raise BadPersonToken("Sync first and use the token that it gives you.")
    who = await recognise(found, access, body.token, body.user_token, fields)
    if who.acting:
        raise Acting("Do this as yourself, or ask the person to.")
    if who.problem is not None:
        raise BadUserTokenProblem("Bring a fresh one from the host's backend, or leave it out.", problem=who.problem)
    if who.sub is None and who.person_id != held.token.person_id:
        raise BadPersonToken("It belongs to somebody else than the user token says. Sync first.")
    return who


def access_person(conn: Connection, access: EnvironmentAccess, body: AboutPerson) -> PersonRow:
    """Raises `NotFound`, also for a person of another environment."""
    if body.sub is not None:
        row = find_person(conn, access.environment_id, sub=body.sub)
    else:
        row = load_person(conn, access.environment_id, body.person or "")
    if row is None:
        raise NotFound(f"{access.environment} knows no such person.")
    return row
