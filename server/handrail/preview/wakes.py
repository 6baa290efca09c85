"""Whoever waits for a row in this process is woken by who writes it; what another process writes is found by looking."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from handrail.core.services import Services
from handrail.preview.limits import LOOK_AT_LEAST_EVERY, LOOK_EVERY


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


async def look_again(event: asyncio.Event, seconds: float) -> AsyncIterator[None]:
    """At once, whenever woken, and now and then in between, ever more seldom; for so long."""
    loop = asyncio.get_running_loop()
    until, pause = loop.time() + seconds, LOOK_EVERY
    yield
    while (left := until - loop.time()) > 0:
        try:
            async with asyncio.timeout(min(pause, left)):
                await event.wait()
        except TimeoutError:
            pause = min(pause * 1.2, LOOK_AT_LEAST_EVERY)
        event.clear()
        yield


WAKES: WeakKeyDictionary[Services, Wakes] = WeakKeyDictionary()


def wakes_of(found: Services) -> Wakes:
    """One for each app."""
    return WAKES.setdefault(found, Wakes())
