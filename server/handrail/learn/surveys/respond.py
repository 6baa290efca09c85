"""`POST /v1/surveys/{id}/responses`: answers to a survey, one after the other or all at once."""

from __future__ import annotations

from pydantic import JsonValue
from sqlalchemy import Connection
from starlette.requests import Request

from handrail.contact.access import access_writer
from handrail.content.survey import Survey
from handrail.core.limits import address_of
from handrail.core.problems import Busy, InvalidBody
from handrail.core.services import Services, services
from handrail.learn.shown import load_shown
from handrail.learn.surveys.keep import keep_anonymous, keep_response
from handrail.learn.surveys.wire import KeptResponse, SurveyResponse
from handrail.people.problems import BadPersonToken
from handrail.people.schema import AboutMe
from handrail.people.settle import PersonGone, settle
from handrail.sites.access import EnvironmentAccess


async def post_response(request: Request, access: EnvironmentAccess, body: SurveyResponse) -> KeptResponse:
    found, id_ = services(request), str(request.path_params["id"])
    shown = await found.db.read(load_shown, access, "survey", id_, body.hash)
    survey = shown.item
    assert isinstance(survey, Survey)
    address, now = address_of(request), found.clock.now()
    if survey.anonymous:
        refuse_person(body)
        await found.db.write(keep_anonymous, access, survey, body, address, now)
    else:
        await respond(found, access, survey, body, address, now)
    found.background.nudge()
    return KeptResponse(response=body.response)


def refuse_person(body: SurveyResponse) -> None:
    """A token with it would name who answers. Raises `InvalidBody`."""
    named = [name for name in ("token", "user_token", "path", "locale") if getattr(body, name) is not None]
    if named:
        errors: list[JsonValue] = [
            {"path": name, "problem": "this survey is anonymous; leave it out"} for name in named
        ]
        raise InvalidBody("This survey is anonymous: nothing may come with it that leads to a person.", errors=errors)


async def respond(
    found: Services, access: EnvironmentAccess, survey: Survey, body: SurveyResponse, address: str, now: int
) -> None:
    """Raises `BadPersonToken`, `BadUserTokenProblem`, `Acting` and what `keep_response` does."""
    if body.token is None:
        raise BadPersonToken("Sync first and use the token that it gives you.")
    me = AboutMe(key=body.key, token=body.token, user_token=body.user_token)
    who = await access_writer(found, access, me)

    def keep(conn: Connection) -> None:
        row = settle(conn, access, who, found.features, now)
        keep_response(conn, access, row.id, survey, body, address, now)

    try:
        await found.db.write(keep)
    except PersonGone:
        raise Busy("Somebody is changing the same person. Nothing was kept; try again in a second.") from None
