"""`/console/{site}/outbox`: what is to be delivered to webhooks and by mail, what could not be, and sending that again."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import Form, frame, parse_form
from handrail.console.pages import PAGES, page, redirect
from handrail.contact.outbox.look import list_outbox, replay
from handrail.contact.outbox.schema import OutboxQuery, State
from handrail.core.http import parse_query
from handrail.core.services import services
from handrail.sites.access import access_console, access_member
from handrail.sites.environments import list_sites
from handrail.sites.roles import Role

STATES: tuple[State, ...] = ("dead", "waiting", "sending", "sent")


class Asked(BaseModel):
    state: State = "dead"
    before: Annotated[int, Field(ge=1, lt=2**31)] | None = None


class ReplayForm(Form):
    entry: Annotated[str, Field(max_length=64)]


async def show_outbox(request: Request) -> Response:
    member = await access_member(request)
    access = await access_console(request, request.path_params["site"], Role.AGENT)
    found = services(request)
    (site,) = await found.db.read(list_sites, access.site_id)
    asked = parse_query(request, Asked)
    query = OutboxQuery(state=asked.state, before=asked.before)
    outbox = await found.db.read(list_outbox, access.site_id, query)
    values = {
        "access": access,
        "name": site.name,
        "state": asked.state,
        "states": STATES,
        "outbox": outbox,
        "older": outbox.entries[-1].number if len(outbox.entries) == query.limit else None,
    }
    return PAGES.render(request, "outbox.html", {**frame(request, member), **values})


async def send_again(request: Request) -> Response:
    access = await access_console(request, request.path_params["site"], Role.AGENT)
    form = await parse_form(request, ReplayForm)
    found = services(request)
    await found.db.write(replay, access, form.entry, found.clock.now())
    found.background.nudge()
    return redirect(request, f"/{access.slug}/outbox?state=waiting")


ROUTES = (page("GET", "/{site}/outbox", show_outbox), page("POST", "/{site}/outbox", send_again))
