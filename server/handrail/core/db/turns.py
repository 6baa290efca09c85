"""Whose turn it is to write to a SQLite file, between processes. SQLite itself waits by asking again and again, ever more seldom:
a busy process would starve the others. Here the kernel wakes whoever waits, and lets go of the lock when a process dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

try:
    import fcntl
except ImportError:  # on Windows, where SQLite's own waiting has to do
    fcntl = None  # type: ignore[assignment]  # there is no such module


class Turns:
    """`with turns.take(): …` around a transaction that writes. The lock is on a file of its own, beside the database."""

    def __init__(self, database: str) -> None:
        self._file = os.open(f"{database}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) if fcntl else -1

    @contextmanager
    def take(self) -> Iterator[None]:
        if fcntl is None:
            yield
            return
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
