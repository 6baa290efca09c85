"""Code in; its syntax tree, and what every name in it was declared as, out. Nothing is run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

Dialect = Literal["typescript", "tsx"]
SCOPES = {"statement_block", "program", "function_declaration", "function_expression", "arrow_function", "method_definition", "for_statement", "for_in_statement", "class_body", "generator_function_declaration", "catch_clause"}  # fmt: skip
FUNCTIONS = {"function_declaration", "function_expression", "arrow_function", "method_definition"}
WRAPPERS = {"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "await_expression"}  # fmt: skip


@cache
def make_parser(dialect: Dialect) -> Parser:
    """TypeScript's grammar takes JavaScript, too; of the two, JSX and `<Type>value` shut each other out."""
    of = {"typescript": tree_sitter_typescript.language_typescript, "tsx": tree_sitter_typescript.language_tsx}
    return Parser(Language(of[dialect]()))


class Declaration(NamedTuple):
    """A name, where it means this, and its value's node. Without one it is known only when the code runs; `first`: of `[a, b] = …` the a."""

    start: int
    end: int
    value: Node | None
    first: bool = False


@dataclass(frozen=True)
class Call:
    """`a.b.name(…)`, or `new a.Name(…)`."""

    name: str
    receiver: Node | None
    arguments: list[Node]
    node: Node


class Program:
    """`first_line`: where the code begins in its file, from 1."""

    def __init__(self, source: bytes, dialect: Dialect = "tsx", first_line: int = 1) -> None:
        self.first_line = first_line
        self.root = make_parser(dialect).parse(source).root_node
        self.nodes = list(walk(self.root))

    def line_of(self, node: Node) -> int:
        return node.start_point.row + self.first_line

    @cached_property
    def fault(self) -> Node | None:
        """The first place that is no code."""
        if not self.root.has_error:
            return None
        return next((node for node in self.nodes if node.is_error or node.is_missing), self.root)

    @cached_property
    def calls(self) -> list[Call]:
        return [call for node in self.nodes if (call := read_call(node))]

    @cached_property
    def imports(self) -> set[str]:
        """The modules that it names."""
        found = set()
        for node in self.nodes:
            if node.type == "import_statement" and (source := node.child_by_field_name("source")):
                found.add(text_of(source).strip("'\"`"))
        for call in self.calls:
            if call.name in ("require", "import") and call.arguments and call.arguments[0].type == "string":
                found.add(text_of(call.arguments[0]).strip("'\"`"))
        return found

    @cached_property
    def declarations(self) -> dict[str, list[Declaration]]:
        found: dict[str, list[Declaration]] = {}
        for node in self.nodes:
            for name, declared in declare(node):
                found.setdefault(name, []).append(declared)
        return found

    @cached_property
    def reassigned(self) -> set[str]:
        """Names that become something else later on."""
        lefts = (node.child_by_field_name("left") for node in self.nodes if node.type == "assignment_expression")
        return {text_of(left) for left in lefts if left and left.type == "identifier"}

    def resolve(self, name: str, at: int) -> Declaration | None:
        """What `name` means at an offset: of the scopes around it the innermost that declares it."""
        around = [one for one in self.declarations.get(name, ()) if one.start <= at < one.end]
        return min(around, key=lambda one: one.end - one.start, default=None)


def walk(root: Node) -> Iterator[Node]:
    """Every named node, in the order of the text."""
    cursor = root.walk()
    while True:
        if cursor.node is not None and (cursor.node.is_named or cursor.node.is_missing):
            yield cursor.node
        if cursor.goto_first_child() or cursor.goto_next_sibling():
            continue
        while cursor.goto_parent():
            if cursor.goto_next_sibling():
                break
        else:
            return


def text_of(node: Node) -> str:
    return (node.text or b"").decode(errors="replace")


def unwrap(node: Node) -> Node:
    """Without brackets and what TypeScript says of a value."""
    while node.type in WRAPPERS and node.named_children:
        node = node.named_children[0]
    return node


def read_call(node: Node) -> Call | None:
    if node.type not in ("call_expression", "new_expression"):
        return None
    function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
    given = node.child_by_field_name("arguments")
    if function is None:
        return None
    function = unwrap(function)
    if function.type == "sequence_expression":  # (0, react.useMemo)(…), as bundlers write it
        function = function.named_children[-1]
    arguments = given.named_children if given and given.type == "arguments" else []
    arguments = [one for one in arguments if one.type != "comment"]
    if function.type == "member_expression":
        property_, receiver = function.child_by_field_name("property"), function.child_by_field_name("object")
        return Call(text_of(property_) if property_ else "", receiver, arguments, node)
    return Call(text_of(function) if function.type in ("identifier", "import") else "", None, arguments, node)


def declare(node: Node) -> Iterator[tuple[str, Declaration]]:
    match node.type:
        case "variable_declarator":
            name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
            if name:
                yield from declare_pattern(name, value, find_scope(node))
        case "function_declaration" | "enum_declaration" | "class_declaration":
            name = node.child_by_field_name("name")
            if name and node.parent:
                yield text_of(name), place(find_scope(node.parent), node)
        case "required_parameter" | "optional_parameter":
            pattern = node.child_by_field_name("pattern")
            if pattern:
                yield from declare_pattern(pattern, None, find_scope(node))
        case "arrow_function":
            parameter = node.child_by_field_name("parameter")
            if parameter:
                yield text_of(parameter), place(node, None)
        case "import_specifier" | "import_clause" | "namespace_import":
            for one in node.named_children:
                if one.type == "identifier":
                    yield text_of(one), place(find_scope(node), None)


def declare_pattern(pattern: Node, value: Node | None, scope: Node) -> Iterator[tuple[str, Declaration]]:
    """`a`, `[a, b]` and `{ a, b: c }`; of lists the first alone is followed, as in `const [steps, setSteps] = useState([…])`."""
    if pattern.type == "identifier":
        yield text_of(pattern), place(scope, value)
        return
    for index, one in enumerate(pattern.named_children):
        if one.type in ("identifier", "shorthand_property_identifier_pattern"):
            first = pattern.type == "array_pattern" and index == 0
            yield text_of(one), place(scope, value if first else None)._replace(first=first)
        elif one.type in ("pair_pattern", "array_pattern", "object_pattern", "rest_pattern", "assignment_pattern", "object_assignment_pattern"):  # fmt: skip
            inner = one.child_by_field_name("value") or one.child_by_field_name("left") or one
            if inner.type == "identifier" or inner is not one:
                yield from declare_pattern(inner, None, scope)


def place(scope: Node, value: Node | None) -> Declaration:
    return Declaration(scope.start_byte, scope.end_byte, value)


def find_scope(node: Node) -> Node:
    current: Node | None = node
    while current is not None and current.type not in SCOPES:
        if current.parent is None:
            return current
        current = current.parent
    return current or node
