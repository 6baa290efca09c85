"""Which part of a URL a condition looks at, and globs on it. Pure and total: any text is some address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote_to_bytes

AUTHORITY = re.compile(r"^[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
MALFORMED = re.compile(r"%(?![0-9a-fA-F]{2})")


def read_path(url: str) -> str:
    """`https://a.example/caf%C3%A9/?x#y` -> `/café`. The root is the empty text, as no path ends in a slash here."""
    return decode(AUTHORITY.sub("", url, count=1).partition("#")[0].partition("?")[0]).rstrip("/")


def read_query(url: str) -> list[tuple[str, str]]:
    """As `URLSearchParams` reads it: `+` is a space, what is malformed stays."""
    return parse_qsl(url.partition("#")[0].partition("?")[2], keep_blank_values=True, errors="replace")


def read_fragment(url: str) -> str:
    return decode(url.partition("#")[2])


def decode(text: str) -> str:
    """Percent-decoded; as it is when any escape is malformed or the bytes are no UTF-8, as with `decodeURIComponent`."""
    if MALFORMED.search(text):
        return text
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeError:
        return text


def matches_path(glob: str, path: str) -> bool:
    return matches(glob.rstrip("/"), path)


def matches(glob: str, text: str) -> bool:
    """`*` stands for any characters, also none. Taken from the left without backtracking: linear for any glob."""
    first, *middle = glob.split("*")
    if not middle:
        return text == first
    last = middle.pop()
    if not text.startswith(first):
        return False
    at = len(first)
    for part in middle:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(text) - len(last) >= at and text.endswith(last)
