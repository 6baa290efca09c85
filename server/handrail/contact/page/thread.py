"""`/help/{site}/conversation`: the thread that a link in a mail leads to, to read, to answer and to rate.

The link's token stands in the fragment, so a small script has to bring it here; from then on each form carries it. The same conversation as in the app: what
is written here is there, and what was seen here was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from handrail.contact.access import refuse_blocked
from handrail.contact.files.keep import Download, load_for_person
from handrail.contact.limits import MESSAGES
from handrail.contact.mail.link import read_link
from handrail.contact.problems import Blocked, NotClosed
from handrail.contact.rate import rate
from handrail.contact.read import read_conversation
from handrail.contact.say import Said, say
from handrail.contact.schema import LONGEST_TEXT, MOST_MESSAGES, ShownConversation, is_visible
from handrail.contact.seen import mark_seen_by_person
from handrail.contact.tables import Conversation
from handrail.contact.talk import wake
from handrail.contact.thread import find_said, load_conversation
from handrail.core.db import lock
from handrail.core.download import send_download
from handrail.core.forms import Submitted, read_form
from handrail.core.ids import new_id
from handrail.core.limits import RateLimited, spend
from handrail.core.pages import HEADERS
from handrail.core.problems import NotFound
from handrail.core.signing import BadToken
from handrail.help.site.routes import Handler
from handrail.help.site.visit import Visit

FORM_LIMIT = 256_000
# What is wrong with what was sent, by its words: `write_fault_…`.
FAULTS = {"text": 422, "long": 422, "often": 429, "blocked": 403}


class Opening(Submitted):
    token: Annotated[str, Field(max_length=2_000)] = ""


class Saying(Opening):
    text: Annotated[str, Field(max_length=100_000)] = ""
    client_id: Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_-]*$")] = ""


class Rating(Opening):
    score: Annotated[int, Field(ge=1, le=5)]
    text: Annotated[str, Field(max_length=100_000)] = ""


class Fetching(Opening):
    file: Annotated[str, Field(max_length=64)]


async def show_door(visit: Visit) -> Response:
    return visit.render("conversation_door.html", {}, indexed=False, private=True, script=True)


async def return_to_door(visit: Visit) -> Response:
    """Where only forms lead. Whoever comes by the address alone has no token."""
    return RedirectResponse(visit.link("/conversation"), 303, HEADERS)


def by_link(handler: Handler) -> Handler:
    """For a link that is none any more, a page that says so."""

    async def run(visit: Visit) -> Response:
        try:
            return await handler(visit)
        except NotFound:
            return visit.render("conversation_gone.html", {}, status=404, indexed=False)

    run.__name__ = handler.__name__
    return run


async def open_thread(visit: Visit) -> Response:
    opening = await read_form(visit.request, Opening)
    return await show_thread(visit, opening.token)


async def say_in_thread(visit: Visit) -> Response:
    saying = await read_form(visit.request, Saying, FORM_LIMIT)
    text, found = "\n".join(saying.text.splitlines()).strip(), visit.found
    if not is_visible(text):
        return await show_thread(visit, saying.token, "text")
    if len(text) > LONGEST_TEXT:
        return await show_thread(visit, saying.token, "long", saying.text)

    def write(conn: Connection, one: Conversation, now: int) -> Conversation:
        refuse_blocked(conn, one.site_id, one.person_id)
        client_id = saying.client_id or new_id()
        lock(conn, one.person_id)  # what is sent twice at once counts once
        if find_said(conn, one.person_id, client_id) is None:
            spend(conn, [(MESSAGES, one.person_id)], now)
        said = say(conn, one, Said("person", text, client_id, channel="page"), now)
        return load_conversation(conn, said.conversation_id) or one

    try:
        await change(visit, saying.token, write)
    except RateLimited as error:
        return await show_thread(visit, saying.token, "often", saying.text, headers=error.headers)
    except Blocked:
        return await show_thread(visit, saying.token, "blocked", saying.text)
    found.background.nudge()
    return await show_thread(visit, saying.token)


async def rate_thread(visit: Visit) -> Response:
    rating = await read_form(visit.request, Rating, FORM_LIMIT)
    text = rating.text.strip()[:2_000] or None
    try:
        await change(visit, rating.token, lambda conn, one, now: rate(conn, one, rating.score, text, now))
    except NotClosed:  # it was opened again meanwhile
        return await show_thread(visit, rating.token)
    except RateLimited as error:
        return await show_thread(visit, rating.token, "often", headers=error.headers)
    return await show_thread(visit, rating.token, rated=True)


async def fetch_file(visit: Visit) -> Response:
    """Of this conversation, as a download that runs nothing, wherever it is opened."""
    fetching = await read_form(visit.request, Fetching)

    def load(conn: Connection) -> Download:
        one = name_conversation(conn, visit, fetching.token)
        return load_for_person(conn, one.person_id, fetching.file, one.id)

    return send_download(*await visit.found.db.read(load))


async def show_thread(
    visit: Visit,
    token: str,
    fault: str | None = None,
    written: str = "",
    *,
    rated: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What is shown counts as seen. `fault`: one of `FAULTS`; then what was `written` is still there. Raises `NotFound`."""
    found = visit.found

    def read(conn: Connection, one: Conversation, now: int) -> Conversation:
        return mark_seen_by_person(conn, one, one.last_seq, now)

    def show(conn: Connection) -> ShownConversation:
        one = name_conversation(conn, visit, token)
        return read_conversation(conn, one, max(0, one.last_seq - MOST_MESSAGES))

    await change(visit, token, read)
    shown = await found.db.read(show)
    values = {
        "conversation": shown,
        "languages": visit.list_languages("/conversation"),  # where its form leads to, whichever led here
        "token": token,
        "client_id": new_id(),
        "fault": fault,
        "fault_text": getattr(visit.words, f"write_fault_{fault}").format(n=LONGEST_TEXT) if fault else None,
        "written": written,
        "longest": LONGEST_TEXT,
        "rated": rated,
        "articles": visit.library.articles,
        "earlier": shown.last_seq > MOST_MESSAGES,
    }
    status = FAULTS[fault] if fault else 200
    page = visit.render("conversation.html", values, status=status, indexed=False, private=True, script=True)
    page.headers.update(headers or {})
    return page


async def change(visit: Visit, token: str, verb: Callable[[Connection, Conversation, int], Conversation]) -> None:
    """Raises `NotFound`, and what `verb` raises."""
    found, now = visit.found, visit.found.clock.now()

    def write(conn: Connection) -> Conversation:
        return verb(conn, name_conversation(conn, visit, token), now)

    wake(found, await found.db.write(write))


def name_conversation(conn: Connection, visit: Visit, token: str) -> Conversation:
    """That the link is for, if it is of this site. Raises `NotFound`."""
    try:
        conversation = load_conversation(conn, read_link(visit.found.signer, token))
    except BadToken as error:
        raise NotFound("There is no such conversation.") from error
    if conversation is None or conversation.site_id != visit.access.site_id:
        raise NotFound("There is no such conversation.")
    return conversation
