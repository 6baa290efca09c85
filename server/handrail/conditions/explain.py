"""Which clause decided: a condition and a context in, the verdict and the clause's path out, as in `audience.all[0]`."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.conditions.context import Context
from handrail.conditions.evaluate import DEEPEST, evaluate, negate
from handrail.conditions.schema import All, AnyOf, Condition, Not


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
