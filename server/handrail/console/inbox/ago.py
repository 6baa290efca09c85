"""How long ago, in as few words as a list has room for."""

from __future__ import annotations

from handrail.core.clock import DAY, HOUR, MINUTE


def write_ago(now: int, at: int) -> str:
    """`now`, `12 min`, `3 h`, `2 d`. Instants in milliseconds."""
    passed = max(now - at, 0)
    for unit, word in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if passed >= unit:
            return f"{passed // unit} {word}"
    return "now"
