"""A text on its way to an article: it is changed step by step, and still knows which line of its file each line was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from markdown_it.token import Token

from handrail.content.rich.parse import Place, parse_rich, place_in
from handrail.content.validation.faults import Fault


class Edit(NamedTuple):
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


@dataclass
class Draft:
    """`origins`: the line of the file, from 1, that each line was. `notes` are what an author should know."""

    file: str
    text: str
    origins: list[int]
    notes: list[Fault] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each line."""
        starts = [0]
        for line in self.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def note(self, line: int, problem: str, done: str = "") -> None:
        """`line` is one of the text as it is now, from 1."""
        origin = self.origins[min(line, len(self.origins)) - 1]
        self.notes.append(Fault(file=self.file, line=origin, problem=problem, fix=done, severity="warning"))

    def apply(self, edits: Iterable[Edit]) -> None:
        """Those that overlap an earlier one are left for the next look at the text."""
        parts: list[str] = []
        origins = [self.origins[0]]
        done = line = 0
        for start, end, text in sorted(edits):
            if start < done:
                continue
            kept = self.text[done:start]
            parts += [kept, text]
            for _ in range(kept.count("\n")):
                line += 1
                origins.append(self.origins[line])
            origins += [self.origins[line]] * text.count("\n")
            line += self.text.count("\n", start, end)
            done = end
        rest = self.text[done:]
        origins += self.origins[line + 1 : line + 1 + rest.count("\n")]
        self.text, self.origins = "".join([*parts, rest]), origins
        for known in ("lines", "starts"):
            self.__dict__.pop(known, None)

    def replace_lines(self, first: int, end: int, text: str) -> Edit:
        """From the line `first`, from 0, up to `end`, which stays."""
        after = self.starts[end] - 1 if end < len(self.starts) else len(self.text)
        return Edit(self.starts[first], after, text)

    def span(self, token: Token, block: Token) -> tuple[int, int] | None:
        """Of a link, an image or a tag; `None` where it can't be told, as in a cell with an escaped bar."""
        return self.span_in(block, int(token.meta.get("at", 0)), int(token.meta.get("end", 0)))

    def span_in(self, block: Token, at: int, end: int) -> tuple[int, int] | None:
        cut = int(block.meta.get("cut", 0))
        written = str(block.meta["whole"])[at + cut : end + cut]
        first, last = (to_offset(place_in(block, one + cut, self.lines), self.starts) for one in (at, end))
        same = (
            self.text[first:last].replace(" ", "").replace(">", "").split()
            == written.replace(" ", "").replace(">", "").split()
        )
        return (first, last) if first < last and same else None

    def parse(self) -> list[Token]:
        return parse_rich(self.text)


def start_draft(file: str, text: str, first_line: int) -> Draft:
    """Of the part of a file that begins at `first_line`, from 1."""
    return Draft(file, text, [first_line + index for index in range(text.count("\n") + 1)])


def to_offset(place: Place, starts: Sequence[int]) -> int:
    return starts[place.line - 1] + place.column - 1


def prefix_of(line: str, content: str) -> str:
    """What stands before the text of a block: the indentation of a list, the marks of a quote."""
    at = line.find(content.strip().partition("\n")[0].strip()) if content.strip() else -1
    return line[: max(at, 0)]
