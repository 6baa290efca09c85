"""What a function does that code gives a library, as far as its calls say it: whether it goes on, and to which page it leads. It is read, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.program import read_call, text_of, walk
from handrail.content.importing.tours.values import Code, Doubt, Known, Value, say

GOING = {
    "push",
    "navigate",
    "replace",
    "assign",
    "goto",
    "redirect",
    "navigateTo",
    "visit",
    "navigateByUrl",
    "pushState",
}
LOCATION = re.compile(r"(?:\w+\.)*location(?:\.(?:href|pathname|hash))?")
QUERIES = {
    "querySelector",
    "getElementById",
    "getElementsByClassName",
    "querySelectorAll",
    "$",
    "jQuery",
    "getByTestId",
}


def list_called(value: Value) -> list[str]:
    """The names that are called, `() => { tour.next(); }` -> `["next"]`; of `tour.next` alone, too."""
    if not isinstance(value, Code):
        return []
    if value.node.type == "member_expression" and (named := value.node.child_by_field_name("property")):
        return [text_of(named)]
    return [call.name for node in walk(value.node) if (call := read_call(node))]


def find_path(value: Value | None, reader: Reader) -> str:
    """Where a function leads to, as `router.push("/invoices")` and `location.href = "/invoices"` do; empty when it can't be told."""
    if not isinstance(value, Code):
        return ""
    return next(list_paths(value.node, reader), "")


def list_paths(node: Node, reader: Reader) -> Iterator[str]:
    for one in walk(node):
        call = read_call(one)
        given: Node | None = None
        if call and call.name in GOING and call.arguments:
            given = call.arguments[-1] if call.name == "pushState" else call.arguments[0]
        elif one.type == "assignment_expression" and (left := one.child_by_field_name("left")):
            given = one.child_by_field_name("right") if LOCATION.fullmatch(text_of(left)) else None
        said = reader.read(given) if given else None
        if isinstance(said, Known) and isinstance(said.value, str) and said.value.startswith(("/", "http")):
            yield said.value


def find_shown(value: Value, reader: Reader) -> str:
    """The step that `tour.show("id")` leads to."""
    if isinstance(value, Code):
        for one in walk(value.node):
            call = read_call(one)
            if call and call.name == "show" and call.arguments:
                return say(reader.read(call.arguments[0]))[0]
    return ""


def read_target(value: Value | None, reader: Reader) -> tuple[str, tuple[Doubt, ...]]:
    """A selector; of `document.querySelector("#new")`, too. Empty with a doubt when only the code knows."""
    match value:
        case None:
            return "", ()
        case Known(value=str() as selector):
            return selector, value.doubts
        case Code(node=node):
            for one in walk(node):
                call = read_call(one)
                if not call or call.name not in QUERIES or not call.arguments:
                    continue
                said = reader.read(call.arguments[0])
                if isinstance(said, Known) and isinstance(said.value, str) and said.value:
                    return write_query(call.name, said.value), (*value.doubts, *said.doubts)
            if text_of(node) in ("document.body", "document.documentElement"):
                return "body", ()
            return "", (
                Doubt(
                    f"the target is known only when the code runs: {value.source}",
                    "it is a dialog in the middle of the page now; give it a target",
                ),
            )
    return "", (Doubt("the target is no selector", "it is a dialog in the middle of the page now; give it a target"),)


def write_query(name: str, said: str) -> str:
    match name:
        case "getElementById":
            return f"#{said}" if re.fullmatch(r"-?[A-Za-z_][\w-]*", said) else f'[id="{said}"]'
        case "getElementsByClassName":
            return f".{said}"
        case "getByTestId":
            return f'[data-testid="{said}"]'
    return said
