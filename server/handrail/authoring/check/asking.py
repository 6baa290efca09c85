"""Conditions as far as a page can tell: which elements they ask about, and what they come to once those are known. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.conditions.schema import All, AnyOf, Condition, ElementState, Not
from handrail.content.validation.faults import Path

HOLDS, HOLDS_NOT = All(all=[]), AnyOf(any=[])


def list_elements(condition: Condition, path: Path, negated: bool = False) -> Iterator[tuple[ElementState, Path, bool]]:
    """Each with its place, and whether the condition wants it not to hold."""
    match condition:
        case ElementState():
            yield condition, path, negated
        case Not(not_=inner):
            yield from list_elements(inner, (*path, "not"), not negated)
        case All(all=parts):
            for index, part in enumerate(parts):
                yield from list_elements(part, (*path, "all", index), negated)
        case AnyOf(any=parts):
            for index, part in enumerate(parts):
                yield from list_elements(part, (*path, "any", index), negated)


def settle_elements(condition: Condition, answer: Callable[[ElementState], bool | None]) -> Condition:
    """With what was answered in place of each question; what has no answer stays, and is unknown."""
    match condition:
        case ElementState():
            known = answer(condition)
            return condition if known is None else HOLDS if known else HOLDS_NOT
        case Not(not_=inner):
            return Not(not_=settle_elements(inner, answer))
        case All(all=parts):
            return All(all=[settle_elements(part, answer) for part in parts])
        case AnyOf(any=parts):
            return AnyOf(any=[settle_elements(part, answer) for part in parts])
    return condition


def tell(condition: Condition, context: Context, answer: Callable[[ElementState], bool | None]) -> bool | None:
    """Whether it holds; None where that can't be told here."""
    return evaluate(settle_elements(condition, answer), context)
