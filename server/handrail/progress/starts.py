"""What came to a person by itself, item by item, as it is kept for their attention: runs in, instants out. Pure.

Kept is what may still count: the last 7 days before the newest start, and when whatever came last was last seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from handrail.progress.attention import WEEK
from handrail.progress.fold import Walk

MOST_KEPT = 500  # the highest cap that a site may set


class ItemStarts(NamedTuple):
    """Of one item: when it came by itself, and when that was last seen. Milliseconds."""

    starts: tuple[int, ...]
    last: int


Starts = Mapping[str, ItemStarts]
STARTS: TypeAdapter[dict[str, ItemStarts]] = TypeAdapter(dict[str, ItemStarts])


def gather_starts(before: Starts, walks: Mapping[str, Sequence[Walk]]) -> Starts:
    """`walks`: all runs of the items about which something new is known; of the others what was kept stays."""
    found = {item: kept for item, kept in before.items() if item not in walks}
    for item, runs in walks.items():
        by_itself = [run for run in runs if run.starts]
        if by_itself:
            starts = sorted(start for run in by_itself for start in run.starts)
            found[item] = ItemStarts(tuple(starts), max(run.at for run in by_itself))
    return drop_old(found)


def drop_old(found: Starts) -> Starts:
    newest = sorted((start for kept in found.values() for start in kept.starts), reverse=True)[:MOST_KEPT]
    if not newest:
        return {}
    since = max(newest[0] - WEEK, newest[-1] - 1)
    last = max(kept.last for kept in found.values())
    recent = {item: ItemStarts(tuple(s for s in kept.starts if s > since), kept.last) for item, kept in found.items()}
    return {item: kept for item, kept in sorted(recent.items()) if kept.starts or kept.last == last}


def list_starts(starts: Starts) -> list[int]:
    """The newest first."""
    return sorted((start for kept in starts.values() for start in kept.starts), reverse=True)


def find_end(starts: Starts) -> int | None:
    return max((kept.last for kept in starts.values()), default=None)


def read_starts(text: str) -> Starts:
    return STARTS.validate_json(text)


def write_starts(starts: Starts) -> str:
    return STARTS.dump_json(dict(starts)).decode()
