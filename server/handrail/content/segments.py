"""Conditions with a name, as `site.json` declares them. Those that others ask for are evaluated first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.conditions.schema import All, AnyOf, Condition, Not, Segment


def evaluate_segments(declared: Mapping[str, Condition], asking: Iterable[Condition], context: Context) -> Context:
    """The context, with the values of the segments that `asking` ask for."""
    return fill_segments(order_segments(declared, asking), context)


def fill_segments(ordered: Iterable[tuple[str, Condition]], context: Context) -> Context:
    values: dict[str, bool | None] = {}
    filled = replace(context, segments=values)
    for name, condition in ordered:
        values[name] = evaluate(condition, filled)
    return filled


def order_segments(declared: Mapping[str, Condition], asking: Iterable[Condition]) -> list[tuple[str, Condition]]:
    """Each after those that it asks for itself. One that is in a circle with another stays unknown: `validate` refuses it."""
    ordered: dict[str, Condition] = {}
    under_way: set[str] = set()

    def add(name: str) -> None:
        if name in declared and name not in ordered and name not in under_way:
            under_way.add(name)
            for inner in find_segments(declared[name]):
                add(inner)
            ordered[name] = declared[name]

    for condition in asking:
        for name in find_segments(condition):
            add(name)
    return list(ordered.items())


def find_circle(declared: Mapping[str, Condition], start: str) -> bool:
    """Whether a segment asks for itself in the end."""
    seen: set[str] = set()
    waiting = find_segments(declared[start])
    while waiting:
        name = waiting.pop()
        if name == start:
            return True
        if name not in seen and name in declared:
            seen.add(name)
            waiting.extend(find_segments(declared[name]))
    return False


def find_segments(condition: Condition) -> list[str]:
    """The names that a condition asks for."""
    match condition:
        case Segment(segment=name):
            return [name]
        case Not(not_=inner):
            return find_segments(inner)
        case All(all=parts) | AnyOf(any=parts):
            return [name for part in parts for name in find_segments(part)]
    return []
