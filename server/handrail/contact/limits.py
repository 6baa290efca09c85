"""How much one person, or one address, may write."""

from __future__ import annotations

from handrail.core.clock import HOUR, MINUTE
from handrail.core.limits import Limit

BEGIN = Limit("begin conversation", most=5, window=HOUR)
BEGIN_ADDRESS = Limit("begin conversation from", most=20, window=HOUR)
MESSAGES = Limit("say", most=30, window=MINUTE)
CHANGES = Limit("rate or leave an address", most=20, window=HOUR)
FILES = Limit("attach", most=20, window=HOUR)
FILES_ADDRESS = Limit("attach from", most=80, window=HOUR)
