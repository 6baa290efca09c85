"""A survey that was answered, told to the site's other systems in the transaction that keeps the answers. Of an anonymous one only that there is one more."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from handrail.contact.webhooks.announce import announce
from handrail.core.clock import DAY, to_iso
from handrail.learn.surveys.answers import Answers
from handrail.learn.told import Learnt, name_environment, tell_person
from handrail.sites.access import EnvironmentAccess


class SurveyTold(Learnt):
    """`survey` by id; `answers` by question, all so far: more may come to the same `response`."""

    survey: str
    response: str
    answers: dict[str, bool | int | str | list[str]]
    at: str


class AnonymousTold(BaseModel):
    """`day` in UTC."""

    model_config = ConfigDict(frozen=True)
    survey: str
    day: str


def tell_answered(
    conn: Connection, access: EnvironmentAccess, person_id: str, survey: str, response: str, answers: Answers, now: int
) -> None:
    def tell() -> SurveyTold:
        return SurveyTold(
            environment=name_environment(conn, access.environment_id),
            person=tell_person(conn, person_id),
            survey=survey,
            response=response,
            answers=dict(answers),
            at=to_iso(now),
        )

    announce(conn, access.site_id, person_id, "survey.answered", tell, now)


def tell_answered_by_nobody(conn: Connection, access: EnvironmentAccess, survey: str, now: int) -> None:
    """With the day for an instant: the hour could tell who it was."""
    midnight = now - now % DAY
    day = to_iso(midnight)[:10]
    subject = f"{access.environment_id} {survey}"
    announce(conn, access.site_id, subject, "survey.answered", lambda: AnonymousTold(survey=survey, day=day), midnight)
