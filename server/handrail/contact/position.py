"""How far a page has read: the id of an event, which a stream goes on after. Pure.

`<conversation id>:<seq>`, and as many of these, with commas between, as there are conversations in which something came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PART = re.compile(r"([0-9A-Za-z-]{1,64}):([0-9]{1,9})")
MOST = 50
LONGEST = 4_000


def read_position(text: str | None) -> dict[str, int]:
    """By conversation. What is no id of ours says nothing, as if it were not there."""
    parts = [PART.fullmatch(part) for part in (text or "").split(",")[:MOST]]
    return {found[1]: int(found[2]) for found in parts if found}


def write_position(position: Mapping[str, int]) -> str:
    return ",".join(f"{conversation}:{seq}" for conversation, seq in sorted(position.items()))
