"""`POST /v1/contact`: what is shown before somebody writes. How the team is reached, when it answers, and what this person tried."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.requests import Request

from handrail.conditions.authored import to_milliseconds
from handrail.contact.access import access_writer
from handrail.contact.capsule import LARGEST, LONGEST_VALUE, MOST_CUSTOM, MOST_LINES
from handrail.contact.expected import load_waits
from handrail.contact.files.sniff import LARGEST as LARGEST_FILE
from handrail.contact.hours import expect_minutes, find_opening, is_open
from handrail.contact.problems import NoConversations
from handrail.contact.read import read_conversation
from handrail.contact.schema import (
    LONGEST_TEXT,
    MOST_FILES,
    AskContact,
    ContactForm,
    ContactLimits,
    ContactWays,
    ShownConversation,
)
from handrail.contact.thread import find_open
from handrail.contact.trail import name_items, write_trail
from handrail.content.locales import choose_locale
from handrail.content.published import Published, load_published
from handrail.content.site_help import Contact
from handrail.core.clock import to_iso
from handrail.core.db import Database
from handrail.core.services import services
from handrail.progress.trail import load_trail
from handrail.sites.access import EnvironmentAccess

LIMITS = ContactLimits(
    text=LONGEST_TEXT,
    files=MOST_FILES,
    file=LARGEST_FILE,
    capsule=LARGEST,
    lines=MOST_LINES,
    custom=MOST_CUSTOM,
    value=LONGEST_VALUE,
)


async def post_contact(request: Request, access: EnvironmentAccess, body: AskContact) -> ContactForm:
    found, now = services(request), services(request).clock.now()
    who = await access_writer(found, access, body)
    published = await found.db.read(load_published, access.environment_id)
    contact = find_contact(published)
    trail = await found.db.read(load_trail, who.person_id)
    waits = await found.db.scan(load_waits, access.site_id, contact.hours, now)
    opens_at = find_opening(contact.hours, now)
    locale = choose_locale(published.site.locales, body.locale) if published else "en"
    return ContactForm(
        ways=ContactWays(email=contact.email, phone=contact.phone, url=contact.url),
        conversations=contact.conversations,
        open=is_open(contact.hours, now),
        keeps_hours=contact.hours is not None,
        opens_at=None if opens_at is None else to_iso(opens_at),
        expected_minutes=expect_minutes(*waits, to_milliseconds(contact.expected) if contact.expected else None),
        trail=write_trail(trail, body.locale, name_items(published, locale, who.known)),
        keep_query=list(contact.keep_query),
        limits=LIMITS,
        answers_by_mail=found.settings.sends_mail,
        conversation=await found.db.read(read_open, access, who.person_id),
    )


def read_open(conn: Connection, access: EnvironmentAccess, person_id: str) -> ShownConversation | None:
    there = find_open(conn, access.environment_id, person_id)
    return None if there is None else read_conversation(conn, there)


def find_contact(published: Published | None) -> Contact:
    """As the site says; a site that says nothing takes messages all the same."""
    return (published.site.contact if published else None) or Contact()


async def require_conversations(db: Database, access: EnvironmentAccess) -> None:
    """Raises `NoConversations`."""
    if not find_contact(await db.read(load_published, access.environment_id)).conversations:
        raise NoConversations("Use one of the other ways to reach the team.")
