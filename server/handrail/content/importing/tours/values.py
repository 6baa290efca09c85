"""What a file says without being run: texts, numbers, lists, objects and markup, each with its line; and code, of which only running it would tell more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tree_sitter import Node

DEEPEST, LONGEST_TEXT = 64, 50_000
GAP = "…"
"""What stands where only the running code knows the text."""
TRANSLATED = "write it here in the first language of the site; its translations go into a sidecar, as tours/ID.nb.json"


class Doubt(NamedTuple):
    """What is not known for sure of a value, and what to do about it."""

    problem: str
    fix: str


@dataclass(frozen=True)
class Known:
    """A text, a number, true, false, or null."""

    value: str | float | bool | None
    line: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list. `at` tells it from others of its file."""

    items: tuple[Value, ...]
    line: int
    at: int = -1
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Record:
    """An object; keys that only running the code would tell are left out."""

    entries: Mapping[str, Value]
    line: int
    at: int = -1
    doubts: tuple[Doubt, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    """Of each key."""


@dataclass(frozen=True)
class Markup:
    """JSX, as HTML."""

    html: str
    line: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Code:
    """A function, a call, a name from elsewhere."""

    node: Node
    line: int
    doubts: tuple[Doubt, ...] = ()

    @property
    def source(self) -> str:
        """On one line, short enough to be told."""
        return show_source(self.node)


Value = Known | Items | Record | Markup | Code


def show_source(node: Node, longest: int = 40) -> str:
    text = " ".join((node.text or b"")[: longest * 8].decode(errors="replace").split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def say(value: Value) -> tuple[str, tuple[Doubt, ...]]:
    """As a part of a text."""
    match value:
        case Known(value=bool() | None):
            return "", value.doubts
        case Known(value=float() as number):
            return (str(int(number)) if number.is_integer() else str(number)), value.doubts
        case Known(value=str() as text):
            return text, value.doubts
        case Code():
            fix = f'it reads "{GAP}" now; say it in words, or as {{{{ trait | default: "…" }}}}'
            return GAP, (*value.doubts, Doubt(f"{value.source} is known only when the code runs", fix))
    return "", ()


def doubt(value: Value, told: Doubt) -> Value:
    match value:
        case Known():
            return Known(value.value, value.line, (*value.doubts, told))
        case Record():
            return Record(value.entries, value.line, value.at, (*value.doubts, told), value.lines)
        case Items():
            return Items(tuple(doubt(one, told) for one in value.items), value.line, value.at, value.doubts)
        case Markup():
            return Markup(value.html, value.line, (*value.doubts, told))
    return value
