"""What a file says without being run: texts, numbers, lists, objects and markup, each with its line; and code, of which only running it would tell more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tree_sitter import Node


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
