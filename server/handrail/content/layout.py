"""A JSON value as its author would write it: in go the value and the text it will stand in, out comes its text. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

WIDTH = 120
INDENT = re.compile(r"^([ \t]+)\S", re.MULTILINE)
PADDED = re.compile(r'\{ +"')
TIGHT = re.compile(r'\{"')
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Style:
    """How a file is written: one level of `indent`, the line `end`, and what stands within the braces of an object on one line."""

    indent: str
    end: str
    padding: str

    def write(self, value: JsonValue, margin: str, *, taken: int = 0, open_: bool = False) -> str:
        """On one line if it fits behind the `taken` characters; `open_`: an object or list with something in it gets lines of its own. `margin` is where its line begins."""
        inline = self.write_inline(value)
        if (
            not isinstance(value, dict | list)
            or not value
            or (not open_ and len(margin) + taken + len(inline) <= WIDTH)
        ):
            return inline
        inner = margin + self.indent
        parts = [f"{inner}{part}" for part in self.write_parts(value, inner)]
        first, last = "{}" if isinstance(value, dict) else "[]"
        return self.end.join([first, *(f"{part}," for part in parts[:-1]), parts[-1], f"{margin}{last}"])

    def write_parts(self, value: dict[str, JsonValue] | list[JsonValue], margin: str) -> Iterator[str]:
        if isinstance(value, list):
            yield from (self.write(one, margin, taken=1) for one in value)
            return
        for key, one in value.items():
            head = f"{write_text(key)}: "
            yield head + self.write(one, margin, taken=len(head) + 1)

    def write_inline(self, value: JsonValue) -> str:
        if isinstance(value, dict):
            parts = [f"{write_text(key)}: {self.write_inline(one)}" for key, one in value.items()]
            return f"{{{self.padding}{', '.join(parts)}{self.padding}}}" if parts else "{}"
        if isinstance(value, list):
            return f"[{', '.join(self.write_inline(one) for one in value)}]"
        return write_text(value) if isinstance(value, str) else json.dumps(value)


def read_style(text: str) -> Style:
    found = INDENT.search(text)
    padding = "" if TIGHT.search(text) and not PADDED.search(text) else " "
    return Style(found.group(1) if found else "  ", "\r\n" if "\r\n" in text else "\n", padding)


def write_text(text: str) -> str:
    """Half a pair of surrogates has no place in a file but as an escape."""
    return json.dumps(text, ensure_ascii=bool(SURROGATE.search(text)))
