"""Who is in the share that a tour's goal is compared with, and who in the share for whom something starts by itself: a person and an item in, yes or no out.

Pure, and the same for ever. Each item draws anew, and once for either, so that nobody is held out of everything, or asked for everything.
"""

from __future__ import annotations

from hashlib import blake2b

ALL = 2**64


def is_held(person_id: str, tour: str, share: float) -> bool:
    """`share`: 0 to 1. `tour`: its first name, so that being called otherwise moves nobody."""
    return draw(person_id, tour, b"") < share * ALL


def is_chosen(person_id: str, item: str, share: float) -> bool:
    """As `is_held`, of whatever starts for a share of people."""
    return draw(person_id, item, b"share") < share * ALL


def draw(person_id: str, item: str, what: bytes) -> int:
    return int.from_bytes(blake2b(f"{item}\n{person_id}".encode(), digest_size=8, key=what).digest())
