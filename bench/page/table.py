"""The findings as the table that the README shows: Markdown, medians, with the middle half of all loads behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bench.page.figures import Findings, middle, spread
from bench.page.walks import Walk

Row = tuple[str, ...]
HEAD: Row = (
    "", "start, painted", "settled", "next, painted", "settled", "start, animated, settled", "next, animated, settled",
    "script at a stretch", "style and layout", "long tasks", "left after 100", "kB Brotli (gzip)",
)  # fmt: skip


def write_table(found: Findings) -> str:
    rows = [HEAD, ("---", *("---:" for _ in HEAD[1:])), *list_rows(found)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def list_rows(found: Findings) -> Iterator[Row]:
    for name, walks in found.still.items():
        moving, held, left = found.moving.get(name, []), found.held.get(name, []), found.left.get(name)
        weight = found.weights.get(name)
        yield (
            f"{name} {weight.version}".strip() if weight else name,
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
