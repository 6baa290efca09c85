"""Whoever waits for a row in this process is woken by who writes it; what another process writes is found by looking."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from handrail.core.services import Services
from handrail.preview.limits import LOOK_EVERY


class Wakes:
    def __init__(self) -> None:
        self._events: dict[str, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def listen(self, topic: str) -> Iterator[asyncio.Event]:
        """Begin before looking, so that nothing falls between."""
        event = asyncio.Event()
        self._events[topic].add(event)
        try:
            yield event
        finally:
            self._events[topic].discard(event)
            if not self._events[topic]:
                del self._events[topic]

    def wake(self, topic: str) -> None:
        """In the event loop, after a commit."""
        for event in self._events.get(topic, ()):
            event.set()


async def wait_for(event: asyncio.Event, until: float) -> bool:
    """Until woken, or until it is time to look. False once `until`, a time of the event loop, has come."""
    left = until - asyncio.get_running_loop().time()
    if left <= 0:
        return False
    try:
        async with asyncio.timeout(min(LOOK_EVERY, left)):
            await event.wait()
    except TimeoutError:
        return True
    event.clear()
    return True


WAKES: WeakKeyDictionary[Services, Wakes] = WeakKeyDictionary()


def wakes_of(found: Services) -> Wakes:
    """One for each app."""
    return WAKES.setdefault(found, Wakes())
