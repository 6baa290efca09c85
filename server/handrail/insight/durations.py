"""How long things took: durations in, median and 90th percentile out, and the words for one. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from handrail.core.clock import SECOND
from handrail.insight.contact_wire import Spread


def measure_spread(durations: Sequence[int]) -> Spread:
    """From milliseconds to whole seconds, rounded up: it says "at most"."""
    return Spread(median=find_percentile(durations, 0.5), p90=find_percentile(durations, 0.9))


def find_percentile(durations: Sequence[int], share: float) -> int | None:
    """The shortest that is at least as long as that share of them (nearest rank): one that really was."""
    if not durations:
        return None
    rank = math.ceil(share * len(durations))
    return math.ceil(sorted(durations)[rank - 1] / SECOND)


def tell_duration(seconds: int | None) -> str:
    """`45 s`, `12 min`, `3 h 5 min`, `2 d 4 h`; a dash for none."""
    if seconds is None:
        return "–"
    if seconds < 60:
        return f"{seconds} s"
    minutes = -(-seconds // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"
