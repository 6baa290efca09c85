"""The local app's time, which an author may move: it goes on from where it was put."""

from __future__ import annotations

from handrail.core.clock import Clock


class MovableClock(Clock):
    def __init__(self, real: Clock | None = None) -> None:
        self._real = real or Clock()
        self._offset = 0

    def now(self) -> int:
        return self._real.now() + self._offset

    @property
    def is_moved(self) -> bool:
        return self._offset != 0

    def move(self, instant: int | None) -> None:
        """`None`: back to the real time."""
        self._offset = 0 if instant is None else instant - self._real.now()
