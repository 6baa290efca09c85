"""YAML in, plain values that know their places out; or the first fault. Strict: no anchors, no tags, no key twice, and words stay words.

Of plain scalars, `true`, `false`, `null` and numbers are what they look like (YAML 1.2, 10.3); "no", "on" and dates are texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from handrail.content.validation.places import Places

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 40
LARGEST_WHOLE = 2**53 - 1
WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
NUMBER = re.compile(r"[-+]?(?:[0-9]{1,16}|[0-9]{0,16}\.[0-9]{1,16}|[0-9]{1,16}\.)(?:[eE][-+]?[0-9]{1,2})?")
REWORDED = (
    ("mapping values are not allowed", "a colon too many", 'put a text with a colon in it in "quotes"'),
    ("could not find expected ':'", "a key without a colon", "as in topic: billing"),
    ("found character '\\t'", "a tab", "indent by spaces"),
    ("found a tab character", "a tab", "indent by spaces"),
    ("cannot start any token", "a mark that begins nothing here", 'put a text that begins with it in "quotes"'),
    ("while scanning a quoted scalar", "this text never ends", "its closing quote is missing"),
    ("did not find expected node content", "what is opened here never ends", "close it with ] or }"),
    ("did not find expected ',' or ']'", "a list that never ends", "close it with ]"),
    ("expected ',' or ']'", "a list that never ends", "close it with ]"),
    ("expected ',' or '}'", "braces that never end", "close them with }"),
    ("did not find expected key", "this stands in no line with the rest", "begin each key in the same column"),
    ("expected <block end>", "this stands in no line with the rest", "begin each key in the same column"),
)


@dataclass
class YamlFault(Exception):
    """`offset` is in the text as a whole."""

    offset: int
    problem: str
    fix: str


class Reader:
    """Builds values from events with a stack of its own: depth is bounded, and nothing recurses."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.places = Places(text)
        self.head, self.start = text[start:end], start
        self.value: Any = None
        self.path: list[str | int] = []
        self.open: list[tuple[Any, bool]] = []
        """Each mapping or list that is open, and whether a mapping waits for a value."""

    def read(self) -> Any:
        """Raises `YamlFault`."""
        documents = 0
        for event in self.list_events():
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.refuse(event, "a second document", "there is one, between two lines of ---")
            elif isinstance(event, NodeEvent):
                self.take(event)
            elif type(event).__name__ in ("MappingEndEvent", "SequenceEndEvent"):
                self.open.pop()
                self.finish()
        return self.value

    def list_events(self) -> Iterator[Event]:
        events: Iterable[Event] = yaml.parse(self.head, LOADER)
        try:
            yield from events
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            said = " ".join(filter(None, (error.context, error.problem)))
            raise YamlFault(self.start + (mark.index if mark else 0), *reword(said)) from error
        except ReaderError as error:
            raise YamlFault(self.start, "a control character in it", "leave it out") from error

    def refuse(self, event: Event, problem: str, fix: str) -> YamlFault:
        return YamlFault(self.place(event), problem, fix)

    def place(self, event: Event) -> int:
        assert event.start_mark is not None
        return self.start + int(event.start_mark.index)

    def take(self, event: NodeEvent) -> None:
        if isinstance(event, AliasEvent) or event.anchor:
            raise self.refuse(event, "an anchor or an alias", 'write it out, or put a text that begins so in "quotes"')
        if getattr(event, "tag", None):
            raise self.refuse(event, "a tag", 'leave it out, or put a text that begins with ! in "quotes"')
        if self.open and isinstance(self.open[-1][0], dict) and not self.open[-1][1]:
            self.take_key(event)
            return
        self.places.values.setdefault(tuple(self.path), self.place(event))
        if isinstance(event, ScalarEvent):
            self.put(read_scalar(event))
            self.finish()
        else:
            self.begin(event)

    def take_key(self, event: NodeEvent) -> None:
        if not isinstance(event, ScalarEvent):
            raise self.refuse(event, "a key that is no word", "as in topic: billing")
        mapping = self.open[-1][0]
        if event.value in mapping:
            raise self.refuse(event, f'"{event.value[:40]}" stands twice', "keep one of them")
        self.path.append(event.value)
        self.places.keys[tuple(self.path)] = self.place(event)
        self.open[-1] = mapping, True

    def begin(self, event: Event) -> None:
        if len(self.open) >= DEEPEST:
            raise self.refuse(event, f"this is nested more than {DEEPEST} levels deep", "the head needs about three")
        value: Any = {} if isinstance(event, MappingStartEvent) else []
        assert isinstance(event, MappingStartEvent | SequenceStartEvent)
        self.put(value)
        self.open.append((value, False))
        if isinstance(value, list):
            self.path.append(0)

    def put(self, value: Any) -> None:
        if not self.open:
            self.value = value
            return
        into = self.open[-1][0]
        if isinstance(into, dict):
            into[self.path[-1]] = value
        else:
            into.append(value)

    def finish(self) -> None:
        """A value is whole: on to the next key or place."""
        if not self.open:
            return
        into = self.open[-1][0]
        if isinstance(into, dict):
            self.path.pop()
            self.open[-1] = into, False
        else:
            self.path[-1] = len(into)


def read_yaml(text: str, start: int, end: int) -> tuple[Any, Places]:
    """Of the part from `start` to `end`; places are in all of `text`. Raises `YamlFault`."""
    reader = Reader(text, start, end)
    return reader.read(), reader.places


def read_scalar(event: ScalarEvent) -> Any:
    written = str(event.value)
    if event.style in ("'", '"', "|", ">"):
        return written
    if written.lower() in WORDS:
        return WORDS[written.lower()]
    if NUMBER.fullmatch(written) and abs(float(written)) <= LARGEST_WHOLE:
        return int(written) if written.lstrip("+-").isdecimal() else float(written)
    return written


def reword(said: str) -> tuple[str, str]:
    """The parser's own words in, ours out where we have some."""
    for words, problem, fix in REWORDED:
        if words in said:
            return problem, fix
    return f"this is no YAML: {said}", "see what was opened and never closed"
