"""`GET /api/sites/{site}/outbox` and `POST …/outbox/{entry}/replay`."""

from __future__ import annotations

from starlette.requests import Request

from handrail.contact.outbox.look import list_outbox, replay
from handrail.contact.outbox.schema import OutboxItem, OutboxList, OutboxQuery
from handrail.core.services import services
from handrail.sites.access import SiteAccess
from handrail.sites.endpoints import manage
from handrail.sites.roles import Role


async def get_outbox(request: Request, access: SiteAccess, query: OutboxQuery) -> OutboxList:
    return await services(request).db.read(list_outbox, access.site_id, query)


async def post_replay(request: Request, access: SiteAccess) -> OutboxItem:
    found = services(request)
    item = await found.db.write(replay, access, request.path_params["entry"], found.clock.now())
    found.background.nudge()
    return item


ROUTES = (
    manage("GET", "/outbox", get_outbox, Role.AGENT, summary="What is to be delivered, and what could not be"),
    manage("POST", "/outbox/{entry}/replay", post_replay, Role.AGENT, summary="Send a dead letter again"),
)
