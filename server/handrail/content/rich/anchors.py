"""Headings of a text and what they are linked by: `#how-long-it-takes`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from handrail.content.rich.parse import text_of

NOT_IN_ANCHOR = re.compile(r"[^\w\- ]+")
LONGEST = 100


@dataclass(frozen=True)
class Heading:
    id: str
    level: int
    text: str


def list_headings(tokens: Sequence[Token], like: Sequence[Heading] = ()) -> list[Heading]:
    """Each with an id of its own. Where the outline is that of `like`, the ids are, too: so a link to a place holds in every language."""
    found = [
        (int(token.tag[1:]), text_of(tokens[index + 1].children).strip(), token.meta.get("id"))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    if [level for level, _, _ in found] == [heading.level for heading in like]:
        return [Heading(same.id, level, text) for same, (level, text, _) in zip(like, found, strict=True)]
    taken = {explicit for _, _, explicit in found if explicit}
    numbers: dict[str, int] = {}
    headings = []
    for level, text, explicit in found:
        id_ = explicit or choose_free(make_anchor(text), taken, numbers)
        taken.add(id_)
        headings.append(Heading(id_, level, text))
    return headings


def make_anchor(text: str) -> str:
    """`"How long does it take?"` -> `how-long-does-it-take`."""
    kept = NOT_IN_ANCHOR.sub("", unicodedata.normalize("NFKC", text).lower())
    return "-".join(kept.split())[:LONGEST] or "section"


def choose_free(wanted: str, taken: set[str], numbers: dict[str, int]) -> str:
    """`wanted`, or with the first number after it that nobody has. `numbers` has the last one of each."""
    free = wanted
    while free in taken:
        numbers[wanted] = numbers.get(wanted, 0) + 1
        free = f"{wanted}-{numbers[wanted]}"
    return free
