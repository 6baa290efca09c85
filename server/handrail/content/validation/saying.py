"""What was the case, in words: a clause and a context in, `account.plan is "free"` out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from handrail.conditions.context import Context, Standing
from handrail.conditions.evaluate import evaluate
from handrail.conditions.explain import Decision
from handrail.conditions.schema import (
    Account,
    Active,
    All,
    AnyOf,
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


def say(decision: Decision, context: Context) -> str:
    """`does not hold: account.plan is "free"`."""
    verdict = "is unknown" if decision.holds is None else "does not hold"
    return f"{verdict}: {say_facts(decision.clause, context)}"


def say_facts(clause: Condition, context: Context) -> str:
    """What was the case, of what the clause looks at."""
    match clause:
        case Trait(trait=name):
            return say_value(f"trait.{name}", (context.traits or {}).get(name))
        case Account(account=name):
            return say_value(f"account.{name}", (context.account or {}).get(name))
        case Segment(segment=name):
            return say_value(f"segment {name}", (context.segments or {}).get(name))
        case Url() | Query() | Hash():
            return f"the url is {show(context.url)}"
        case EventCount(event=name):
            count = sum(event.name == name for event in context.events or ())
            return f"{name} was tracked {count} times"
        case (
            Seen(seen=item)
            | Completed(completed=item)
            | Dismissed(dismissed=item)
            | Active(active=item)
            | Passed(passed=item)
        ):
            standing = (context.progress or {}).get(item, Standing())
            words = [word for word in ("seen", "completed", "dismissed", "active", "passed") if getattr(standing, word)]
            return f"{item} is {' and '.join(words) or 'untouched'}"
        case InLocale():
            return f"the locale is {show(context.locale)}"
        case Device():
            return f"the device is {show(context.device)}"
        case Time():
            return "the test has no now" if context.now is None else "now is another time"
        case ElementState():
            return "a test has no page to look at"
        case All(all=parts) | AnyOf(any=parts):
            return say_parts(parts, context)
        case Not(not_=part):
            return say_parts([part], context)
    return f"{type(clause).__name__.lower()} is otherwise"


def say_parts(parts: Sequence[Condition], context: Context) -> str:
    """Of those alone that stand in the way."""
    to_blame = [part for part in parts if evaluate(part, context) is not True] or parts
    return ", ".join(dict.fromkeys(say_facts(part, context) for part in to_blame)) or "there is nothing in it"


def say_value(name: str, value: Any) -> str:
    return f"{name} is not there" if value is None else f"{name} is {show(value)}"


def show(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
