"""How people reach a person, as links: `site.json`'s `contact` in, ways out. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handrail.content.site_help import Contact
from handrail.help.site.words import Words


@dataclass(frozen=True)
class Way:
    name: str
    address: str
    shown: str


def list_ways(contact: Contact | None, words: Words, app: str | None) -> list[Way]:
    """`app` is the host app's origin, for a path of it."""
    if contact is None:
        return []
    ways = []
    if contact.email:
        ways.append(Way(words.email, f"mailto:{contact.email}", contact.email))
    if contact.phone:
        ways.append(Way(words.phone, f"tel:{re.sub(r'[^0-9+]', '', contact.phone)}", contact.phone))
    url = contact.url
    if url and url.startswith("/"):
        url = app + url if app else None
    if url:
        ways.append(Way(words.web, url, re.sub(r"^https?://|/$", "", url)))
    return ways
