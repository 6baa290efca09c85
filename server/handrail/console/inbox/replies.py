"""`/console/{site}/replies`: saved replies, to be written, changed and thrown away by those who use them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import Form, frame, parse_form
from handrail.console.inbox.saved import add_reply, change_reply, delete_reply, list_replies
from handrail.console.inbox.words import Words
from handrail.console.pages import PAGES, page, redirect
from handrail.core.problems import Problem
from handrail.core.services import services
from handrail.sites.access import access_console, access_member
from handrail.sites.environments import list_sites
from handrail.sites.roles import Role


class ReplyForm(Form):
    title: Annotated[Words, Field(min_length=1, max_length=100)]
    text: Annotated[Words, Field(min_length=1, max_length=4_000)]


async def show_replies(request: Request) -> Response:
    return await render_replies(request)


async def send_new(request: Request) -> Response:
    access = await access_console(request, request.path_params["site"], Role.AGENT)
    form = await parse_form(request, ReplyForm)
    found = services(request)
    try:
        await found.db.write(add_reply, access, form.title.strip(), tidy(form.text), found.clock.now())
    except Problem as problem:
        return await render_replies(request, problem)
    return redirect(request, f"/{access.slug}/replies")


async def send_change(request: Request) -> Response:
    access = await access_console(request, request.path_params["site"], Role.AGENT)
    form = await parse_form(request, ReplyForm)
    found = services(request)
    reply = request.path_params["reply"]
    try:
        await found.db.write(change_reply, access, reply, form.title.strip(), tidy(form.text), found.clock.now())
    except Problem as problem:
        return await render_replies(request, problem)
    return redirect(request, f"/{access.slug}/replies")


async def send_delete(request: Request) -> Response:
    access = await access_console(request, request.path_params["site"], Role.AGENT)
    await parse_form(request, Form)
    found = services(request)
    await found.db.write(delete_reply, access, request.path_params["reply"], found.clock.now())
    return redirect(request, f"/{access.slug}/replies")


async def render_replies(request: Request, problem: Problem | None = None) -> Response:
    member = await access_member(request)
    access = await access_console(request, request.path_params["site"], Role.AGENT)
    found = services(request)
    (site,) = await found.db.read(list_sites, access.site_id)
    values = {
        "access": access,
        "name": site.name,
        "replies": await found.db.read(list_replies, access.site_id),
        "problem": problem,
    }
    return PAGES.render(
        request, "replies.html", {**frame(request, member), **values}, problem.status if problem else 200
    )


def tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


ROUTES = (
    page("GET", "/{site}/replies", show_replies),
    page("POST", "/{site}/replies", send_new),
    page("POST", "/{site}/replies/{reply}", send_change),
    page("POST", "/{site}/replies/{reply}/delete", send_delete),
)
