"""Time as the server sees it: whole milliseconds since the epoch, UTC; ISO 8601 with `Z` on the wire."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH = datetime.fromtimestamp(0, UTC)
LAST = 253_402_300_799_999  # of the year 9999, after which there is no ISO 8601 to write


class Clock:
    """The real clock. A test passes a subclass whose `now` it moves."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000


def to_iso(instant: int) -> str:
    """`1700000000123` -> `2023-11-14T22:13:20.123Z`."""
    seconds, rest = divmod(instant, SECOND)
    return f"{to_iso_seconds(seconds)}.{rest:03d}Z"


@lru_cache(maxsize=64)
def to_iso_seconds(seconds: int) -> str:
    """Many instants lie in the same second."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"


def from_iso(text: str) -> int:
    """An ISO 8601 instant with an offset -> milliseconds. Raises ValueError for anything else, and for what is before 1970 or after 9999."""
    try:
        moment = datetime.fromisoformat(text)
        instant = round((moment - EPOCH) / timedelta(milliseconds=1))
    except (ValueError, TypeError, OverflowError) as error:  # no ISO 8601; without an offset; beyond the calendar
        raise ValueError("not an instant, as in 2025-01-31T09:00:00Z") from error
    if instant < 0:
        raise ValueError("an instant before 1970")
    if instant > LAST:
        raise ValueError("an instant after 9999")
    return instant
