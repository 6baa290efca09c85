"""What was missing, in words; a locator and an outline in one line. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from handrail.authoring.check.results import Try
from handrail.content.validation.faults import Path

LONGEST = 200


def read_at(value: Any, path: Path) -> Any:
    """None where there is nothing."""
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def say_locator(item: Any, path: Path, tag: str | None) -> str:
    """As it stands in the file, its words in one locale."""
    found = read_at(item, path)
    return say_value(found, tag) if isinstance(found, dict) else "it"


def say_value(locator: dict[str, Any], tag: str | None = None) -> str:
    """`button "New invoice" in main`."""
    words = {key: pick(value, tag) for key, value in locator.items()}
    if "role" in words:
        said = f'{words["role"]} "{words["name"]}"' if "name" in words else f"role {words['role']}"
    else:
        way = next((key for key in ("test_id", "label", "text", "css") if key in words), "")
        said = f'{way.replace("_", " ")} "{words.get(way)}"'
    if isinstance(locator.get("within"), dict):
        nth = f"number {locator['nth']} " if "nth" in locator else ""
        said = f"{nth}{said} in {say_value(locator['within'], tag)}"
    if locator.get("frame"):
        said += " in a frame"
    return said


def pick(value: Any, tag: str | None) -> Any:
    if isinstance(value, dict) and value and all(isinstance(one, str) for one in value.values()):
        return value.get(tag or "") or next(iter(value.values()))
    return value


def say_missing(one: Try, locators: Sequence[str]) -> str:
    """`is not there: nothing visible is button "New invoice"`."""
    said = ", nor ".join(locators)
    if one.missing == "ambiguous":
        return f"is ambiguous: {one.matches} visible elements are {said}"
    if one.missing == "hidden":
        return f"is there but hidden: {said}"
    part = one.culprit[len(one.path) :]
    where = f", for its {'.'.join(str(p) for p in part)} finds nothing" if part else ""
    return f"is not there: nothing visible is {said}{where}"


def write_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_outline(outline: Sequence[Any]) -> str:
    """`main > heading "Invoices", button "Create invoice"`, cut where it gets long."""
    parts = list(list_outline(outline))
    text = ", ".join(parts)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def list_outline(outline: Sequence[Any]) -> list[str]:
    said: list[str] = []
    for one in outline:
        if isinstance(one, dict):
            name = one.get("name")
            said.append(f"{one.get('role', 'element')}" + (f" {json.dumps(name, ensure_ascii=False)}" if name else ""))
            said += list_outline(one.get("children") or ())
    return said
