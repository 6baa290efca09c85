"""Hints of Intro.js in a program, each told with its line: they are no steps of a tour."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from handrail.content.importing.tours.find import Finder, Found
from handrail.content.importing.tours.notes import Notes
from handrail.content.importing.tours.program import text_of
from handrail.content.importing.tours.values import Items, Record

CALLS = frozenset({"addHint", "addHints", "showHints", "hint"})


def tell_hint(line: int, notes: Notes) -> None:
    notes.tell(line, "a hint is no step of a tour", "left out; write a snippet: help on one element")


def tell_hints(finder: Finder, notes: Notes) -> list[Found]:
    """`hints: […]`, `<Hints hints>`, `setOption("hints", […])`, `addHint({…})`. Out: what was made for hints alone."""
    for node in find_listed(finder):
        listed = finder.reader.read(node)
        for one in listed.items if isinstance(listed, Items) else [listed]:
            if isinstance(one, Record) and "hint" in one.entries:
                tell_hint(one.line, notes)
    made = [finder.known(call.receiver) for call in finder.program.calls if call.name in CALLS and call.receiver]
    bare = [tour for tour in finder.tours.values() if tour.options and "hints" in tour.options.entries]
    return [tour for tour in (*made, *bare) if tour is not None and not tour.steps]


def find_listed(finder: Finder) -> Iterator[Node]:
    """Where a program says hints."""
    for node in finder.program.nodes:
        parts = node.named_children
        if node.type == "pair" and len(parts) > 1 and text_of(parts[0]).strip("'\"") == "hints":
            yield parts[1]
        elif node.type == "jsx_attribute" and len(parts) > 1 and text_of(parts[0]) == "hints":
            yield from parts[1].named_children[:1]
    for call in finder.program.calls:
        if call.name == "addHint" and call.arguments:
            yield call.arguments[0]
        elif call.name == "setOption" and len(call.arguments) > 1 and text_of(call.arguments[0])[1:-1] == "hints":
            yield call.arguments[1]
