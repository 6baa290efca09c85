"""The findings as tables in Markdown: medians, with the middle half of all loads behind them. The short one is the README's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bench.page.figures import Findings, Walks, middle, spread
from bench.page.stage import Weight
from bench.page.walks import Walk

Row = tuple[str, ...]
HEAD: Row = (
    "", "start, painted", "settled", "next, painted", "settled", "start, animated, settled", "next, animated, settled",
    "script at a stretch", "style and layout", "long tasks", "left after 100", "kB Brotli (gzip)",
)  # fmt: skip


def write_table(found: Findings) -> str:
    return write_rows(HEAD, list_rows(found))


def write_summary(walks: Walks, weights: dict[str, Weight]) -> str:
    """A column for each library."""
    return write_rows(
        ("", *(name_library(name, weights.get(name)) for name in walks)),
        [
            ("start to painted, ms", *(tell(seen, lambda walk: walk.start.painted) for seen in walks.values())),
            ("next to painted, ms", *(tell(seen, lambda walk: walk.next.painted) for seen in walks.values())),
            ("kB with its style sheet (Brotli)", *(weigh(weights.get(name)) for name in walks)),
        ],
    )


def write_rows(head: Row, rows: Iterable[Row]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---", *("---:" for _ in head[1:])), *rows))


def name_library(name: str, weight: Weight | None) -> str:
    return f"{name} {weight.version}".strip() if weight else name


def weigh(weight: Weight | None) -> str:
    return f"{weight.brotli / 1000:.1f}" if weight else ""


def list_rows(found: Findings) -> Iterator[Row]:
    for name, walks in found.still.items():
        moving, held, left = found.moving.get(name, []), found.held.get(name, []), found.left.get(name)
        weight = found.weights.get(name)
        yield (
            name_library(name, weight),
            tell(walks, lambda walk: walk.start.painted),
            tell(walks, lambda walk: walk.start.settled),
            tell(walks, lambda walk: walk.next.painted),
            tell(walks, lambda walk: walk.next.settled),
            tell(moving, lambda walk: walk.start.settled),
            tell(moving, lambda walk: walk.next.settled),
            number(middle(start.script for start, _ in held)) if held else "",
            number(middle(start.style + start.layout for start, _ in held)) if held else "",
            number(middle(walk.start.long for walk in walks)),
            f"{left.detached} nodes, {left.listeners} listeners" if left else "",
            f"{weight.brotli / 1000:.1f} ({weight.gzip / 1000:.1f})" if weight else "",
        )


def tell(walks: Iterable[Walk], pick: Callable[[Walk], float]) -> str:
    values = [pick(walk) for walk in walks]
    if len(values) < 2:
        return number(values[0]) if values else ""
    low, mid, high = spread(values)
    return f"{number(mid)} ({number(low)}–{number(high)})"


def number(value: float) -> str:
    return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}"
