"""Why a condition holds or not: a condition and a context in; the clause that decided, or every clause with what it saw, out.

A clause goes by its path, as in `audience.all[0]`. What the page says of the same is held to the same cases, `tests/vectors/explain.json`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from handrail.conditions.address import read_fragment, read_path, read_query
from handrail.conditions.authored import Model
from handrail.conditions.context import Context
from handrail.conditions.evaluate import DEEPEST, count_events, evaluate, negate
from handrail.conditions.schema import (
    Account,
    All,
    AnyOf,
    Condition,
    Device,
    EventCount,
    Hash,
    InLocale,
    Not,
    Query,
    Time,
    Trait,
    Url,
)
from handrail.core.clock import to_iso

LONGEST_TEXT, LONGEST_LIST = 200, 20


@dataclass(frozen=True)
class Decision:
    """`clause` is the one at `path`. Where several decided together (each of `all` holds, none of `any` does), it is the whole."""

    holds: bool | None
    path: str
    clause: Condition


def explain(condition: Condition, context: Context, path: str, depth: int = 0) -> Decision:
    """`holds` is what `evaluate` says. `path` is where the condition stands, as in `audience`."""
    holds = evaluate(condition, context, depth)
    if depth < DEEPEST:
        if isinstance(condition, Not):
            inner = explain(condition.not_, context, f"{path}.not", depth + 1)
            return Decision(negate(inner.holds), inner.path, inner.clause)
        if isinstance(condition, All | AnyOf):
            key, parts = ("all", condition.all) if isinstance(condition, All) else ("any", condition.any)
            decisive = holds is None or holds is isinstance(condition, AnyOf) or len(parts) == 1
            for index, part in enumerate(parts if decisive else ()):
                if evaluate(part, context, depth + 1) is holds:
                    return explain(part, context, f"{path}.{key}[{index}]", depth + 1)
    return Decision(holds, path, condition)


@dataclass(frozen=True)
class Clause:
    """`value`: does not stand in the way (`True`), does (`False`), unknown here (`None`). `saw`: what it was decided on, as short JSON."""

    clause: str
    value: bool | None
    saw: Any = None


def list_clauses(condition: Condition, context: Context, path: str, depth: int = 0) -> Iterator[Clause]:
    """The whole first, then its parts. A part says what it comes to itself, also within a `not`."""
    value = evaluate(condition, context, depth)
    match condition:
        case All(all=parts) | AnyOf(any=parts):
            key = "all" if isinstance(condition, All) else "any"
            inner = [(part, f"{path}.{key}[{index}]") for index, part in enumerate(parts)]
        case Not(not_=part):
            inner = [(part, f"{path}.not")]
        case _:
            yield Clause(path, value, shorten(see(condition, context, value)))
            return
    yield Clause(path, value)
    if depth < DEEPEST:
        for part, where in inner:
            yield from list_clauses(part, context, where, depth + 1)


def see(condition: Condition, context: Context, value: bool | None) -> Any:
    """Where it is no value that is compared (segments, progress, elements), what it comes to."""
    seen = SEEN.get(type(condition))
    return value if seen is None else seen(condition, context)


def see_query(condition: Query, context: Context) -> dict[str, list[str]] | None:
    """Only the parameters that are asked for: the others may be secrets."""
    if context.url is None:
        return None
    pairs = read_query(context.url)
    return {name: [shorten(value) for key, value in pairs if key == name] for name in condition.query}


def shorten(saw: Any) -> Any:
    if isinstance(saw, str) and len(saw) > LONGEST_TEXT:
        return saw[:LONGEST_TEXT] + "…"
    if isinstance(saw, list):
        return [shorten(one) for one in saw[:LONGEST_LIST]] + (["…"] if len(saw) > LONGEST_LIST else [])
    return saw


SEEN: dict[type[Model], Callable[[Any, Context], Any]] = {
    Trait: lambda condition, context: (context.traits or {}).get(condition.trait),
    Account: lambda condition, context: (context.account or {}).get(condition.account),
    Url: lambda _, context: None if context.url is None else read_path(context.url) or "/",
    Query: see_query,
    Hash: lambda _, context: None if context.url is None else read_fragment(context.url),
    EventCount: count_events,
    InLocale: lambda _, context: context.locale,
    Device: lambda _, context: context.device,
    Time: lambda _, context: None if context.now is None else to_iso(context.now),
}
