"""What the mail server in front found out about a mail's sender: its `Authentication-Results` in (RFC 8601), whether `From` may be believed out. Pure.

Of these headers much is the sender's own words, as `smtp.mailfrom`. So a result counts only where a result stands: at the beginning, or after a `;`
that is neither quoted nor in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# DMARC did not fail: the domain asks for nothing, or it asks, and this passed.
BELIEVED = frozenset({"pass", "none", "bestguesspass"})
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
DMARC = re.compile(r"\s*dmarc(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
DEEPEST = 10


def believes_sender(headers: Sequence[str], trusted: str) -> bool:
    """By the uppermost headers of the server that is trusted (5: it takes away others that bear its name) that have a word on DMARC, and all of those words."""
    for header in headers:
        name, *results = strip(header).split(";")
        words = name.split()
        if not words or words[0].lower() != trusted.lower():
            continue
        found = [dmarc[1].lower() for one in results if (dmarc := DMARC.match(one))]
        if found:
            return all(one in BELIEVED for one in found)
    return False


def strip(header: str) -> str:
    """Without what is quoted, and without comments, which may stand in one another."""
    left = QUOTED.sub(" ", header)
    for _ in range(DEEPEST):
        left, count = COMMENT.subn(" ", left)
        if not count:
            break
    # What was never closed hides what follows.
    return re.split(r'[("]', left, maxsplit=1)[0]
