"""When to try again. Pure: chance comes in as a number."""

from __future__ import annotations

from handrail.core.clock import DAY, HOUR, SECOND

ATTEMPTS = 10
FIRST = 5 * SECOND
FACTOR = 3
LONGEST = 6 * HOUR
LONGEST_ASKED = DAY  # however long a receiver asks us to wait


def wait_after(attempts: int, chance: float, asked: int | None = None) -> int | None:
    """Milliseconds until the next attempt, or None when that was the last. `chance`, 0 to 1, takes up to a third off or puts it on,
    so that what failed together does not come again together. `asked`: what the receiver said (`Retry-After`), the least then."""
    if attempts >= ATTEMPTS:
        return None
    base: int = min(FIRST * FACTOR ** (attempts - 1), LONGEST)
    wait = round(base * (1 + (chance - 0.5) * 2 / 3))
    return max(wait, min(asked or 0, LONGEST_ASKED))
