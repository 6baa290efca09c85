"""What each clause means: a condition and a context in, holds (`True`), does not (`False`) or unknown (`None`) out. Pure and total.

The same cases (`tests/vectors/conditions.json`) hold for the page's evaluator. Three-valued as in Kleene's logic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from handrail.conditions.address import matches, matches_path, read_fragment, read_path, read_query
from handrail.conditions.authored import Model, to_milliseconds
from handrail.conditions.compare import compare, to_instant
from handrail.conditions.context import UNTOUCHED, Context, TrackedEvent
from handrail.conditions.schema import (
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
    Time,
    Trait,
    Url,
)

DEEPEST = 64


def evaluate(condition: Condition, context: Context, depth: int = 0) -> bool | None:
    """Unknown, too, for what lies deeper than any file may nest."""
    if depth > DEEPEST:
        return None
    if isinstance(condition, All):
        return conjoin([evaluate(one, context, depth + 1) for one in condition.all])
    if isinstance(condition, AnyOf):
        return negate(conjoin([negate(evaluate(one, context, depth + 1)) for one in condition.any]))
    if isinstance(condition, Not):
        return negate(evaluate(condition.not_, context, depth + 1))
    return MEANINGS[type(condition)](condition, context)


def conjoin(values: Sequence[bool | None]) -> bool | None:
    """False if any is false, else unknown if any is unknown. Of nothing: true."""
    if False in values:
        return False
    return None if None in values else True


def negate(value: bool | None) -> bool | None:
    return None if value is None else not value


def evaluate_segment(condition: Segment, context: Context) -> bool | None:
    return None if context.segments is None else context.segments.get(condition.segment)


def evaluate_trait(condition: Trait, context: Context) -> bool | None:
    return None if context.traits is None else compare_with(condition, context.traits.get(condition.trait))


def evaluate_account(condition: Account, context: Context) -> bool | None:
    return None if context.account is None else compare_with(condition, context.account.get(condition.account))


def compare_with(comparison: Comparison, value: Any) -> bool | None:
    operator, operand = comparison.operator
    return compare(operator, value, operand)


def evaluate_url(condition: Url, context: Context) -> bool | None:
    if context.url is None:
        return None
    path = read_path(context.url)
    return any(matches_path(glob, path) for glob in to_list(condition.url))


def evaluate_query(condition: Query, context: Context) -> bool | None:
    if context.url is None:
        return None
    pairs = read_query(context.url)
    return all(
        any(key == name and matches(glob, value) for key, value in pairs) for name, glob in condition.query.items()
    )


def evaluate_hash(condition: Hash, context: Context) -> bool | None:
    if context.url is None:
        return None
    fragment = read_fragment(context.url)
    return any(matches(glob, fragment) for glob in to_list(condition.hash))


def evaluate_event(condition: EventCount, context: Context) -> bool | None:
    count = count_events(condition, context)
    if count is None:
        return None
    at_least = condition.at_least if condition.at_least is not None else int(condition.at_most is None)
    return count >= at_least and (condition.at_most is None or count <= condition.at_most)


def count_events(condition: EventCount, context: Context) -> int | None:
    if context.events is None or (condition.within and context.now is None):
        return None
    since = (context.now or 0) - to_milliseconds(condition.within) if condition.within else None
    return sum(
        event.name == condition.event and (since is None or event.at >= since) and fits(condition, event)
        for event in context.events
    )


def fits(condition: EventCount, event: TrackedEvent) -> bool:
    """An event counts when all of `where` holds; unknown is not true."""
    return all(
        (
            compare_with(wanted, event.props.get(name))
            if isinstance(wanted, Comparison)
            else compare("is", event.props.get(name), wanted)
        )
        for name, wanted in condition.where.items()
    )


def evaluate_seen(condition: Seen, context: Context) -> bool | None:
    return None if context.progress is None else context.progress.get(condition.seen, UNTOUCHED).seen


def evaluate_completed(condition: Completed, context: Context) -> bool | None:
    return None if context.progress is None else context.progress.get(condition.completed, UNTOUCHED).completed


def evaluate_dismissed(condition: Dismissed, context: Context) -> bool | None:
    return None if context.progress is None else context.progress.get(condition.dismissed, UNTOUCHED).dismissed


def evaluate_active(condition: Active, context: Context) -> bool | None:
    return None if context.progress is None else context.progress.get(condition.active, UNTOUCHED).active


def evaluate_passed(condition: Passed, context: Context) -> bool | None:
    return None if context.progress is None else context.progress.get(condition.passed, UNTOUCHED).passed


def evaluate_element(condition: ElementState, context: Context) -> bool | None:
    states = None if context.elements is None else context.elements(condition.element)
    return None if states is None else condition.state in states


def evaluate_locale(condition: InLocale, context: Context) -> bool | None:
    """A language takes its regions; case does not count (RFC 5646, 2.1.1)."""
    if context.locale is None:
        return None
    locale = context.locale.lower()
    return any(locale == tag.lower() or locale.startswith(tag.lower() + "-") for tag in to_list(condition.locale))


def evaluate_device(condition: Device, context: Context) -> bool | None:
    return None if context.device is None else context.device in to_list(condition.device)


def evaluate_time(condition: Time, context: Context) -> bool | None:
    if context.now is None:
        return None
    period = condition.time
    return (period.after is None or context.now >= to_instant(period.after)) and (
        period.before is None or context.now < to_instant(period.before)
    )


def to_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


MEANINGS: dict[type[Model], Callable[[Any, Context], bool | None]] = {
    Segment: evaluate_segment,
    Trait: evaluate_trait,
    Account: evaluate_account,
    Url: evaluate_url,
    Query: evaluate_query,
    Hash: evaluate_hash,
    EventCount: evaluate_event,
    Seen: evaluate_seen,
    Completed: evaluate_completed,
    Dismissed: evaluate_dismissed,
    Active: evaluate_active,
    Passed: evaluate_passed,
    ElementState: evaluate_element,
    InLocale: evaluate_locale,
    Device: evaluate_device,
    Time: evaluate_time,
}
