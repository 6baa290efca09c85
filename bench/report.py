"""Figures to the terminal, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence

from bench.lines import Line


def report(lines: Sequence[Line]) -> int:
    """1 when one of them does not hold."""
    width = max(len(line.what) for line in lines)
    for line in lines:
        print(line.write(width))
    return 0 if all(line.met for line in lines) else 1
