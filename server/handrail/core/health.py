"""`GET /healthz`: does the database answer? `GET /problems/…`: what a problem means."""

from __future__ import annotations

from pydantic import BaseModel
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request

from handrail.core.feature import Feature
from handrail.core.http import Endpoint
from handrail.core.problems import PROBLEMS, NotFound, Unavailable
from handrail.core.services import services


class Health(BaseModel):
    status: str


class Explanation(BaseModel):
    type: str
    title: str
    status: int
    meaning: str


async def check_health(request: Request) -> Health:
    try:
        await services(request).db.read(ask_database)
    except (DBAPIError, OSError) as error:
        raise Unavailable("The database does not answer.") from error
    return Health(status="ok")


def ask_database(conn: Connection) -> None:
    conn.execute(select(1))


async def explain_problem(request: Request) -> Explanation:
    problem = PROBLEMS.get(request.path_params["problem"])
    if problem is None:
        raise NotFound("There is no such problem.")
    return Explanation(
        type=f"/problems/{problem.type}",
        title=problem.title,
        status=problem.status,
        meaning=" ".join((problem.__doc__ or "").split()),
    )


FEATURE = Feature(
    name="health",
    routes=(
        Endpoint("GET", "/healthz", check_health, summary="Whether the server and its database answer"),
        Endpoint("GET", "/problems/{problem}", explain_problem, summary="What a problem means"),
    ),
)
