"""Bytes of a content file in, JSON that knows its places out; or the fault, where it is and in words for people.

Refuses what JSON readers differ on: doubled keys, NaN, numbers that a browser cannot hold. Depth is checked before anything recurses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from handrail.content.validation.faults import Fault, Path, write_path
from handrail.content.validation.places import Places, find_places
from handrail.content.validation.syntax import explain_syntax

LARGEST = 1_000_000
DEEPEST = 64
LARGEST_WHOLE = 2**53 - 1
BRACKET_OR_TEXT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)
UNSOUND = re.compile("[\0\ud800-\udfff]")
UNSOUND_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


@dataclass
class Document:
    """A file, with the value that is in it. `places` are looked for when something is to be placed."""

    file: str
    text: str
    value: Any
    odd: bool = False
    known_places: Places | None = field(default=None, repr=False)

    @property
    def places(self) -> Places:
        if self.known_places is None:
            self.known_places = find_places(self.text)
        return self.known_places

    def fault(self, path: Path, problem: str, fix: str = "", *, key: bool = False, warning: bool = False) -> Fault:
        """Placed at the value at `path`, or at its key."""
        line, column = self.places.find(path, key)
        return Fault(
            file=self.file,
            line=line,
            column=column,
            problem=problem,
            fix=fix,
            severity="warning" if warning else "fault",
        )


def parse_document(file: str, raw: bytes) -> Document | list[Fault]:
    """Faults only where nothing more can be said about the file; those of a file that can be read come from `check_document`."""
    if len(raw) > LARGEST:
        return [Fault(file=file, problem=f"the file has more than {LARGEST:,} bytes", fix="split what it says")]
    text = decode_text(file, raw)
    if isinstance(text, Fault):
        return [text]
    too_deep = find_too_deep(text)
    if too_deep is not None:
        problem = f"this is nested more than {DEEPEST} levels deep"
        return [place(file, text, too_deep, problem, "a tour needs about ten; see what was opened and never closed")]
    try:
        return Document(file, text, *read_json(text))
    except json.JSONDecodeError as error:
        return [place(file, text, *explain_syntax(text, error.msg, error.pos))]


def check_document(document: Document) -> Iterator[Fault]:
    """What JSON allows and Handrail does not."""
    if not document.odd:
        return
    places = document.places
    for path, offset, before in places.doubled:
        first = places.locate(before)[0]
        problem = f'"{path[-1]}" stands twice in {write_path(path[:-1]) or "this file"}'
        yield tell(document, offset, problem, f"keep one of them; see line {first}")
    for lexeme, offset in places.atoms:
        problem, fix = check_atom(lexeme)
        if problem:
            yield tell(document, offset, problem, fix)


def tell(document: Document, offset: int, problem: str, fix: str) -> Fault:
    """Lines are counted once for all faults: a file may have a great many."""
    line, column = document.places.locate(offset)
    return Fault(file=document.file, line=line, column=column, problem=problem, fix=fix)


def check_atom(lexeme: str) -> tuple[str, str]:
    """What is wrong with a text, a number or a word, and what would be right; both empty when nothing is."""
    if lexeme in ("NaN", "Infinity", "-Infinity"):
        return f"{lexeme} is no number in JSON", "write a number, or leave the key out"
    if lexeme.startswith('"'):
        if UNSOUND_ESCAPE.search(lexeme) and not is_sound(json.loads(lexeme)):
            return "a text has a NUL or half a character in it", r"leave out the \u escape"
        return "", ""
    if lexeme[0] in "-0123456789" and (len(lexeme) > 100 or abs(float(lexeme)) > LARGEST_WHOLE):
        return "a number is too large to be exact in a browser", f"at most {LARGEST_WHOLE:,}; or write it as a text"
    return "", ""


def is_sound(text: str) -> bool:
    """No NUL, which databases do not keep, and no lone surrogate, which is no character."""
    return UNSOUND.search(text) is None


def read_json(text: str) -> tuple[Any, bool]:
    """The value, and whether `check_document` will find something: most files are spared the search."""
    odd = UNSOUND_ESCAPE.search(text) is not None

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal odd
        built = dict(pairs)
        odd = odd or len(built) < len(pairs)
        return built

    def read_number(lexeme: str) -> int | float | None:
        nonlocal odd
        if check_atom(lexeme)[0]:
            odd = True
            return None
        return int(lexeme) if lexeme.removeprefix("-").isdecimal() else float(lexeme)

    value = json.loads(
        text, object_pairs_hook=build, parse_constant=read_number, parse_int=read_number, parse_float=read_number
    )
    return value, odd


def decode_text(file: str, raw: bytes) -> str | Fault:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Fault(file=file, problem="the file is UTF-16", fix="save it as UTF-8")
    if raw.startswith(b"\xef\xbb\xbf"):
        return Fault(file=file, problem="the file begins with a byte order mark", fix="save it as UTF-8 without one")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        problem = f"the file is not UTF-8: byte {raw[error.start]:#04x} begins no character"
        return Fault(file=file, line=line, column=column, problem=problem, fix="save it as UTF-8")


def find_too_deep(text: str) -> int | None:
    """The offset of the bracket that goes too deep. Stops there, so it takes no longer for a worse file."""
    depth = 0
    for found in BRACKET_OR_TEXT.finditer(text):
        mark = found.group()
        if mark in "{[":
            depth += 1
            if depth > DEEPEST:
                return found.start()
        elif mark in "}]":
            depth -= 1
    return None


def place(file: str, text: str, offset: int, problem: str, fix: str) -> Fault:
    before = text[:offset]
    return Fault(
        file=file,
        line=before.count("\n") + 1,
        column=offset - (before.rfind("\n") + 1) + 1,
        problem=problem,
        fix=fix,
    )
