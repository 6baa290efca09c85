"""A program in, the tours that are made in it out: the options and steps of each, whatever calls, lists and elements they are spread over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.markup import open_expression
from handrail.content.importing.tours.program import WRAPPERS, Call, Program, find_scope, read_call, text_of, unwrap
from handrail.content.importing.tours.values import Items, Known, Record, Value

Key = tuple[str, int]


@dataclass
class Found:
    """A tour as its library says it. `steps` are as they were read; `name` is what it is called in the code."""

    line: int
    options: Record | None = None
    steps: list[Value] = field(default_factory=list)
    name: str = ""
    started_at: int = 0
    hooks: list[tuple[str, int]] = field(default_factory=list)
    """Functions that the library calls, each with its line."""


@dataclass(frozen=True)
class Library:
    """How a tour of it can be told in code."""

    modules: tuple[str, ...]
    makers: frozenset[str]
    """Calls that are given the options."""
    lists: frozenset[str]
    """Calls that are given steps, or options with `steps`."""
    singles: frozenset[str]
    """Calls that are given one step."""
    elements: frozenset[str]
    """JSX that is given the options as attributes."""
    starters: frozenset[str]
    hooks: frozenset[str]
    is_step: Callable[[Record], bool]
    options: frozenset[str]
    """By one of these an object is told to be options."""


@dataclass
class Finder:
    program: Program
    library: Library
    reader: Reader = field(init=False)
    tours: dict[Key, Found] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    """Lists that are in a tour already."""

    def __post_init__(self) -> None:
        self.reader = Reader(self.program)

    def find(self) -> list[Found]:
        for call in self.program.calls:
            self.look_at(call)
        for call in self.program.calls:
            self.look_again(call)
        for node in self.program.nodes:
            if node.type in ("jsx_opening_element", "jsx_self_closing_element"):
                self.look_at_element(node)
        loose = self.find_loose()
        waiting = [tour for tour in self.tours.values() if not tour.steps and tour.options]
        if len(loose) == 1 and len(waiting) == 1:
            waiting[0].steps, waiting[0].name = loose[0].steps, loose[0].name or waiting[0].name
            loose = []
        found = [tour for tour in self.tours.values() if tour.steps or tour.options]
        return sorted([*found, *loose], key=lambda tour: tour.line)

    def look_at(self, call: Call) -> None:
        library, given = self.library, call.arguments
        if call.name in library.makers and self.is_maker(call):
            tour = self.tour_at(self.key_of_made(call.node), call.node)
            self.add_options(tour, given[0] if given else None)
        elif call.receiver is None:
            if call.name in ("createElement", "jsx", "jsxs", "_jsx", "_jsxs") and len(given) > 1:
                self.look_at_created(call)
        elif call.name in ("createElement", "jsx", "jsxs") and len(given) > 1:
            self.look_at_created(call)
        elif call.name in library.singles and given:
            self.add_single(call)
        elif call.name in library.lists and given:
            self.add_list(call)

    def look_again(self, call: Call) -> None:
        """At what is done with the tours that were found: in a chain of calls the last one comes first."""
        starts, hears = call.name in self.library.starters, call.name in self.library.hooks
        tour = self.known(call.receiver) if call.receiver and (starts or hears) else None
        if tour is None:
            return
        line = self.program.line_of(call.node) + text_of(call.receiver).count("\n") if call.receiver else 0
        if starts:
            tour.started_at = tour.started_at or line
        else:
            tour.hooks.append((self.name_hook(call), line))

    def name_hook(self, call: Call) -> str:
        first = self.reader.read(call.arguments[0]) if call.arguments else None
        named = first.value if isinstance(first, Known) and isinstance(first.value, str) else ""
        return f'{call.name}("{named}")' if named else call.name

    def is_maker(self, call: Call) -> bool:
        """`driver({…})` may be anybody's: what it is given has to look like it, or the module be named."""
        if any(name.startswith(self.library.modules) for name in self.program.imports):
            return True
        stems = tuple(module.partition(".")[0] for module in self.library.modules)
        if call.receiver is not None and text_of(call.receiver).lower().startswith(stems):
            return True
        if not call.arguments:
            return call.name not in ("driver", "Tour", "tour", "Driver")
        options = self.reader.read(call.arguments[0])
        return isinstance(options, Record) and bool(self.library.options & options.entries.keys())

    def look_at_created(self, call: Call) -> None:
        """What JSX is compiled to."""
        if text_of(unwrap(call.arguments[0])).rpartition(".")[2] in self.library.elements:
            self.add_options(self.tour_at(self.key_of_made(call.node), call.node), call.arguments[1])

    def look_at_element(self, node: Node) -> None:
        named = node.child_by_field_name("name")
        if named is None or text_of(named).rpartition(".")[2] not in self.library.elements:
            return
        self.add_record(self.tour_at(("", node.start_byte), node), self.read_attributes(node))

    def read_attributes(self, node: Node) -> Record:
        """Of a JSX element."""
        entries: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for part in node.named_children:
            line = self.program.line_of(part)
            inner = part.named_children[0] if part.named_children else part
            if part.type == "jsx_attribute":
                value = part.named_children[1] if len(part.named_children) > 1 else None
                entries[text_of(inner)] = self.reader.read(open_expression(value)) if value else Known(True, line)
                lines[text_of(inner)] = line
            elif part.type == "jsx_expression" and inner.type == "spread_element" and inner.named_children:
                spread = self.reader.read(inner.named_children[0])
                if isinstance(spread, Record):
                    entries |= spread.entries
                    lines |= dict.fromkeys(spread.entries, line)
        return Record(entries, self.program.line_of(node), node.start_byte, (), lines)

    def add_options(self, tour: Found, node: Node | None) -> None:
        given = self.reader.read(node) if node else None
        if isinstance(given, Record):
            self.add_record(tour, given)
        elif tour.options is None:
            tour.options = Record({}, tour.line)

    def add_record(self, tour: Found, options: Record) -> None:
        """Its steps are the tour's, and not one of its options."""
        before = tour.options or Record({}, options.line)
        entries, lines = {**before.entries, **options.entries}, {**before.lines, **options.lines}
        steps = entries.pop("steps", None)
        if (
            "options" in entries
            and isinstance(inner := entries.get("options"), Record)
            and isinstance(inner.entries.get("steps"), Items)
        ):
            steps = inner.entries["steps"]
        tour.options = Record(entries, before.line, before.at, (*before.doubts, *options.doubts), lines)
        if steps is not None:
            self.add_steps(tour, steps)

    def add_steps(self, tour: Found, steps: Value) -> None:
        if isinstance(steps, Items):
            self.used.add(steps.at)
            tour.steps += steps.items
        elif isinstance(steps, Record) and self.library.is_step(steps):
            tour.steps.append(steps)

    def add_single(self, call: Call) -> None:
        """`addStep({…})`, `addStep("id", {…})`."""
        given = [self.reader.read(one) for one in call.arguments[:2]]
        step = given[-1]
        if not isinstance(step, Record):
            return
        tour = self.tour_of(call.receiver, call.node)
        if isinstance(given[0], Known) and isinstance(given[0].value, str) and "id" not in step.entries:
            step = Record({**step.entries, "id": given[0]}, step.line, step.at, step.doubts, step.lines)
        if self.library.is_step(step) or tour.options is not None:
            tour.steps.append(step)

    def add_list(self, call: Call) -> None:
        """`setSteps([…])`, `setOptions({…})`, `setOption("steps", […])`."""
        given = [self.reader.read(one) for one in call.arguments[:2]]
        first, last = given[0], given[-1]
        if isinstance(first, Known) and isinstance(first.value, str) and len(given) > 1:
            line = self.program.line_of(call.node)
            last = Record({first.value: last}, line, -1, (), {first.value: line})
        if isinstance(last, Items) and self.has_steps(last):
            self.add_steps(self.tour_of(call.receiver, call.node), last)
        elif isinstance(last, Record) and ("steps" in last.entries or self.library.options & last.entries.keys()):
            self.add_record(self.tour_of(call.receiver, call.node), last)

    def has_steps(self, items: Items) -> bool:
        return any(isinstance(one, Record) and self.library.is_step(one) for one in items.items)

    def tour_of(self, receiver: Node | None, node: Node) -> Found:
        return self.tour_at(self.key_of(receiver or node), node)

    def tour_at(self, key: Key, node: Node) -> Found:
        if key not in self.tours:
            self.tours[key] = Found(self.program.line_of(node), name=self.name_of(node) or key[0])
        return self.tours[key]

    def known(self, receiver: Node) -> Found | None:
        return self.tours.get(self.key_of(receiver))

    def key_of(self, node: Node) -> Key:
        """The same for all that is done with one tour: what it is called and where that is declared, or where it is made."""
        node = unwrap(node)
        while call := read_call(node):
            if (
                call.receiver is None
                or (call.name in self.library.makers and call.name[:1].isupper())
                or self.is_own(call)
            ):
                return self.key_of_made(node)
            node = unwrap(call.receiver)
        if node.type == "identifier":
            declared = self.program.resolve(text_of(node), node.start_byte)
            return text_of(node), declared.start if declared else -1
        return text_of(node), -1

    def is_own(self, call: Call) -> bool:
        """`introJs.tour()`: it makes one, and what is before it is the library."""
        return (
            call.name in self.library.makers
            and call.receiver is not None
            and unwrap(call.receiver).type in ("identifier", "member_expression")
        )

    def key_of_made(self, node: Node) -> Key:
        """By the name that it is given, where it is given one."""
        current, parent = node, node.parent
        while parent and (parent.type in WRAPPERS or parent.type in ("member_expression", "call_expression")):
            if parent.type == "call_expression" and parent.child_by_field_name("function") != current:
                break
            current, parent = parent, parent.parent
        if (
            parent
            and parent.type == "variable_declarator"
            and (name := parent.child_by_field_name("name"))
            and name.type == "identifier"
        ):
            return text_of(name), find_scope(parent).start_byte
        if parent and parent.type == "assignment_expression" and (left := parent.child_by_field_name("left")):
            declared = self.program.resolve(text_of(left), left.start_byte) if left.type == "identifier" else None
            return text_of(left), declared.start if declared else -1
        return "", node.start_byte

    def name_of(self, node: Node) -> str:
        """What it is assigned to, else the function around it that has a name."""
        current: Node | None = node
        while current is not None:
            named = current.child_by_field_name("name") or current.child_by_field_name("left")
            if (
                current.type
                in (
                    "variable_declarator",
                    "function_declaration",
                    "method_definition",
                    "assignment_expression",
                    "public_field_definition",
                )
                and named
                and named.type != "object_pattern"
            ):
                name = text_of(
                    named.named_children[0] if named.type == "array_pattern" and named.named_children else named
                )
                if tell_name(name):
                    return name.rpartition(".")[2]
            if current.type == "pair" and (key := current.child_by_field_name("key")) and tell_name(text_of(key)):
                return text_of(key).strip("'\"")
            current = current.parent
        return ""

    def find_loose(self) -> list[Found]:
        """Lists that are in no tour, and in no longer list."""
        taken = set().union(*(steps_in(tour) for tour in self.tours.values()))
        lists = [found for found in self.find_lists() if not steps_in(found) <= taken]
        parts = [steps_in(found) for found in lists]
        return [
            found
            for at, found in enumerate(lists)
            if not any(parts[at] < other or (parts[at] == other and index > at) for index, other in enumerate(parts))
        ]

    def find_lists(self) -> Iterator[Found]:
        """Lists of steps that nothing in this file is given."""
        inside: list[tuple[int, int]] = []
        for node in self.program.nodes:
            if node.type != "array" or node.start_byte in self.used:
                continue
            if any(start <= node.start_byte < end for start, end in inside):
                continue
            if not any(self.may_be_step(one) for one in node.named_children[:20]):
                continue
            items = self.reader.read(node)
            if isinstance(items, Items) and items.at not in self.used and self.has_steps(items):
                inside.append((node.start_byte, node.end_byte))
                yield Found(self.program.line_of(node), None, list(items.items), self.name_of(node))

    def may_be_step(self, node: Node) -> bool:
        """Worth reading: bundles have a great many lists."""
        return node.type in (
            "object",
            "identifier",
            "spread_element",
            "binary_expression",
            "parenthesized_expression",
            "as_expression",
            "satisfies_expression",
        )


def steps_in(tour: Found) -> set[int]:
    """Where each of its steps stands."""
    return {step.at for step in tour.steps if isinstance(step, Record)}


def tell_name(name: str) -> str:
    """What in a name says which tour it is: `dashboardTourSteps` -> `dashboard`, `steps` -> nothing."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name.strip("'\"").rpartition(".")[2])
    said = "-".join(word.lower() for word in words if word.lower() not in MEANINGLESS)
    return said if len(said) > 2 else ""


# Of these any tour could be called.
MEANINGLESS = {
    "tour", "tours", "step", "steps", "driver", "obj", "object", "intro", "js", "shepherd", "joyride", "start", "get",
    "create", "make", "init", "use", "config", "options", "run", "default", "app", "state", "show", "handle", "data", "list",
    "guide", "instance", "component", "set", "my", "the", "begin", "build", "setup", "product", "walkthrough", "effect",
    "render", "mounted", "mount", "on", "click", "src", "lib", "components", "pages", "index", "main", "utils", "features",
    "assets", "static",
}  # fmt: skip
