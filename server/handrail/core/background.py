"""Tasks beside the requests of one app: what its features `run`, from its lifespan on, or from the first nudge where a host runs none."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence

Run = Callable[[asyncio.Event], Coroutine[None, None, None]]
log = logging.getLogger("handrail")


class Background:
    """Each of `runs` gets an event that is set whenever there may be something for it to do; it clears that itself."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._tasks: list[asyncio.Task[None]] = []
        self._events: list[asyncio.Event] = []

    def nudge(self) -> None:
        """In the event loop, after something was kept that one of them waits for."""
        if not self._tasks:
            self._events = [asyncio.Event() for _ in self._runs]
            self._tasks = [
                asyncio.create_task(watch(run, event)) for run, event in zip(self._runs, self._events, strict=True)
            ]
        for event in self._events:
            event.set()

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []


async def watch(run: Run, event: asyncio.Event) -> None:
    """What ends by a fault is said at once, not when the server stops."""
    try:
        await run(event)
    except Exception:  # whatever it is: nobody waits for this task, so here alone it can be told
        log.exception("fault in the background")
