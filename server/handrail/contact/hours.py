"""When the team is there, and how long an answer takes: `site.json`'s `contact` and the time in. Pure, but for the time zones of the machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from handrail.content.site_help import ContactHours, Weekday
from handrail.core.clock import MINUTE

DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOKED_AHEAD = 400  # days: a team that is away for longer is not said to come back
FEWEST = 10
STEPS = (5, 10, 15, 20, 30, 45, 60)


def is_open(hours: ContactHours | None, now: int) -> bool:
    return hours is None or any(begins <= now < ends for begins, ends in list_spans(hours, now, 1))


def find_opening(hours: ContactHours | None, now: int) -> int | None:
    """When the team is there next, if it is not now; None if it is, or never."""
    if hours is None or is_open(hours, now):
        return None
    return next((begins for begins, _ in list_spans(hours, now, LOOKED_AHEAD) if begins > now), None)


def measure_open(hours: ContactHours | None, begins: int, ends: int) -> int:
    """How much of the time in between the team was there, in milliseconds."""
    if hours is None or ends <= begins:
        return max(ends - begins, 0)
    days = min((ends - begins) // (24 * 60 * MINUTE) + 2, LOOKED_AHEAD)
    return sum(max(min(end, ends) - max(begin, begins), 0) for begin, end in list_spans(hours, begins, days))


def expect_minutes(answered: Sequence[int], waiting: Sequence[int], declared: int | None) -> int | None:
    """Until an answer: the median of what it took of late, or what the team says as long as that is too little to know. Never rounded down.

    Whoever is `waiting` for longer than that counts as well: a team that answers only what is easy is not quick. All in milliseconds.
    """
    if len(answered) < FEWEST:
        wait = declared
    else:
        usual = median(answered)
        wait = round(median([*answered, *(so_far for so_far in waiting if so_far > usual)]))
    return None if wait is None else round_up(-(-wait // MINUTE))


def round_up(minutes: int) -> int:
    """5, 10, 15, 20, 30, 45 minutes, then whole hours."""
    return next((step for step in STEPS if minutes <= step), -(-minutes // 60) * 60)


def list_spans(hours: ContactHours, now: int, days: int) -> Iterator[tuple[int, int]]:
    """When it opens and closes, from the day of `now` on, in milliseconds."""
    zone = ZoneInfo(hours.time_zone)
    today = datetime.fromtimestamp(now / 1_000, zone).date()
    for ahead in range(days):
        day = today + timedelta(days=ahead)
        if day.isoformat() in hours.closed:
            continue
        for span in sorted(hours.open.get(DAYS[day.weekday()], [])):
            begins, _, ends = span.partition("-")
            yield to_instant(day, begins, zone), to_instant(day, ends, zone)


def to_instant(day: date, at: str, zone: ZoneInfo) -> int:
    if at == "24:00":
        day, at = day + timedelta(days=1), "00:00"
    local = datetime.combine(day, time.fromisoformat(at), zone)
    return round(local.astimezone(UTC).timestamp() * 1_000)
