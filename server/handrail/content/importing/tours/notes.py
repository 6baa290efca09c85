"""What an author should know of a file that was brought in, each with its line; and the reading of an object's keys, of which none is forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from handrail.content.importing.tours.html_words import read_html
from handrail.content.importing.tours.values import Code, Items, Known, Markup, Record, Value, say
from handrail.content.importing.tours.words import Words, read_plain
from handrail.content.validation.faults import Fault

MOST = 5_000


@dataclass
class Notes:
    """Of one file."""

    file: str
    told: dict[tuple[int, str], Fault] = field(default_factory=dict)

    def tell(self, line: int, problem: str, fix: str) -> None:
        if len(self.told) < MOST:
            note = Fault(file=self.file, line=max(line, 1), problem=problem[:300], fix=fix, severity="warning")
            self.told.setdefault((line, note.problem), note)

    def doubt(self, value: Value | Words, line: int) -> None:
        for problem, fix in value.doubts:
            self.tell(line, problem, fix)


@dataclass
class Keys:
    """Of one object. What was not asked for is told by `tell_rest`."""

    record: Record
    notes: Notes
    taken: set[str] = field(default_factory=set)

    def line(self, key: str) -> int:
        return self.record.lines.get(key, self.record.line)

    def tell(self, key: str, problem: str, fix: str) -> None:
        self.notes.tell(self.line(key), problem, fix)

    def take(self, *names: str) -> Value | None:
        """The first that is there and not null."""
        self.taken |= set(names)
        for name in names:
            value = self.record.entries.get(name)
            if value is not None and not (isinstance(value, Known) and value.value is None):
                return value
        return None

    def take_text(self, name: str) -> str:
        """Empty when there is none; told when it is known only as the code runs."""
        value = self.take(name)
        if isinstance(value, Known) and isinstance(value.value, str):
            self.notes.doubt(value, self.line(name))
            return value.value
        if isinstance(value, Code):
            self.tell(name, f"{name} is code: {value.source}", "left out; say here what it gives")
        return ""

    def take_truth(self, name: str) -> bool | None:
        value = self.take(name)
        if isinstance(value, Code):
            self.tell(name, f"{name} is known only when the code runs: {value.source}", "left as it is by default")
        return value.value if isinstance(value, Known) and isinstance(value.value, bool) else None

    def take_number(self, name: str) -> float | None:
        value = self.take(name)
        is_number = isinstance(value, Known) and isinstance(value.value, float)
        return value.value if is_number else None  # type: ignore[union-attr,return-value]  # just asked

    def take_record(self, name: str) -> Keys:
        """An empty one where there is none."""
        value = self.take(name)
        if isinstance(value, Code):
            self.tell(name, f"{name} is code: {value.source}", "left out; say here what it gives")
        record = value if isinstance(value, Record) else Record({}, self.line(name))
        self.notes.doubt(record, record.line)
        return Keys(record, self.notes)

    def take_items(self, name: str) -> tuple[Value, ...]:
        value = self.take(name)
        return value.items if isinstance(value, Items) else ()

    def take_words(self, name: str, *, html: bool) -> Words | None:
        """A text, several of them, or JSX."""
        value = self.take(name)
        if value is None:
            return None
        return self.read_words(value, self.line(name), html=html)

    def read_words(self, value: Value, line: int, *, html: bool) -> Words | None:
        self.notes.doubt(value, line)
        match value:
            case Known(value=bool()):
                return None
            case Known() | Markup():
                words = read_one(value, html=html)
            case Items():
                words = join(one for part in value.items if (one := self.read_words(part, part.line, html=html)))
            case _:
                said = value.source if isinstance(value, Code) else "an object"
                self.notes.tell(line, f"a text is known only when the code runs: {said}", "left out; say it here")
                return None
        self.notes.doubt(words, line)
        return words

    def tell_rest(self, lost: Mapping[str, str], of: str) -> None:
        """`lost`: what there is no equivalent for, and what to do instead; empty for what nobody will miss."""
        for key in self.record.entries:
            if key in self.taken:
                continue
            self.taken.add(key)
            fix = lost.get(key)
            if fix is None:
                self.tell(key, f'"{key[:60]}" is nothing that {of} has', "left out")
            elif fix:
                self.tell(key, f"{key} has no equivalent", fix)


def read_one(value: Known | Markup, *, html: bool) -> Words:
    if isinstance(value, Markup):
        return read_html(value.html)
    text, _ = say(value)
    return read_html(text) if html else read_plain(text)


def join(parts: Iterable[Words]) -> Words:
    """Their doubts are told already."""
    listed = list(parts)
    blocks = tuple(block for part in listed for block in part.blocks)
    return Words(blocks, tuple(image for part in listed for image in part.images))
