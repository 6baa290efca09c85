"""A plot of numbers by day: the numbers in, where each bar stands out, in the units of the plot's own view box. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 120
LEAST = 1.5  # so that one of very many is seen


@dataclass(frozen=True)
class Bar:
    """One number of one day. `series` counts from 0."""

    day: str
    series: int
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Plot:
    """`highest`: the number that a bar of full height stands for, at least 1."""

    bars: Sequence[Bar]
    highest: int
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


def plot_days(days: Sequence[tuple[str, Sequence[int]]]) -> Plot:
    """Each day (at least one, the oldest first) with as many numbers as there are series, side by side."""
    highest = max([1, *(number for _, numbers in days for number in numbers)])
    slot = WIDTH / len(days)
    bars = [
        place_bar(day, series, number, highest, index * slot + slot * 0.1, slot * 0.8 / len(numbers))
        for index, (day, numbers) in enumerate(days)
        for series, number in enumerate(numbers)
        if number
    ]
    return Plot(bars, highest, days[0][0], days[-1][0])


def place_bar(day: str, series: int, number: int, highest: int, left: float, width: float) -> Bar:
    height = max(LEAST, HEIGHT * number / highest)
    return Bar(
        day,
        series,
        number,
        round(left + series * width, 2),
        round(HEIGHT - height, 2),
        round(width, 2),
        round(height, 2),
    )
