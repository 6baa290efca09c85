"""`/help/{site}/contact`: how a person is reached, and a form to write to them, which works without any script. What follows is a page as well.

Against robots: a field that only they see, a form that takes three seconds to be taken, whoever sends it sooner waits, and limits by address.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

from handrail.conditions.authored import to_milliseconds
from handrail.contact.access import refuse_blocked
from handrail.contact.begin import Beginner, Beginning, Begun, begin_conversation
from handrail.contact.expected import load_waits
from handrail.contact.form import find_contact
from handrail.contact.hours import expect_minutes, find_opening
from handrail.contact.limits import BEGIN, BEGIN_ADDRESS
from handrail.contact.mail.announce import confirm_arrival
from handrail.contact.mail.link import sign_link, write_link
from handrail.contact.page.proof import FormProof, check_form, name_person, sign_form
from handrail.contact.problems import NoConversations
from handrail.contact.schema import LONGEST_TEXT, is_visible
from handrail.contact.talk import wake
from handrail.contact.thread import find_said
from handrail.content.site_help import Contact
from handrail.core.clock import HOUR, SECOND
from handrail.core.db import lock
from handrail.core.forms import Submitted, read_form
from handrail.core.limits import Limit, RateLimited, address_of, spend
from handrail.help.site.contact import list_ways
from handrail.help.site.visit import Visit
from handrail.people.store import create_person

EMAIL = re.compile(r"[^@\s<>\"?#,;:()\\]{1,64}@[^@\s<>\"?#,;:()\\]+\.[^@\s<>\"?#,;:()\\.]+")
LONGEST_EMAIL = 254
TO_EMAIL = Limit("begin by mail", most=5, window=HOUR)
QUICKEST = 3 * SECOND
FORM_LIMIT = 256_000


class Writing(Submitted):
    """What is too long or missing is said on the page, with what was written still in it. `website` is for robots."""

    token: str = ""
    text: Annotated[str, Field(max_length=100_000)] = ""
    email: Annotated[str, Field(max_length=1_000)] = ""
    website: Annotated[str, Field(max_length=1_000)] = ""


async def show_contact(visit: Visit) -> Response:
    return await render_form(visit, Writing())


async def send_contact(visit: Visit) -> Response:
    """The message kept, or the form again with what is to be set right. Raises `ForgedForm`, `NoConversations`."""
    found = visit.found
    writing = await read_form(visit.request, Writing, FORM_LIMIT)
    proof = check_form(found.signer, writing.token, visit.access.environment_id)
    if not find_contact(visit.published).conversations:
        raise NoConversations("Use one of the other ways to reach the team.")
    text = "\n".join(writing.text.splitlines()).strip()
    email = writing.email.strip()
    fault = find_fault(text, email, writing.website, needs_email=found.settings.sends_mail)
    if fault is not None:
        return await render_form(visit, writing, fault, 422)
    await asyncio.sleep(max(0, proof.at + QUICKEST - found.clock.now()) / SECOND)
    try:
        beginning = await found.db.write(begin, visit, proof, text, email, found.clock.now())
    except RateLimited as error:
        page = await render_form(visit, writing, "often", 429)
        page.headers.update(error.headers)
        return page
    wake(found, beginning.conversation)
    return show_sent(visit, beginning, email)


def find_fault(text: str, email: str, website: str, *, needs_email: bool) -> str | None:
    """Which of the `write_fault_…` words says it."""
    if not is_visible(text):
        return "text"
    if len(text) > LONGEST_TEXT:
        return "long"
    if (email or needs_email) and (len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email)):
        return "email"
    return "trap" if website else None


def begin(conn: Connection, visit: Visit, proof: FormProof, text: str, email: str, now: int) -> Beginning:
    """Raises `RateLimited`, `Blocked`."""
    access = visit.access
    person_id = name_person(visit.found.signer, proof, email)
    client_id = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    lock(conn, person_id)  # sent twice at once, it counts once
    refuse_blocked(conn, access.site_id, person_id)
    if find_said(conn, person_id, client_id) is None:
        by_address = (BEGIN_ADDRESS, f"{access.site_id} {address_of(visit.request)}")
        by_email = [(TO_EMAIL, f"{access.site_id} {email.lower()}")] if email else []
        spend(conn, [(BEGIN, person_id), by_address, *by_email], now)
    create_person(conn, access.site_id, access.environment_id, person_id, now)
    begun = Begun(client_id, text, email=email or None, channel="page", locale=visit.locale, joins=False)
    beginning = begin_conversation(conn, Beginner(access.site_id, access.environment_id, person_id), begun, now)
    if beginning.is_new and email and visit.found.settings.sends_mail:
        confirm_arrival(conn, beginning.conversation, email, now)
    return beginning


async def render_form(visit: Visit, writing: Writing, fault: str | None = None, status: int = 200) -> Response:
    found, now = visit.found, visit.found.clock.now()
    contact, app = find_contact(visit.published), await visit.find_app()
    values = {
        "ways": list_ways(contact, visit.words, app),
        "app": app,
        "writes": contact.conversations,
        "token": sign_form(found.signer, visit.access.environment_id, now),
        "writing": writing,
        "fault": fault,
        "fault_text": getattr(visit.words, f"write_fault_{fault}").format(n=LONGEST_TEXT) if fault else None,
        "longest": LONGEST_TEXT,
        "needs_email": found.settings.sends_mail,
        "presence": await tell_presence(visit, contact, now) if contact.conversations else [],
    }
    return visit.render("contact.html", values, status=status, private=True)


async def tell_presence(visit: Visit, contact: Contact, now: int) -> list[str]:
    """When the team is back, if it is away, and how long an answer takes as a rule."""
    words, told = visit.words, []
    opens_at = find_opening(contact.hours, now)
    if opens_at is not None and contact.hours is not None:
        local = datetime.fromtimestamp(opens_at / SECOND, ZoneInfo(contact.hours.time_zone))
        day = words.date.format(day=local.day, month=words.months[local.month - 1], year=local.year)
        told.append(words.write_away.format(date=day, time=f"{local:%H:%M}", zone=contact.hours.time_zone))
    waits = await visit.found.db.scan(load_waits, visit.access.site_id, contact.hours, now)
    minutes = expect_minutes(*waits, to_milliseconds(contact.expected) if contact.expected else None)
    if minutes is not None:
        in_hours = minutes >= 60
        pattern = words.write_expected_hours if in_hours else words.write_expected_minutes
        told.append(pattern.format(n=-(-minutes // 60) if in_hours else minutes))
    return told


def show_sent(visit: Visit, beginning: Beginning, email: str) -> Response:
    """What happens next. The way back is told to whoever just wrote; by mail it goes to the address alone."""
    conversation, found = beginning.conversation, visit.found
    values = {
        "number": conversation.number,
        "email": email if found.settings.sends_mail else "",
        "token": sign_link(found.signer, conversation.id),
        "address": write_link(
            found.signer, found.settings.public_url, visit.access.site, visit.locale, conversation.id
        ),
    }
    return visit.render("contact_sent.html", values, indexed=False, private=True)
