"""Prints the table of the events that Handrail records, made from their catalogue: `python -m docs.generate_events > docs/events.md`."""

from __future__ import annotations

import sys
import types
from typing import Any, Literal, Union, get_args, get_origin

from handrail.progress.catalogue import CATALOGUE, Props
from handrail.progress.outline import OutlineNode

HEAD = """<!-- Made by `make schema` from server/handrail/progress/catalogue.py. Change that, then make it again. -->
# Events

What Handrail records by itself. Each names what happened, to what it belongs, and its `props`; what a host tracks is declared in
`site.json` instead. An event counts once per person, by its `id`; the order is that of `seq` on one device.

| event | when | belongs to | `props` |
|---|---|---|---|
"""
WORDS: dict[Any, str] = {
    str: "text",
    bool: "true or false",
    int: "number",
    float: "number",
    object: "JSON",
    OutlineNode: "`{role, name, test_id, children}`",
    types.NoneType: "null",
}


def write_events() -> str:
    """The whole file."""
    return HEAD + "".join(write_row(name, event) for name, event in CATALOGUE.items())


def write_row(name: str, event: type[Props]) -> str:
    when = " ".join((event.__doc__ or "").split())
    props = [describe_prop(prop, field) for prop, field in event.model_fields.items()]
    when += " By the server only: from a page it is refused." if event.by == "server" else ""
    return f"| `{name}` | {when} | {', '.join(event.of) or 'the person'} | {', '.join(props) or '–'} |\n"


def describe_prop(name: str, field: Any) -> str:
    """`` `reason`: "left" or "declined" ``; one that has to be there says so."""
    needed = " (needed)" if field.is_required() else ""
    return f"`{field.alias or name}`{needed}: {' or '.join(spell(field.annotation))}"


def spell(annotation: Any) -> list[str]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return list(dict.fromkeys(word for one in arguments for word in spell(one)))
    if origin is Literal:
        return [f'"{value}"' for value in arguments]
    if origin is list:
        return [f"a list of {' or '.join(spell(arguments[0]))}"]
    if origin is dict:
        return [f"{' or '.join(spell(arguments[1]))} by name"]
    if hasattr(annotation, "__metadata__"):
        return spell(arguments[0])
    return [WORDS[annotation]]


if __name__ == "__main__":
    sys.stdout.write(write_events())
