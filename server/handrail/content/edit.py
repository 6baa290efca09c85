"""Edits of a JSON text in place: in go a text and edits, out comes the text. Whatever no edit names stays as it was written, byte by byte.

A list or an object that is set is compared with what stands there, and only what differs is written. Pure; the files are `folder.py`'s.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from handrail.content.layout import Style, read_style, write_text
from handrail.content.validation.faults import Path, write_path
from handrail.content.validation.places import Places, find_places

DECODER = json.JSONDecoder()
SPACE = " \t\r\n"


class Edit(BaseModel):
    """`set` replaces a value or adds a key, `insert` puts a value before the one at an index of a list (its length: at the end), `remove` takes a key or an element out.

    `was`: what the author saw there. An edit without it is made whatever stands there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    op: Literal["set", "insert", "remove"]
    path: Annotated[tuple[str | Annotated[int, Field(ge=0)], ...], Field(min_length=1, max_length=64, strict=False)]
    value: JsonValue = None
    was: JsonValue = None

    @property
    def expects(self) -> bool:
        return "was" in self.model_fields_set


class NoPlace(Exception):
    """There is nothing at `path` that this could be done to."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"there is no {write_path(path)} to edit")
        self.path = path


class EditConflict(Exception):
    """Something else stands at `path` than what was seen there; `found` is None where nothing does."""

    def __init__(self, path: Path, found: JsonValue) -> None:
        super().__init__(f"{write_path(path)} was changed meanwhile")
        self.path = path
        self.found = found


@dataclass(frozen=True)
class Span:
    """`end` is behind the last character."""

    start: int
    end: int


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """One after the other, each on what the one before left. Raises `NoPlace`, `EditConflict`, and ValueError for a text that is no JSON."""
    for edit in edits:
        text = apply_edit(text, edit)
    return text


def apply_edit(text: str, edit: Edit) -> str:
    json.loads(text)  # places are told of JSON alone
    editing = Editing(text)
    if edit.expects:
        found = editing.read(edit.path)
        if not is_same(found, edit.was):
            raise EditConflict(edit.path, found)
    if edit.op == "set":
        editing.set(edit.path, edit.value)
    elif edit.op == "insert":
        editing.insert(edit.path, edit.value)
    else:
        editing.remove(edit.path)
    return editing.finish()


class Editing:
    """One edit: what is to be replaced is gathered by offset, and put in place at the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: Places = find_places(text)
        self.style: Style = read_style(text)
        self.changes: list[tuple[Span, str]] = []

    def finish(self) -> str:
        text = self.text
        for span, new in sorted(self.changes, key=lambda change: change[0].start, reverse=True):
            text = text[: span.start] + new + text[span.end :]
        return text

    def read(self, path: Path) -> JsonValue:
        """None where there is nothing."""
        span = self.find(path)
        if span is None:
            return None
        value: JsonValue = json.loads(self.text[span.start : span.end])
        return value

    def find(self, path: Path) -> Span | None:
        start = self.places.values.get(path)
        return None if start is None else Span(start, DECODER.raw_decode(self.text, start)[1])

    def set(self, path: Path, value: JsonValue) -> None:
        span = self.find(path)
        if span is None:
            self.add_key(path, value)
            return
        before = self.read(path)
        if isinstance(before, dict) and isinstance(value, dict) and before and value:
            self.merge_object(path, before, value)
        elif isinstance(before, list) and isinstance(value, list) and before and value:
            self.merge_list(path, before, value)
        elif not is_same(before, value):
            was_open = isinstance(before, dict | list) and "\n" in self.text[span.start : span.end]
            self.changes.append((span, self.write(value, span.start, open_=was_open)))

    def merge_object(self, path: Path, before: dict[str, JsonValue], value: dict[str, JsonValue]) -> None:
        if not before.keys() & value.keys() or list(before) != [key for key in value if key in before]:
            # Nothing of it stays, or not where it was.
            span = self.find(path)
            assert span is not None
            self.changes.append((span, self.write(value, span.start, open_="\n" in self.text[span.start : span.end])))
            return
        for key, one in value.items():
            if key in before:
                self.set((*path, key), one)
        new = {key: one for key, one in value.items() if key not in before}
        if new:
            self.append(path, [(write_text(key) + ": ", one) for key, one in new.items()])

    def merge_list(self, path: Path, before: list[JsonValue], value: list[JsonValue]) -> None:
        """What is the same at either end stays; between, one is put in the place of another as far as that goes."""
        fewer = min(len(before), len(value))
        start = count_same(before, value, fewer)
        end = count_same(before[::-1], value[::-1], fewer - start)
        paired = fewer - end
        for index in range(start, paired):
            self.set((*path, index), value[index])
        if len(before) > len(value):
            self.remove_between(self.list_members(path), paired, len(before) - end)
        elif end:
            self.insert_all((*path, paired), value[paired : len(value) - end])
        elif len(value) > len(before):
            self.append(path, [("", one) for one in value[paired:]])

    def add_key(self, path: Path, value: JsonValue) -> None:
        around, key = path[:-1], path[-1]
        if not isinstance(key, str) or not isinstance(self.read(around), dict):
            raise NoPlace(path)
        self.append(around, [(write_text(key) + ": ", value)])

    def insert(self, path: Path, value: JsonValue) -> None:
        around, index = path[:-1], path[-1]
        there = self.read(around)
        if not isinstance(index, int) or not isinstance(there, list) or index > len(there):
            raise NoPlace(path)
        if index == len(there):
            self.append(around, [("", value)])
            return
        self.insert_all(path, [value])

    def insert_all(self, path: Path, values: Sequence[JsonValue]) -> None:
        """Before what stands at `path`, in a list."""
        start = self.places.values[path]
        gap = self.gap_before(start)
        is_open = "\n" in gap and self.is_open(self.find(path))
        texts = [f"{self.write(one, start, open_=is_open)},{gap or ' '}" for one in values]
        self.changes.append((Span(start, start), "".join(texts)))

    def append(self, path: Path, parts: Sequence[tuple[str, JsonValue]]) -> None:
        """To the object or list at `path`: as what stands last there is set, so are these."""
        span = self.find(path)
        assert span is not None
        members = self.list_members(path)
        if not members:
            whole = {json.loads(head[:-2]): one for head, one in parts} if parts[0][0] else [one for _, one in parts]
            self.changes.append((span, self.write(whole, span.start)))
            return
        last = members[-1]
        gap = self.gap_before(last.start)
        if len(members) == 1 and "\n" not in gap:
            gap = " "
        is_open = "\n" in gap and not parts[0][0] and self.is_open(last)
        texts = [f",{gap}{head}{self.write(one, last.start, len(head), open_=is_open)}" for head, one in parts]
        self.changes.append((Span(last.end, last.end), "".join(texts)))

    def remove(self, path: Path) -> None:
        if self.find(path) is None:
            raise NoPlace(path)
        members = self.list_members(path[:-1])
        start = self.places.keys.get(path, self.places.values[path])
        at = next(index for index, member in enumerate(members) if member.start == start)
        if len(members) > 1:
            self.remove_between(members, at, at + 1)
        else:
            around = self.find(path[:-1])
            assert around is not None
            self.changes.append((Span(around.start + 1, around.end - 1), ""))

    def remove_between(self, members: Sequence[Span], start: int, end: int) -> None:
        """Those from `start` up to `end`, not all of them, with the comma that told them from what stays."""
        span = (
            Span(members[start - 1].end, members[end - 1].end)
            if start
            else Span(members[start].start, members[end].start)
        )
        self.changes.append((span, ""))

    def list_members(self, path: Path) -> list[Span]:
        """What stands in the object or list at `path`, keys included, in order."""
        depth = len(path) + 1
        inner = [one for one in self.places.values if len(one) == depth and one[:-1] == path]
        found = [
            Span(self.places.keys.get(one, self.places.values[one]), span.end)
            for one in inner
            if (span := self.find(one))
        ]
        return sorted(found, key=lambda span: span.start)

    def write(self, value: JsonValue, start: int, taken: int = 0, *, open_: bool = False) -> str:
        """As it is set on the line of `start`."""
        line = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        margin = line[: len(line) - len(line.lstrip(" \t"))]
        return self.style.write(value, margin, taken=len(line) - len(margin) + taken, open_=open_)

    def gap_before(self, start: int) -> str:
        """The space between what stands there and the comma or bracket before it."""
        return self.text[len(self.text[:start].rstrip(SPACE)) : start]

    def is_open(self, span: Span | None) -> bool:
        return span is not None and "\n" in self.text[span.start : span.end]


def count_same(a: Sequence[JsonValue], b: Sequence[JsonValue], most: int) -> int:
    """How many of the first are the same."""
    return next((index for index in range(most) if not is_same(a[index], b[index])), most)


def is_same(a: JsonValue, b: JsonValue) -> bool:
    """As JSON compares: true is not 1, 1.0 is 1, and keys have no order."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(is_same(one, b[key]) for key, one in a.items())
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(is_same, a, b))
    return isinstance(a, bool) == isinstance(b, bool) and a == b
