"""One value against one operator, without coercion. `None` is unknown: the value is not there, or the two have no order."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from handrail.conditions.context import Value

INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?", re.ASCII)


def compare(operator: str, value: Value, operand: Value | list[Value]) -> bool | None:
    """`compare("gt", 5, 3)` -> True."""
    if operator == "exists":
        return (value is not None) is operand
    if value is None:
        return None
    match operator, operand:
        case "is", _:
            return is_same(value, operand)
        case "is_not", _:
            return not is_same(value, operand)
        case "in", list():
            return any(is_same(value, one) for one in operand)
        case "not_in", list():
            return not any(is_same(value, one) for one in operand)
        case "contains", _:
            return contains(value, operand)
    return compare_order(operator, value, operand)


def is_same(value: object, operand: object) -> bool:
    """As JSON has it: 1 is 1.0, but neither "1" nor true."""
    if isinstance(value, bool) or isinstance(operand, bool):
        return value is operand
    if isinstance(value, int | float):
        return isinstance(operand, int | float) and value == operand
    return isinstance(value, str) and isinstance(operand, str) and value == operand


def contains(value: object, operand: object) -> bool | None:
    if isinstance(value, list):
        return any(is_same(one, operand) for one in value)
    if isinstance(value, str):
        return isinstance(operand, str) and operand in value
    return None


def compare_order(operator: str, value: object, operand: object) -> bool | None:
    left, right = to_ordered(value), to_ordered(operand)
    if left is None or right is None or isinstance(value, str) is not isinstance(operand, str):
        return None
    match operator:
        case "gt":
            return left > right
        case "gte":
            return left >= right
        case "lt":
            return left < right
        case "lte":
            return left <= right
    return None


def to_ordered(value: object) -> int | float | None:
    """A number itself, a time in milliseconds; other texts have no order."""
    if isinstance(value, str):
        return parse_instant(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def parse_instant(text: str) -> int | None:
    """RFC 3339, or a date alone, which begins at midnight UTC -> milliseconds."""
    if not INSTANT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return to_instant(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def to_instant(moment: datetime) -> int:
    """Milliseconds since the epoch, exact, earlier than 1970 too."""
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000 + since.microseconds // 1_000


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
