"""How fast one person may report: so many events at once, and so many more with each second. Kept in memory, by each process for itself."""

from __future__ import annotations

from typing import NamedTuple

from handrail.content.kept import Kept
from handrail.core.clock import SECOND
from handrail.core.problems import Problem

AT_ONCE = 5_000
PER_SECOND = 1
PEOPLE_KEPT = 10_000


class TooFast(Problem):
    """One person reports more than anybody does. Nothing of this request was kept; send it again after `Retry-After` seconds."""

    status, type, title = 429, "too_fast", "Too fast"


class Used(NamedTuple):
    """How many events of `AT_ONCE` are used up, as of `at`, in milliseconds."""

    number: float
    at: int


_used: Kept[str, Used] = Kept(PEOPLE_KEPT)


def keep_pace(person_id: str, number: int, now: int) -> None:
    """Raises `TooFast`."""
    before = _used.get(person_id) or Used(0, now)
    left = max(0.0, before.number - PER_SECOND * (now - before.at) / SECOND)
    if left + number > AT_ONCE:
        wait = int((left + number - AT_ONCE) / PER_SECOND) + 1
        raise TooFast(
            "Too many events of one person. Nothing of this request was kept; send it again later.",
            headers={"Retry-After": str(wait)},
        )
    _used.put(person_id, Used(left + number, now))
