"""Where in a JSON text each key and value stands. Takes any text that is JSON but for doubled keys and odd numbers; never recurses."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from handrail.content.validation.faults import Path

TOKEN = re.compile(r'[ \t\r\n]*+(?:("[^"\\]*+(?:\\.[^"\\]*+)*+")|([{}\[\],:])|([^ \t\r\n{}\[\],:"]++))', re.DOTALL)


@dataclass
class Places:
    """Offsets of keys and values by path. `doubled` has those that stand twice in an object, with where they stand again and where they stood before, `atoms` all texts, numbers and words."""

    text: str
    keys: dict[Path, int] = field(default_factory=dict)
    values: dict[Path, int] = field(default_factory=dict)
    doubled: list[tuple[Path, int, int]] = field(default_factory=list)
    atoms: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lines = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def find(self, path: Path, key: bool = False) -> tuple[int, int]:
        """Of the value at a path, or its key; of what is nearest around it when it is not there itself."""
        while path:
            offset = self.keys.get(path) if key else None
            offset = self.values.get(path) if offset is None else offset
            if offset is not None:
                return self.locate(offset)
            path, key = path[:-1], False
        return self.locate(self.values.get((), 0))


def read_tokens(text: str) -> Iterator[tuple[str, int]]:
    """Strings, marks, and everything else that is not space, each with its offset."""
    for found in TOKEN.finditer(text):
        if found.lastindex is not None:
            yield found.group(found.lastindex), found.start(found.lastindex)


def find_places(text: str) -> Places:
    """One pass over the tokens with a stack of its own."""
    places = Places(text)
    path: list[str | int] = []
    open_marks: list[str] = []
    expects_key = False
    for lexeme, offset in read_tokens(text):
        if lexeme in "}]":
            open_marks.pop()
            path.pop()
            expects_key = False
        elif lexeme == ",":
            if open_marks[-1] == "[":
                path[-1] = int(path[-1]) + 1
            else:
                expects_key = True
        elif lexeme == ":":
            expects_key = False
        elif expects_key:
            path[-1] = json.loads(lexeme)
            if tuple(path) in places.keys:
                places.doubled.append((tuple(path), offset, places.keys[tuple(path)]))
            places.keys[tuple(path)] = offset
            places.atoms.append((lexeme, offset))
        else:
            places.values[tuple(path)] = offset
            if lexeme in "{[":
                open_marks.append(lexeme)
                path.append(0 if lexeme == "[" else "")
                expects_key = lexeme == "{"
            else:
                places.atoms.append((lexeme, offset))
    return places
