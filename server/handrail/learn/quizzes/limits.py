"""How often one person, or one address, may try."""

from __future__ import annotations

from handrail.core.clock import HOUR, MINUTE
from handrail.core.limits import Limit

ANSWERS = Limit("answer quiz", most=60, window=MINUTE)
BEGIN = Limit("begin attempt", most=30, window=HOUR)
# Whoever is not identified can be somebody new with each attempt, and so find out what is right; an address is not changed as easily.
BEGIN_UNKNOWN = Limit("begin attempt unidentified", most=200, window=HOUR)
MOST_ATTEMPTS = 500
"""Of one person at one quiz, however often it may be tried."""
