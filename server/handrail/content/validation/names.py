"""Whether conditions say what can be: names that are declared, operators that fit their types, clauses where they can be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from handrail.conditions.compare import parse_instant
from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.conditions.locator import Locator
from handrail.conditions.schema import (
    CLAUSE_OF,
    Account,
    Active,
    All,
    AnyOf,
    Comparison,
    Completed,
    Condition,
    Device,
    Dismissed,
    ElementState,
    EventCount,
    Hash,
    InLocale,
    Not,
    Passed,
    Query,
    Seen,
    Segment,
    Trait,
    Url,
)
from handrail.content.schema import FieldType
from handrail.content.startable import STARTABLE_KINDS, StartableKind
from handrail.content.validation.declared import Declared, Fields
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.parse import Document

Place = Literal["audience", "page", "own target"]
"""Evaluated on the server, in the page, or in the page where `"target"` means something."""

ORDERED = {"gt", "gte", "lt", "lte"}
OPERATORS: dict[FieldType, set[str]] = {
    "string": {"is", "is_not", "in", "not_in", "contains", "exists"},
    "number": {"is", "is_not", "in", "not_in", "exists", *ORDERED},
    "boolean": {"is", "is_not", "exists"},
    "time": {"is", "is_not", "exists", *ORDERED},
    "strings": {"contains", "exists"},
}
OPERANDS: dict[FieldType, tuple[str, tuple[type, ...]]] = {
    "string": ("a text", (str,)),
    "number": ("a number", (int, float)),
    "boolean": ("true or false", (bool,)),
    "time": ("a time", (str,)),
    "strings": ("a list of texts", (str,)),
}


def walk(condition: Condition, path: Path) -> Iterator[tuple[Condition, Path]]:
    """Every clause with its path, the outer ones first."""
    yield condition, path
    match condition:
        case All(all=parts):
            key = "all"
        case AnyOf(any=parts):
            key = "any"
        case Not(not_=inner):
            yield from walk(inner, (*path, "not"))
            return
        case _:
            return
    for index, part in enumerate(parts):
        yield from walk(part, (*path, key, index))


@dataclass(frozen=True)
class NameCheck:
    document: Document
    declared: Declared

    def check(self, condition: Condition, path: Path, where: Place) -> Iterator[Fault]:
        for clause, at in walk(condition, path):
            yield from self.check_clause(clause, at, where)
        if evaluate(condition, Context()) is False:
            yield self.document.fault(path, "this never holds", 'any of nothing ({ "any": [] }) is false')

    def check_clause(self, clause: Condition, path: Path, where: Place) -> Iterator[Fault]:
        match clause:
            case Trait() | Account() | Segment() if where != "audience":
                yield self.belongs(clause, path, "who the person is belongs in audience: a page does not know it")
            case Url() | Query() | Hash() | ElementState() | Device() if where == "audience":
                yield self.belongs(clause, path, "where somebody is belongs in start.when: the server does not know it")
        match clause:
            case Trait(trait=name):
                yield from self.check_field("trait", name, self.declared.traits, clause, path)
            case Account(account=name):
                yield from self.check_field("account", name, self.declared.account, clause, path)
            case Segment(segment=name):
                if name not in self.declared.segments:
                    yield self.unknown("segment", name, self.declared.segments, (*path, "segment"))
            case EventCount():
                yield from self.check_event(clause, path)
            case Seen(seen=item) | Completed(completed=item) | Dismissed(dismissed=item) | Active(active=item):
                yield from self.check_item(item, (*path, CLAUSE_OF[type(clause)]))
            case Passed(passed=quiz):
                yield from self.check_passed(quiz, (*path, "passed"))
            case Url(url=globs):
                yield from self.check_globs(globs, (*path, "url"))
            case Hash(hash=globs):
                yield from self.check_fragments(globs, (*path, "hash"))
            case ElementState():
                yield from self.check_element(clause, path, where)
            case InLocale(locale=tags):
                for tag, at in listed(tags, (*path, "locale")):
                    if not any(nears(tag, own) for own in self.declared.locales):
                        fix = f"its locales are {', '.join(self.declared.locales)}"
                        problem = f'the site has no texts in "{tag}"'
                        yield self.document.fault(at, problem, fix, warning=True)

    def belongs(self, clause: Condition, path: Path, fix: str) -> Fault:
        key = CLAUSE_OF[type(clause)]
        return self.document.fault((*path, key), f"{key} can't be told here", fix, key=True)

    def unknown(self, kind: str, name: str, known: Iterable[str], path: Path) -> Fault:
        section = kind if kind == "account" else f"{kind}s"
        fix = suggest(name, sorted(known), f"declare it in site.json under {section}", few=0)
        return self.document.fault(path, f'{kind} "{name}" is not declared', fix)

    def check_item(
        self, id_: str, path: Path, kinds: Sequence[StartableKind | Literal["article"]] = STARTABLE_KINDS
    ) -> Iterator[Fault]:
        """That there is one of these kinds."""
        there: Mapping[str, str] = {**self.declared.startables, **dict.fromkeys(self.declared.articles, "article")}
        known = sorted(name for name, kind in there.items() if kind in kinds)
        if id_ not in known:
            now = self.declared.former.get(id_)
            fix = f'it is called "{now}" now' if now in known else suggest(id_, known)
            nouns = [kind for kind in kinds if kind in there.values()] or kinds[:1]
            noun = " or ".join(filter(None, [", ".join(nouns[:-1]), nouns[-1]]))
            yield self.document.fault(path, f'there is no {noun} "{id_}"', fix)
        elif there[id_] == "article" and id_ in self.declared.internal:
            problem = f'"{id_}" is for agents alone: nobody else finds it there'
            yield self.document.fault(path, problem, "name another, or change its audience", warning=True)

    def check_tour(self, tour: str, path: Path) -> Iterator[Fault]:
        yield from self.check_item(tour, path, ["tour"])

    def check_passed(self, quiz: str, path: Path) -> Iterator[Fault]:
        yield from self.check_item(quiz, path, ["quiz"])
        if quiz in self.declared.finders:
            yield self.document.fault(path, f'"{quiz}" is not graded: nobody passes it', "ask whether it is completed")

    def check_event_name(self, name: str, path: Path, also: Iterable[str] = ()) -> Iterator[Fault]:
        """One of the host's, or of `also`."""
        if name not in self.declared.events:
            yield self.unknown("event", name, [*self.declared.events, *also], path)

    def check_event(self, clause: EventCount, path: Path) -> Iterator[Fault]:
        yield from self.check_event_name(clause.event, (*path, "event"))
        props = self.declared.events.get(clause.event)
        for name, wanted in clause.where.items() if props is not None else ():
            at = (*path, "where", name)
            if props is not None and name not in props:
                problem = f'event {clause.event} has no property "{name}"'
                yield self.document.fault(
                    at, problem, suggest(name, sorted(props), "declare it in site.json"), key=True
                )
            elif props is not None:
                comparison = wanted if isinstance(wanted, Comparison) else Comparison(is_=wanted)
                yield from self.check_comparison(name, props[name], comparison, at, isinstance(wanted, Comparison))

    def check_field(self, kind: str, name: str, fields: Fields, clause: Comparison, path: Path) -> Iterator[Fault]:
        if name not in fields:
            yield self.unknown(kind, name, fields, (*path, kind))
        else:
            yield from self.check_comparison(name, fields[name], clause, path, True)

    def check_comparison(
        self, name: str, type_: FieldType | None, clause: Comparison, path: Path, keyed: bool
    ) -> Iterator[Fault]:
        """Operator and operand against the declared type."""
        if type_ is None:
            return
        operator, operand = clause.operator
        at = (*path, operator) if keyed else path
        if operator not in OPERATORS[type_]:
            fits = [known for known in Comparison.model_fields if known.rstrip("_") in OPERATORS[type_]]
            fix = f"for one there is {', '.join(known.rstrip('_') for known in fits)}"
            article = "a list of texts" if type_ == "strings" else f"a {type_}"
            yield self.document.fault(at, f"{operator} does not fit {name}, which is {article}", fix, key=keyed)
        elif operator != "exists":
            for value, place in listed(operand, at):
                yield from self.check_operand(name, type_, value, place)

    def check_operand(self, name: str, type_: FieldType, value: object, path: Path) -> Iterator[Fault]:
        words, types = OPERANDS[type_]
        if isinstance(value, bool) is not (type_ == "boolean") or not isinstance(value, types):
            yield self.document.fault(
                path, f"{name} is {words}, and this is none: it never holds", "there is no coercion"
            )
        elif type_ == "time" and parse_instant(str(value)) is None:
            yield self.document.fault(
                path, f'"{value}" is no instant', "RFC 3339, as in 2026-01-31T09:00:00Z or 2026-01-31"
            )

    def check_value(self, section: str, name: str, value: object, fields: Fields, path: Path) -> Iterator[Fault]:
        """A person of a test has what a host could send."""
        if name not in fields:
            yield self.unknown(section.removesuffix("s"), name, fields, path)
            return
        type_ = fields[name]
        if type_ == "strings" and not isinstance(value, list):
            yield self.document.fault(path, f"{name} is a list of texts", 'as in ["alpha", "beta"]')
        elif type_ is not None and not (type_ == "strings" and isinstance(value, list)):
            yield from self.check_operand(name, type_, value, path)

    def check_globs(self, globs: str | list[str], path: Path) -> Iterator[Fault]:
        """Also for `page` of a step."""
        for glob, at in listed(globs, path):
            if not glob.startswith(("/", "*")):
                yield self.document.fault(at, f'"{glob}" matches no path', 'a path begins with /, as in "/invoices/*"')
            elif "?" in glob or "#" in glob:
                yield self.document.fault(at, f'"{glob}" has more than a path in it', "use query and hash for the rest")
            elif any(
                glob[index : index + 1] == "%" and is_hex(glob[index + 1 : index + 3]) for index in range(len(glob))
            ):
                yield self.document.fault(at, f'"{glob}" is percent-encoded', "write it decoded, as people read it")

    def check_fragments(self, globs: str | list[str], path: Path) -> Iterator[Fault]:
        for glob, at in listed(globs, path):
            if glob.startswith("#"):
                fix = f'without its #, as in "{glob[1:] or "/settings"}"'
                yield self.document.fault(at, f'"{glob}" matches no fragment', fix, warning=True)

    def check_element(self, clause: ElementState, path: Path, where: Place) -> Iterator[Fault]:
        if clause.element == "target":
            if where != "own target":
                problem = '"target" means something only in the advance of a step that has one'
                yield self.document.fault((*path, "element"), problem, "say how to find the element")
            return
        for locator, at in listed(clause.element, (*path, "element")):
            yield from self.check_locator(locator, at)

    def check_locator(self, locator: Locator, path: Path) -> Iterator[Fault]:
        """Names per locale, in the site's locales alone."""
        for way in ("name", "label", "text"):
            names = getattr(locator, way)
            for tag in names if isinstance(names, dict) else ():
                if tag not in self.declared.locales:
                    fix = suggest(tag, self.declared.locales)
                    yield self.document.fault((*path, way, tag), f'"{tag}" is no locale of this site', fix, key=True)
        if locator.within:
            yield from self.check_locator(locator.within, (*path, "within"))
        for index, frame in enumerate(locator.frame or ()):
            yield from self.check_locator(frame, (*path, "frame", index))


def listed(value: Any, path: Path) -> list[tuple[Any, Path]]:
    """One or several, each with its path."""
    return [(one, (*path, index)) for index, one in enumerate(value)] if isinstance(value, list) else [(value, path)]


def nears(tag: str, own: str) -> bool:
    return tag.lower().partition("-")[0] == own.lower().partition("-")[0]


def is_hex(text: str) -> bool:
    return len(text) == 2 and all(character in "0123456789abcdefABCDEF" for character in text)
