"""How far the walks have come, on stderr: one line that changes on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self, TextIO

from handrail.authoring.check.results import WalkResult

OFTEN = 0.1
SELDOM = 15.0
"""s between lines of a log."""


class Progress:
    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stderr
        self.is_terminal = self.out.isatty()
        self.total = self.done = self.broken = 0
        self.told = time.monotonic()
        self.shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def begin(self, total: int, before: Iterable[WalkResult]) -> None:
        """`before`: what a run that was stopped had done."""
        self.total = total
        for result in before:
            self.count(result)
        if self.done:
            self.write(f"{self.done} of {total} walks were done before{self.say_broken()}")

    def tell(self, result: WalkResult) -> None:
        self.count(result)
        if self.done < self.total and time.monotonic() - self.told >= (OFTEN if self.is_terminal else SELDOM):
            self.write(f"{self.done} of {self.total} walks{self.say_broken()}; now {result.key.item}")
        if self.done == self.total:
            self.clear()

    def count(self, result: WalkResult) -> None:
        self.done += 1
        self.broken += any(step.status == "broken" for step in result.steps)

    def say_broken(self) -> str:
        return f", {self.broken} of them with something broken" if self.broken else ""

    def write(self, line: str) -> None:
        self.told = time.monotonic()
        self.shown = self.is_terminal
        self.out.write(f"\r\x1b[K{line[:110]}" if self.is_terminal else f"{line}\n")
        self.out.flush()

    def clear(self) -> None:
        if self.shown:
            self.out.write("\r\x1b[K")
            self.out.flush()
            self.shown = False
