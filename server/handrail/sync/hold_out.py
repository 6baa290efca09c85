"""Who is in the share that a tour's goal is compared with: a person and a tour in, yes or no out. Pure, and the same for ever.

Each tour draws anew, so that nobody is held out of everything.
"""

from __future__ import annotations

from hashlib import blake2b

ALL = 2**64


def is_held(person_id: str, tour: str, share: float) -> bool:
    """`share`: 0 to 1. `tour`: its first name, so that being called otherwise moves nobody."""
    drawn = int.from_bytes(blake2b(f"{tour}\n{person_id}".encode(), digest_size=8).digest())
    return drawn < share * ALL
