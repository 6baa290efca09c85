"""JSX in, HTML out, with what is unsure of it. A component is what is written within it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from tree_sitter import Node

from handrail.content.importing.tours.program import text_of
from handrail.content.importing.tours.values import (
    DEEPEST,
    LONGEST_TEXT,
    TRANSLATED,
    Doubt,
    Known,
    Markup,
    Value,
    say,
    show_source,
)


class Markups:
    """`read` says what is known of a node."""

    def __init__(self, read: Callable[[Node, int], Value]) -> None:
        self.read = read

    def write(self, node: Node, depth: int) -> tuple[str, list[Doubt]]:
        if depth > DEEPEST:
            return "", [Doubt("this is nested too deeply to be read", "write it plainly")]
        opening = node if node.type == "jsx_self_closing_element" else find_child(node, "jsx_opening_element")
        named = opening.child_by_field_name("name") if opening else None
        name = text_of(named) if named else ""
        attributes = dict(self.read_attributes(opening, depth)) if opening else {}
        inner, doubts = self.write_children(node, depth)
        if not name or name.endswith("Fragment"):
            return inner, doubts
        if not name[0].islower():
            said = attributes.get("defaultMessage") or attributes.get("defaults") or attributes.get("id", "")
            if name.endswith(("Trans", "FormattedMessage")):
                doubts.append(Doubt(f"the text comes from {show_source(node)}", TRANSLATED))
                return inner or html.escape(said), doubts
            doubts.append(Doubt(f"<{name[:30]}> is a component of the page", "only the text in it is taken"))
            return inner, doubts
        written = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items() if key in ("href", "src", "alt"))  # fmt: skip
        return f"<{name}{written}>{inner}</{name}>", doubts

    def read_attributes(self, opening: Node, depth: int) -> Iterator[tuple[str, str]]:
        for part in opening.named_children:
            if part.type == "jsx_attribute" and len(part.named_children) > 1:
                said = self.read(open_expression(part.named_children[1]), depth + 1)
                if isinstance(said, Known) and isinstance(said.value, str):
                    yield text_of(part.named_children[0]), said.value

    def write_children(self, node: Node, depth: int) -> tuple[str, list[Doubt]]:
        parts: list[str] = []
        doubts: list[Doubt] = []
        for part in node.named_children:
            match part.type:
                case "jsx_text":
                    parts.append(join_lines(text_of(part)))
                case "html_character_reference":
                    parts.append(text_of(part))
                case "jsx_element" | "jsx_self_closing_element" | "jsx_fragment":
                    text, more = self.write(part, depth + 1)
                    parts.append(text)
                    doubts += more
                case "jsx_expression" if part.named_children and part.named_children[0].type != "comment":
                    said = self.read(part.named_children[0], depth + 1)
                    if isinstance(said, Markup):
                        parts.append(said.html)
                        doubts += said.doubts
                    else:
                        text, unsure = say(said)
                        parts.append(html.escape(text))
                        doubts += unsure
        return "".join(parts)[:LONGEST_TEXT], doubts


def open_expression(node: Node) -> Node:
    return node.named_children[0] if node.type == "jsx_expression" and node.named_children else node


def join_lines(text: str) -> str:
    """As JSX does: what lies between lines is no text, but a space where both have some."""
    lines = [line.strip() if index > 0 else line.rstrip() for index, line in enumerate(text.split("\n"))]
    if len(lines) > 1 and text.split("\n")[-1].strip():
        lines[-1] = text.split("\n")[-1].lstrip()
    return " ".join(line for line in lines if line.strip()) if len(lines) > 1 else text


def find_child(node: Node, type_: str) -> Node | None:
    return next((one for one in node.named_children if one.type == type_), None)
