"""What held the main thread, from a Chromium trace. In: a stretch of a page's life between two marks; out: ms by kind.

Times are the thread's own where the platform tells them, so others at work on the machine do not count. Tracing itself costs something:
what is measured here is rather too much than too little.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

CATEGORIES = ["devtools.timeline", "v8.execute", "blink.user_timing", "disabled-by-default-devtools.timeline"]
SCRIPT = {
    "EvaluateScript", "FunctionCall", "RunMicrotasks", "FireAnimationFrame", "FireIdleCallback", "TimerFire", "EventDispatch",
    "v8.evaluateModule", "v8.compile", "v8.compileModule",
}  # fmt: skip
STYLE, LAYOUT = {"UpdateLayoutTree"}, {"Layout"}

Event = dict[str, Any]


@dataclass
class Trace:
    events: list[Event] = field(default_factory=list)

    def between(self, begin: str, end: str, at: int = 0) -> list[Event]:
        """What the main thread did from the `at`th mark of this name to the next one of the other name."""
        begun = [event for event in self.events if event["name"] == begin][at]
        ended = next(event for event in self.events if event["name"] == end and event["ts"] >= begun["ts"])
        return [
            event
            for event in self.events
            if event.get("ph") == "X" and event.get("tid") == begun["tid"] and event.get("pid") == begun["pid"]
            and event["ts"] + event.get("dur", 0) >= begun["ts"] and event["ts"] <= ended["ts"]
        ]  # fmt: skip


@contextmanager
def tracing(browser: Browser, page: Page) -> Iterator[Trace]:
    """The trace is there after the block."""
    browser.start_tracing(page=page, categories=CATEGORIES)
    trace = Trace()
    try:
        yield trace
    finally:
        trace.events = json.loads(browser.stop_tracing())["traceEvents"]


def outermost(events: Iterable[Event], names: set[str]) -> list[Event]:
    """Of nested ones the outer alone."""
    found: list[Event] = []
    end = 0.0
    for event in sorted(events, key=lambda event: (event["ts"], -event.get("dur", 0))):
        if event["name"] in names and event["ts"] >= end:
            end = event["ts"] + event.get("dur", 0)
            found.append(event)
    return found


def within(outer: Event, events: Iterable[Event]) -> list[Event]:
    end = outer["ts"] + outer.get("dur", 0)
    return [event for event in events if outer["ts"] <= event["ts"] < end]


def ms(event: Event) -> float:
    return float(event.get("tdur") or event.get("dur") or 0) / 1000


def add_up(events: Iterable[Event]) -> float:
    return sum(map(ms, events))


def is_ours(event: Event) -> bool:
    """Whether the script is one of Handrail's."""
    data = event.get("args", {}).get("data", {})
    return "/sdk/" in f"{data.get('url')} {event.get('args', {}).get('fileName')}"
