"""What is left after 100 tours, each from its start by way of its next step to its end. In: the stage and a library; out: what grew.

Counted after a collection of garbage, from the tenth tour on: what a library keeps for good once (a style sheet, a container) is no leak.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

from bench.page.stage import Stage, talk
from bench.page.walks import Library

FEW, MANY = 10, 100
# ms. A timer that still runs keeps what it is for.
REST = 1_000


@dataclass(frozen=True)
class Left:
    """Nodes that are not on the page but kept, listeners, kB of heap."""

    detached: int
    listeners: int
    heap: float


def count_left(stage: Stage, library: Library) -> Left:
    with stage.open(still=True, **library.asked) as page:
        page.evaluate("async () => { await adapter.ready; }")
        session = talk(page)
        session.send("HeapProfiler.enable")
        session.send("Performance.enable")
        page.evaluate("(times) => eye.repeat(times)", FEW)
        before = count(page, session)
        page.evaluate("(times) => eye.repeat(times)", MANY)
        after = count(page, session)
    return Left(*(late - early for early, late in zip(before, after, strict=True)))  # type: ignore[arg-type]  # ints stay ints


def count(page: Page, session: CDPSession) -> tuple[int, int, float]:
    page.wait_for_timeout(REST)
    for _ in range(3):  # what one round frees may have held more
        session.send("HeapProfiler.collectGarbage")
    there = session.send("Runtime.evaluate", {"expression": "document.querySelectorAll('*').length"})["result"]["value"]
    counters = session.send("Memory.getDOMCounters")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    return counters["nodes"] - there, counters["jsEventListeners"], heap / 1000
