"""How long to wait before the next attempt."""

from __future__ import annotations

from handrail.contact.outbox.back_off import ATTEMPTS, LONGEST, wait_after
from handrail.core.clock import DAY, HOUR, SECOND


def test_waits_grow_to_hours_and_differ() -> None:
    middle = [wait_after(attempt, 0.5) for attempt in range(1, ATTEMPTS + 1)]
    assert middle[:3] == [5 * SECOND, 15 * SECOND, 45 * SECOND]
    assert middle[-2:] == [LONGEST, None]
    assert wait_after(1, 0.0) != wait_after(1, 1.0)
    assert wait_after(1, 0.5, asked=HOUR) == HOUR
    assert wait_after(1, 0.5, asked=1) == 5 * SECOND
    assert wait_after(1, 0.5, asked=400 * DAY) == DAY
