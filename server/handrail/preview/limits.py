"""How long, how large, how many."""

from __future__ import annotations

from handrail.core.clock import HOUR, MINUTE, SECOND
from handrail.core.http import KILOBYTE

PREVIEW_LASTS = 12 * HOUR
LINK_LASTS = 15 * MINUTE
UNASKED = 60 * SECOND
"""So long after the author's machine last asked, it is taken to be gone."""
KEPT_AFTERWARDS = 24 * HOUR
PREVIEWS_AT_MOST = 20
LINKS_AT_MOST = 100
CALLS_AT_MOST = 40
"""That wait at once, of one preview."""
LARGEST_CALL = 256 * KILOBYTE
LARGEST_ANSWER = 4_096 * KILOBYTE
LONGEST_WAIT = 25
"""Seconds that the author's machine waits for calls."""
LONGEST_ANSWER_SECONDS = 30.0
LOOK_EVERY, LOOK_AT_LEAST_EVERY = 0.05, 0.2
"""Seconds: for what another process wrote, at first and after a while. Within one process whoever waits is woken."""
