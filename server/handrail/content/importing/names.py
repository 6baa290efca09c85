"""Ids, and words made of the names of files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LONGEST = 60


def make_slug(text: str) -> str:
    """`"Über uns (2)"` -> `uber-uns-2`; empty when nothing of it can be in an id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


def make_words(name: str) -> str:
    """`"01-getting_started"` -> `Getting started`."""
    words = re.sub(r"[-_.\s]+", " ", re.sub(r"^\d+[-_. ]+", "", name)).strip()
    return words[:1].upper() + words[1:] if words else name or "Article"


def choose_id(wanted: list[str], taken: Container[str]) -> str:
    """The first that nobody has, or the last with a number."""
    named = [one for one in wanted if one] or ["article"]
    for one in named:
        if one not in taken:
            return one
    number = 2
    while f"{named[-1]}-{number}" in taken:
        number += 1
    return f"{named[-1]}-{number}"
