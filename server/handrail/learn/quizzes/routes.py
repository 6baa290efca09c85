"""`POST /v1/quizzes/{quiz}/attempts`."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.requests import Request

from handrail.contact.access import access_writer
from handrail.content.published import load_published
from handrail.core.http import KILOBYTE
from handrail.core.limits import address_of, spend
from handrail.core.problems import Busy
from handrail.core.services import services
from handrail.learn.quizzes.attempt import take_attempt
from handrail.learn.quizzes.limits import ANSWERS
from handrail.learn.quizzes.schema import AttemptQuiz, ShownAttempt
from handrail.learn.quizzes.sitter import Sitter
from handrail.people.settle import PersonGone, settle
from handrail.progress.store import Owner, load_state
from handrail.sites.access import EnvironmentAccess
from handrail.sites.endpoints import serve_page

LIMIT = 60 * KILOBYTE


async def post_attempt(request: Request, access: EnvironmentAccess, body: AttemptQuiz) -> ShownAttempt:
    found, now = services(request), services(request).clock.now()
    published = await found.db.read(load_published, access.environment_id)
    who = await access_writer(found, access, body)

    def take(conn: Connection) -> ShownAttempt:
        row = settle(conn, access, who, found.features, now)
        spend(conn, [(ANSWERS, row.id)], now)
        sitter = Sitter(
            owner=Owner(access.site_id, access.environment_id, row.id),
            slug=request.path_params["quiz"],
            published=published,
            traits=who.traits,
            account=who.account,
            state=load_state(conn, row.id),
            known=who.known,
            address=address_of(request),
            locale=body.locale,
        )
        return take_attempt(conn, sitter, body, now)

    try:
        shown = await found.db.write(take)
    except PersonGone:
        raise Busy("Somebody is changing the same person. Nothing was kept; try again in a second.") from None
    found.background.nudge()
    return shown


ROUTES = (
    serve_page(
        "/quizzes/{quiz}/attempts", post_attempt, summary="Answer a quiz, and be graded", limit=LIMIT, mends=True
    ),
)
