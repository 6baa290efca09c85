"""Locators and conditions in one locale: a name per locale becomes the name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handrail.conditions.locator import Locator
from handrail.conditions.schema import All, AnyOf, Condition, ElementState, Not

Pick = Callable[[dict[str, str]], str]


def localise_locator(locator: Locator, pick: Pick) -> Locator:
    changes: dict[str, Any] = {
        way: pick(names) for way in ("name", "label", "text") if isinstance(names := getattr(locator, way), dict)
    }
    if locator.within:
        changes["within"] = localise_locator(locator.within, pick)
    if locator.frame:
        changes["frame"] = [localise_locator(frame, pick) for frame in locator.frame]
    return locator.model_copy(update=changes)


def localise_condition(condition: Condition | None, pick: Pick) -> Condition | None:
    if condition is None:
        return None
    if isinstance(condition, All):
        return All(all=[part for part in (localise_condition(part, pick) for part in condition.all) if part])
    if isinstance(condition, AnyOf):
        return AnyOf(any=[part for part in (localise_condition(part, pick) for part in condition.any) if part])
    if isinstance(condition, Not):
        inner = localise_condition(condition.not_, pick)
        return condition if inner is None else Not(not_=inner)
    if isinstance(condition, ElementState) and condition.element != "target":
        found = condition.element
        element: Locator | list[Locator] = (
            localise_locator(found, pick)
            if isinstance(found, Locator)
            else [localise_locator(one, pick) for one in found if isinstance(one, Locator)]
        )
        return condition.model_copy(update={"element": element})
    return condition
