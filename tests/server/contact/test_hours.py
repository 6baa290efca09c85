"""When the team is there, and how long an answer takes."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from handrail.contact.hours import expect_minutes, find_opening, is_open, measure_open
from handrail.content.site_help import ContactHours
from handrail.core.clock import DAY, HOUR, MINUTE, from_iso, to_iso
from tests.server.cast import START

OSLO = ContactHours.model_validate(
    {
        "time_zone": "Europe/Oslo",
        "open": {"mon": ["09:00-12:00", "13:00-17:00"], "tue": ["09:00-24:00"], "sun": ["00:00-24:00"]},
        "closed": ["2026-01-13"],
    }
)


@pytest.mark.parametrize(
    ("now", "opens_at"),
    [
        ("2026-01-05T08:00:00Z", None),  # nine on a Monday there
        ("2026-01-05T07:59:59Z", "2026-01-05T08:00:00.000Z"),
        ("2026-01-05T11:00:00Z", "2026-01-05T12:00:00.000Z"),  # at lunch
        ("2026-01-05T16:00:00Z", "2026-01-06T08:00:00.000Z"),
        ("2026-01-06T22:59:00Z", None),
        ("2026-01-06T23:00:00Z", "2026-01-10T23:00:00.000Z"),  # until midnight; then Sunday is next
        ("2026-01-12T16:00:00Z", "2026-01-17T23:00:00.000Z"),  # the Tuesday is a holiday
        ("2026-03-29T02:30:00Z", None),  # the clocks went forward
        ("2026-07-06T07:00:00Z", None),  # summer: two hours ahead
        ("2026-07-06T06:59:00Z", "2026-07-06T07:00:00.000Z"),
    ],
)
def test_it_opens_by_the_clock_of_its_place(now: str, opens_at: str | None) -> None:
    instant = from_iso(now)
    found = find_opening(OSLO, instant)
    assert (None if found is None else to_iso(found)) == opens_at
    assert is_open(OSLO, instant) == (opens_at is None)


def test_without_hours_somebody_is_always_there_and_with_none_never() -> None:
    never = ContactHours(time_zone="UTC", open={})
    assert (is_open(None, START), find_opening(None, START)) == (True, None)
    assert (is_open(never, START), find_opening(never, START)) == (False, None)


def test_time_counts_while_the_team_is_there() -> None:
    monday, next_day = from_iso("2026-01-05T15:30:00Z"), from_iso("2026-01-06T08:15:00Z")
    assert measure_open(OSLO, monday, next_day) == 45 * MINUTE
    assert measure_open(None, monday, next_day) == next_day - monday
    assert measure_open(OSLO, next_day, monday) == 0
    assert measure_open(OSLO, monday, monday + 7 * DAY) == (7 + 15 + 24) * HOUR


@pytest.mark.parametrize(
    ("answered", "waiting", "declared", "minutes"),
    [
        ([], [], None, None),
        ([], [], 2 * HOUR, 120),
        ([MINUTE] * 9, [], 2 * HOUR, 120),  # too few to know
        ([MINUTE] * 10, [], 2 * HOUR, 5),
        ([61 * MINUTE] * 10, [], None, 120),  # never rounded down
        ([11 * MINUTE] * 10, [1] * 50, None, 15),  # who has just written says nothing yet
        ([11 * MINUTE] * 10, [5 * HOUR] * 11, None, 300),  # those whom nobody answers count
    ],
)
def test_what_is_promised_is_honest(
    answered: list[int], waiting: list[int], declared: int | None, minutes: int | None
) -> None:
    assert expect_minutes(answered, waiting, declared) == minutes


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Europe/Atlantis"},
        {"time_zone": "../../etc/passwd"},
        {"time_zone": "Europe"},
        {"open": {"mon": ["17:00-09:00"]}},
        {"open": {"mon": ["9-17"]}},
        {"open": {"monday": ["09:00-17:00"]}},
        {"closed": ["2026-02-30"]},
        {"closed": ["tomorrow"]},
    ],
)
def test_hours_that_are_none_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ContactHours.model_validate({"time_zone": "UTC", "open": {"mon": ["09:00-17:00"]}} | wrong)
