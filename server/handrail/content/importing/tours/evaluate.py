"""A node of code in, what it says out, as far as that can be told without running it: literals, constants of the same file, what is put together of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tree_sitter import Node

from handrail.content.importing.tours.markup import Markups
from handrail.content.importing.tours.program import FUNCTIONS, Program, read_call, text_of, unwrap
from handrail.content.importing.tours.values import (
    DEEPEST,
    LONGEST_TEXT,
    TRANSLATED,
    Code,
    Doubt,
    Items,
    Known,
    Markup,
    Record,
    Value,
    doubt,
    say,
    show_source,
)

MOST_ITEMS, MOST_READ = 2_000, 500_000
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": ""}
# Calls that give what they are given, or what the function that they are given gives.
PASSING = {"useMemo", "useState", "useRef", "useCallback", "freeze", "seal", "ref", "shallowRef", "reactive", "computed", "markRaw", "readonly", "signal", "defineSteps", "memo", "observable"}  # fmt: skip
TRANSLATING = {"t", "$t", "tc", "$tc", "translate", "gettext", "_", "__", "formatMessage", "msg", "instant", "trans", "i18n"}  # fmt: skip
IS_KEY = re.compile(r"[\w-]+(?:[.:/][\w-]+)*")
BARE = re.compile(r"\S*[.:_/]\S*|[a-z]+(?:[A-Z][a-z]*)+")


class Reader:
    """Of one program. What is said of names is kept, so that lists made of lists stay cheap."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.known: dict[int, Value] = {}
        self.under_way: set[int] = set()
        self.read_so_far = 0

    def read(self, node: Node, depth: int = 0) -> Value:
        node = unwrap(node)
        line = self.program.line_of(node)
        self.read_so_far += 1
        if depth > DEEPEST or self.read_so_far > MOST_READ:
            return Code(node, line, (Doubt("this is nested or put together too much to be read", "write it plainly"),))
        match node.type:
            case "string" | "template_string":
                return self.read_text(node, line, depth)
            case "number":
                return Known(read_number(text_of(node)), line)
            case "true" | "false" | "null" | "undefined":
                return Known({"true": True, "false": False}.get(node.type), line)
            case "object":
                return self.read_object(node, line, depth)
            case "array":
                return self.read_list(node, line, depth)
            case "identifier" | "shorthand_property_identifier":
                return self.read_name(node, line, depth)
            case "member_expression" | "subscript_expression":
                return self.read_member(node, line, depth)
            case "binary_expression":
                return self.read_binary(node, line, depth)
            case "unary_expression":
                return self.read_unary(node, line, depth)
            case "ternary_expression":
                return self.read_choice(node, line, depth)
            case "call_expression":
                return self.read_call(node, line, depth)
            case "jsx_element" | "jsx_self_closing_element" | "jsx_fragment":
                return self.read_markup(node, line, depth)
            case "type_assertion" if node.named_children:
                return self.read(node.named_children[-1], depth + 1)
        return Code(node, line)

    def read_text(self, node: Node, line: int, depth: int) -> Value:
        parts: list[str] = []
        doubts: list[Doubt] = []
        for part in node.named_children:
            match part.type:
                case "escape_sequence":
                    parts.append(read_escape(text_of(part)))
                case "html_character_reference":
                    parts.append(html.unescape(text_of(part)))
                case "template_substitution":
                    said = self.read(part.named_children[0], depth + 1) if part.named_children else Known("", line)
                    text, more = say(said)
                    parts.append(text)
                    doubts += more
                case _:
                    parts.append(text_of(part))
        return Known("".join(parts)[:LONGEST_TEXT], line, tuple(doubts))

    def read_object(self, node: Node, line: int, depth: int) -> Record:
        entries: dict[str, Value] = {}
        lines: dict[str, int] = {}
        doubts: list[Doubt] = []
        for part in node.named_children:
            if part.type == "spread_element" and part.named_children:
                spread = self.read(part.named_children[0], depth + 1)
                if isinstance(spread, Record):
                    entries |= spread.entries
                    lines |= {key: self.program.line_of(part) for key in spread.entries}
                else:
                    doubts.append(Doubt(f"{show_source(part)} is known only when the code runs", "add what it brings"))
                continue
            key, value = self.read_pair(part, depth)
            if key is None:
                continue
            entries[key], lines[key] = value, self.program.line_of(part)
        return Record(entries, line, node.start_byte, tuple(doubts), lines)

    def read_pair(self, part: Node, depth: int) -> tuple[str | None, Value]:
        """`key: value`, `key`, `key() { … }`."""
        key, value = part.child_by_field_name("key"), part.child_by_field_name("value")
        if part.type == "shorthand_property_identifier":
            return text_of(part), self.read(part, depth + 1)
        if part.type == "method_definition" and (name := part.child_by_field_name("name")):
            return text_of(name), Code(part, self.program.line_of(part))
        if part.type != "pair" or key is None or value is None:
            return None, Known(None, self.program.line_of(part))
        named: object = text_of(key)
        if key.type == "computed_property_name" and key.named_children:
            inner = self.read(key.named_children[0], depth + 1)
            named = inner.value if isinstance(inner, Known) else None
        elif key.type == "string":
            said = self.read(key, depth + 1)
            named = said.value if isinstance(said, Known) else None
        return (str(named) if isinstance(named, str) else None), self.read(value, depth + 1)

    def read_list(self, node: Node, line: int, depth: int) -> Value:
        items: list[Value] = []
        for part in node.named_children:
            if part.type == "comment":
                continue
            if part.type != "spread_element":
                items += self.read_item(part, depth)
            elif part.named_children:
                spread = self.read_item(part.named_children[0], depth)
                items += [one for some in spread for one in (some.items if isinstance(some, Items) else [some])]
            if len(items) > MOST_ITEMS:
                return Code(node, line, (Doubt(f"the list has more than {MOST_ITEMS:,} entries", "split it"),))
        return Items(tuple(items), line, node.start_byte)

    def read_item(self, node: Node, depth: int) -> list[Value]:
        """`…(isAdmin ? [step] : [])` and `isAdmin && step` are in it, with a doubt."""
        inner = unwrap(node)
        if inner.type == "binary_expression" and (operator := inner.child_by_field_name("operator")):
            left, right = inner.child_by_field_name("left"), inner.child_by_field_name("right")
            if text_of(operator) == "&&" and left and right:
                return [doubt(self.read(right, depth + 1), tell_condition(left))]
        return [self.read(inner, depth + 1)]

    def read_name(self, node: Node, line: int, depth: int) -> Value:
        name = text_of(node)
        if name == "undefined":
            return Known(None, line)
        declared = self.program.resolve(name, node.start_byte)
        value = declared.value if declared else None
        if value is None or name in self.program.reassigned or value.id in self.under_way:
            return Code(node, line)
        if value.id not in self.known:
            self.under_way.add(value.id)
            try:
                self.known[value.id] = self.read_declared(value, depth)
            finally:
                self.under_way.discard(value.id)
        return self.known[value.id]

    def read_declared(self, value: Node, depth: int) -> Value:
        if value.type == "enum_declaration":
            return self.read_enum(value, depth)
        if value.type in ("function_declaration", "class_declaration"):
            return Code(value, self.program.line_of(value))
        return self.read(value, depth + 1)

    def read_enum(self, node: Node, depth: int) -> Record:
        entries: dict[str, Value] = {}
        for part in walk_fields(node, "enum_assignment"):
            key, value = part.child_by_field_name("name"), part.child_by_field_name("value")
            if key and value:
                entries[text_of(key)] = self.read(value, depth + 1)
        return Record(entries, self.program.line_of(node), node.start_byte)

    def read_member(self, node: Node, line: int, depth: int) -> Value:
        of, key = node.child_by_field_name("object"), node.child_by_field_name("property")
        index = node.child_by_field_name("index")
        whole = self.read(of, depth + 1) if of else Code(node, line)
        said = self.read(index, depth + 1) if index else None
        name = text_of(key) if key else said.value if isinstance(said, Known) else None
        if isinstance(whole, Record) and isinstance(name, str) and name in whole.entries:
            return whole.entries[name]
        if isinstance(whole, Items) and isinstance(name, float) and 0 <= name < len(whole.items):
            return whole.items[int(name)]
        return Code(node, line)

    def read_binary(self, node: Node, line: int, depth: int) -> Value:
        """Long chains lean to the left: they are gone down without going deeper."""
        rights: list[tuple[str, Node]] = []
        while node.type == "binary_expression":
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            operator = node.child_by_field_name("operator")
            if left is None or right is None or operator is None:
                return Code(node, line)
            rights.append((text_of(operator), right))
            node = unwrap(left)
        said = self.read(node, depth + 1)
        for sign, right in reversed(rights):
            said = self.join(sign, said, self.read(right, depth + 1), right)
        return said

    def join(self, sign: str, left: Value, right: Value, node: Node) -> Value:
        line = left.line
        if sign == "+" and (is_text(left) or is_text(right)):
            (first, doubts), (second, more) = say(left), say(right)
            return Known((first + second)[:LONGEST_TEXT], line, (*doubts, *more))
        if sign in ("||", "??"):
            certain = isinstance(left, Known) and not left.doubts and left.value not in (None, "", False, 0)
            return left if certain or isinstance(right, Code) else right
        return Code(node.parent or node, line)

    def read_unary(self, node: Node, line: int, depth: int) -> Value:
        of, operator = node.child_by_field_name("argument"), node.child_by_field_name("operator")
        said = self.read(of, depth + 1) if of else None
        value = said.value if isinstance(said, Known) else None
        match text_of(operator) if operator else "":
            case "-" if isinstance(value, float):
                return Known(-value, line)
            case "!" if isinstance(said, Known):
                return Known(not value, line)
            case "void":
                return Known(None, line)
        return Code(node, line)

    def read_choice(self, node: Node, line: int, depth: int) -> Value:
        condition, first = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        if condition is None or first is None:
            return Code(node, line)
        return doubt(self.read(first, depth + 1), tell_condition(condition))

    def read_call(self, node: Node, line: int, depth: int) -> Value:
        call = read_call(node)
        if call is None:
            return Code(node, line)
        given = node.child_by_field_name("arguments")
        if call.name in TRANSLATING:
            if given and given.type == "template_string":
                return self.read_text(given, line, depth)
            return self.read_translated(call.arguments, Code(node, line), depth)
        if call.name in PASSING and call.arguments:
            inner = unwrap(call.arguments[0])
            returned = find_returned(inner) if inner.type in FUNCTIONS else inner
            return self.read(returned, depth + 1) if returned else Code(node, line)
        return Code(node, line)

    def read_translated(self, arguments: list[Node], otherwise: Code, depth: int) -> Value:
        """`t("tour.start", "Start here")`, `formatMessage({ defaultMessage: "Start here" })`, `_("Start here")`."""
        given = [self.read(one, depth + 1) for one in arguments[:2]]
        told = (Doubt(f"the text comes from {otherwise.source}", TRANSLATED),)
        if not given:
            return otherwise
        first, last = given[0], given[-1]
        named = last.entries if isinstance(last, Record) else {}
        for text in (named.get("defaultMessage"), named.get("defaultValue"), named.get("message"), named.get("default"), last if len(given) > 1 else None, named.get("id"), first):  # fmt: skip
            if isinstance(text, Known) and isinstance(text.value, str) and text.value:
                return Known(text.value, otherwise.line, (*text.doubts, *told))
        return otherwise

    def read_markup(self, node: Node, line: int, depth: int) -> Markup:
        text, doubts = Markups(self.read).write(node, depth)
        return Markup(text, line, tuple(doubts))


def tell_condition(node: Node) -> Doubt:
    return Doubt(f"this is there only if {show_source(node)}", "it is always there now; see if and audience")


def is_text(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, str)


def find_returned(function: Node) -> Node | None:
    """What `() => value` or `() => { return value; }` gives; nothing of what decides first."""
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return body
    last = body.named_children[-1] if body.named_children else None
    return last.named_children[0] if last and last.type == "return_statement" and last.named_children else None


def walk_fields(node: Node, type_: str) -> Iterator[Node]:
    body = node.child_by_field_name("body")
    yield from (one for one in (body.named_children if body else ()) if one.type == type_)


def read_number(lexeme: str) -> float:
    plain = lexeme.replace("_", "").rstrip("n")
    try:
        return float(int(plain, 0)) if plain[:2].lower() in ("0x", "0o", "0b") else float(plain)
    except (ValueError, OverflowError):  # as 017, or larger than any number
        return 0.0


def read_escape(lexeme: str) -> str:
    """`\\n`, `\\x41`, `\\u0041`, `\\u{1F600}`, a line's end that is none."""
    body = lexeme[1:]
    if body[:1] in ("x", "u"):
        digits = body[1:].strip("{}")
        try:
            return chr(int(digits, 16))
        except (ValueError, OverflowError):
            return ""
    if body[:1] in ("\n", "\r", "\u2028", "\u2029"):
        return ""
    return ESCAPES.get(body, body)
