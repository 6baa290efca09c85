"""What a host may say about a person or their account: only what `site.json` declares, in the declared type. The rest is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handrail.conditions.compare import parse_instant
from handrail.content.schema import FieldDeclaration, FieldType, name_type

LONGEST_TEXT = 2_000
LONGEST_LIST = 100


def keep_declared(given: Mapping[str, Any], declared: Mapping[str, FieldType | FieldDeclaration]) -> dict[str, Any]:
    """In the order of the names, so that equal traits are equal text."""
    return {
        name: given[name]
        for name in sorted(given.keys() & declared.keys())
        if fits(given[name], name_type(declared[name]))
    }


def fits(value: object, type_: FieldType) -> bool:
    match type_:
        case "string":
            return is_text(value)
        case "number":
            return not isinstance(value, bool) and (
                (isinstance(value, int) and abs(value) <= 2**53) or (isinstance(value, float) and abs(value) < 1e300)
            )
        case "boolean":
            return isinstance(value, bool)
        case "time":
            return isinstance(value, str) and parse_instant(value) is not None
        case "strings":
            return isinstance(value, list) and len(value) <= LONGEST_LIST and all(map(is_text, value))


def is_text(value: object) -> bool:
    """Half a surrogate pair is no text: no database takes it."""
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and not any("\ud800" <= c <= "\udfff" for c in value)
