"""What a page is told of a person's attention: what the site allows, and what came to them by itself on any device."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import NamedTuple

from handrail.conditions.authored import to_milliseconds
from handrail.content.schema import Attention as Allowed
from handrail.core.clock import to_iso
from handrail.progress.attention import WEEK, Attention
from handrail.progress.starts import Starts, find_end, list_starts, read_starts


class Limits(NamedTuple):
    """`gap` in milliseconds; starts within 24 hours, and within 7 days."""

    gap: int
    day: int
    week: int


class Told(NamedTuple):
    """JSON, and the oldest start in it: it holds until that is a week ago."""

    text: str
    oldest: int | None


def read_limits(said: Allowed) -> Limits:
    """Of what `site.json` says."""
    return Limits(to_milliseconds(said.gap), said.per_day, said.per_week)


def weigh(limits: Limits, starts: Starts, now: int) -> Attention:
    """Of the starts of the last 7 days those that a cap can ask for, the oldest first."""
    recent = [start for start in list_starts(starts) if now - start < WEEK]
    return Attention(*limits, recent[: max(limits.day, limits.week)][::-1], find_end(starts))


def write_attention(limits: Limits, kept: str, now: int) -> str:
    """`kept`: the person's starts as text, which with most syncs is the same as before."""
    told = tell_all(limits, kept)
    return told.text if told.oldest is None or now - told.oldest < WEEK else tell(limits, kept, now).text


@lru_cache(maxsize=2_048)
def tell_all(limits: Limits, kept: str) -> Told:
    return tell(limits, kept, 0)


def tell(limits: Limits, kept: str, now: int) -> Told:
    attention = weigh(limits, read_starts(kept), now)
    told = {
        "gap": attention.gap,
        "day": attention.day,
        "week": attention.week,
        "starts": [to_iso(start) for start in attention.starts],
        "ended": None if attention.ended is None else to_iso(attention.ended),
    }
    return Told(json.dumps(told, separators=(",", ":")), min(attention.starts, default=None))
