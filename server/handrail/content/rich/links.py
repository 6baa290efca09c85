"""Where a link of an article or a snippet leads: a page, or an item, as `article:refunds#how-long`, `tour:first-invoice` and `contact:` do."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from handrail.content.markdown import is_safe_link

ITEM = re.compile(r"(?P<kind>article|tour|quiz|checklist|snippet):(?P<id>[^#?]*)(?:#(?P<anchor>.*))?", re.DOTALL)
FILE = re.compile(r"(?P<path>[^:?#\\]+\.md)(?:#(?P<anchor>.*))?", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """`id` is an item's, or with `kind` "file" a path relative to the file that the link is in. `anchor` may be empty."""

    kind: Literal["page", "contact", "here", "file", "article", "tour", "quiz", "checklist", "snippet", "bad"]
    id: str = ""
    anchor: str = ""


def read_link(href: str) -> Link:
    """Of any text. Takes it percent-encoded, as Markdown gives it."""
    if href == "contact:":
        return Link("contact")
    if href.startswith("#"):
        return Link("here", anchor=unquote(href[1:]))
    if found := ITEM.fullmatch(href):
        kind: Literal["article", "tour", "quiz", "checklist", "snippet"] = found["kind"]  # type: ignore[assignment]  # what the pattern lets through
        return Link(kind, unquote(found["id"]), unquote(found["anchor"] or ""))
    if is_safe_link(href):
        return Link("page")
    if (found := FILE.fullmatch(href)) and not href.startswith("/"):
        return Link("file", posixpath.normpath(unquote(found["path"])), unquote(found["anchor"] or ""))
    return Link("bad")


def write_item(id_: str, anchor: str) -> str:
    return f"article:{id_}#{anchor}" if anchor else f"article:{id_}"
