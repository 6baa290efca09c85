"""What agents do with a conversation, each a form that leads back to it: answer, offer, assign, close, open again, block.

A refusal shows the conversation as it is by then, with the reason, and keeps what was written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal, TypeVar

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import Form, parse_form
from handrail.console.inbox.offers import make_offer
from handrail.console.inbox.pages import Asked, render_thread
from handrail.console.inbox.upload import parse_upload
from handrail.console.inbox.visit import Opened, open_conversation
from handrail.console.inbox.words import Words
from handrail.console.pages import page, redirect
from handrail.contact.close import CloseReason
from handrail.contact.say import Said
from handrail.contact.schema import LONGEST_TEXT, Id
from handrail.contact.team.doings import (
    answer,
    assign_to,
    block_person,
    close_for,
    open_again,
    unblock_person,
)
from handrail.core.ids import new_id
from handrail.core.problems import InvalidBody, Problem
from handrail.sites.roles import Role

F = TypeVar("F", bound=Form)


class AnswerForm(Form):
    kind: Literal["message", "note"]
    client_id: Id
    # A line break of a form is two characters.
    text: Annotated[Words, Field(max_length=2 * LONGEST_TEXT)] = ""


class OfferForm(Form):
    kind: Literal["tour", "article"]
    id: Annotated[Words, Field(max_length=200)]


class AssignForm(Form):
    """Ids of members; empty is nobody. `expected`: who had it when the form was shown."""

    member: Annotated[Words, Field(max_length=64)] = ""
    expected: Annotated[Words, Field(max_length=64)] = ""


class CloseForm(Form):
    reason: CloseReason


async def send_answer(request: Request) -> Response:
    opened = await open_conversation(request, Role.AGENT)
    form, uploads = await parse_upload(request, AnswerForm)
    text = form.text.replace("\r\n", "\n").strip()
    said = Said("agent", text, form.client_id, form.kind)
    try:
        if len(text) > LONGEST_TEXT:
            raise InvalidBody(f"A message may have {LONGEST_TEXT:,} characters; send it in two.", errors=[])
        if not text and not uploads:
            raise InvalidBody("Write something, or attach a file.", errors=[])
        await opened.found.db.write(answer, opened.access, opened.id, said, uploads, opened.now)
        opened.tell()
    except Problem as problem:
        return await render_thread(opened, Asked(), problem, form.text, as_note=form.kind == "note")
    return go_back(opened)


async def send_offer(request: Request) -> Response:
    async def work(opened: Opened, form: OfferForm) -> None:
        offer = await make_offer(opened, form.kind, form.id)
        said = Said("agent", "", new_id(), "offer", offer=offer)
        await opened.found.db.write(answer, opened.access, opened.id, said, (), opened.now)

    return await act(request, OfferForm, work)


async def send_assign(request: Request) -> Response:
    async def work(opened: Opened, form: AssignForm) -> None:
        await opened.found.db.write(
            assign_to, opened.access, opened.id, form.member or None, form.expected or None, opened.now
        )

    return await act(request, AssignForm, work)


async def send_close(request: Request) -> Response:
    async def work(opened: Opened, form: CloseForm) -> None:
        await opened.found.db.write(close_for, opened.access, opened.id, form.reason, opened.now)

    return await act(request, CloseForm, work)


async def send_reopen(request: Request) -> Response:
    async def work(opened: Opened, _form: Form) -> None:
        await opened.found.db.write(open_again, opened.access, opened.id, opened.now)

    return await act(request, Form, work)


async def send_block(request: Request) -> Response:
    async def work(opened: Opened, _form: Form) -> None:
        await opened.found.db.write(block_person, opened.access, opened.id, opened.now)

    return await act(request, Form, work)


async def send_unblock(request: Request) -> Response:
    async def work(opened: Opened, _form: Form) -> None:
        await opened.found.db.write(unblock_person, opened.access, opened.id, opened.now)

    return await act(request, Form, work)


async def act(request: Request, model: type[F], work: Callable[[Opened, F], Awaitable[None]]) -> Response:
    opened = await open_conversation(request, Role.AGENT)
    form = await parse_form(request, model)
    try:
        await work(opened, form)
        opened.tell()
    except Problem as problem:
        return await render_thread(opened, Asked(), problem)
    return go_back(opened)


def go_back(opened: Opened) -> Response:
    return redirect(opened.request, f"/inbox/{opened.id}{opened.query.write(page=opened.query.page)}")


ROUTES = (
    page("POST", "/inbox/{conversation}/messages", send_answer),
    page("POST", "/inbox/{conversation}/offers", send_offer),
    page("POST", "/inbox/{conversation}/assign", send_assign),
    page("POST", "/inbox/{conversation}/close", send_close),
    page("POST", "/inbox/{conversation}/reopen", send_reopen),
    page("POST", "/inbox/{conversation}/block", send_block),
    page("POST", "/inbox/{conversation}/unblock", send_unblock),
)
