"""A tour in, its file out, as an author would write it."""

from __future__ import annotations

from typing import Any

from handrail.content.layout import Style
from handrail.content.tour import Tour

FIRST = ("kind", "id", "type", "page", "target", "title", "text", "media")


def write_tour(tour: Tour, schema: str = "") -> str:
    """`schema`: where an editor finds it, seen from the file; empty for nowhere."""
    said: dict[str, Any] = tour.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    said["steps"] = [order(step) for step in said["steps"]]
    value = ({"$schema": schema} if schema else {}) | said
    return Style("  ", "\n", " ").write(value, "", open_=True) + "\n"


def order(step: dict[str, Any]) -> dict[str, Any]:
    return {key: step[key] for key in FIRST if key in step} | step
