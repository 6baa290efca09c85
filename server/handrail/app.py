"""The ASGI app, made of one tuple of features. Settings in, app out.

It can be mounted under a path of another ASGI app. It opens its database with the first request, and starts what runs beside them
with the first that has something for it to do, so it needs no lifespan; a host that wants connections closed at its own end runs
`async with app.router.lifespan_context(app)`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from handrail.console import routes as console
from handrail.contact import routes as contact
from handrail.content import routes as content
from handrail.core import health
from handrail.core.clock import Clock
from handrail.core.db import open_database
from handrail.core.feature import Feature
from handrail.core.middleware import Surroundings
from handrail.core.openapi import describe_api
from handrail.core.problems import MethodNotAllowed, NotFound, Problem
from handrail.core.services import Services
from handrail.help import routes as help_
from handrail.insight import routes as insight
from handrail.learn import routes as learn
from handrail.people import routes as people
from handrail.preview import routes as preview
from handrail.progress import routes as progress
from handrail.sdk import routes as sdk
from handrail.settings import Settings
from handrail.sites import routes as sites
from handrail.sync import routes as sync

FEATURES: tuple[Feature, ...] = (
    health.FEATURE,
    sdk.FEATURE,
    sites.FEATURE,
    content.FEATURE,
    people.FEATURE,
    progress.FEATURE,
    contact.FEATURE,  # before help, whose pages below /help/{site} take whatever is left
    help_.FEATURE,
    learn.FEATURE,
    sync.FEATURE,
    insight.FEATURE,
    preview.FEATURE,
    console.FEATURE,
)


def create_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    features: Sequence[Feature] = FEATURES,
    background: bool = True,
) -> Starlette:
    """Without `background` nothing runs beside the requests. Raises ValueError for a database URL that is none."""
    db = open_database(settings.database_url)
    found = Services(settings, db, clock or Clock(), features, background=background)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        found.background.nudge()
        try:
            yield
        finally:
            await found.background.stop()
            await found.db.close()

    declared = [route for feature in features for route in feature.routes]
    # Routes are tried in turn: what every page view asks for comes first.
    routes = sorted(declared, key=lambda route: not getattr(route, "path", "").startswith("/v1/"))
    app = Starlette(
        routes=[*routes, describe_api(routes)],
        middleware=[Middleware(Surroundings)],
        exception_handlers={Problem: answer_problem, HTTPException: answer_http_exception},
        lifespan=lifespan,
    )
    app.state.services = found
    return app


async def answer_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.to_response()


async def answer_http_exception(request: Request, error: Exception) -> Response:
    """What Starlette itself raises: no such path, no such method."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return MethodNotAllowed("Use a method that `Allow` names.", headers=error.headers).to_response()
    return NotFound("There is no such address.").to_response()
