"""What 300 snippets on one page cost it, beside a page with help and none. In: the stage; out: ms of our script, and layouts it forced.

Of a page load, from our tag on until all stand where they belong and nothing is left to do.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from bench.page.stage import Stage
from bench.page.trace import LAYOUT, SCRIPT, STYLE, Event, Trace, add_up, is_ours, outermost, tracing, within

FRAME = "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"
STAND = """() => [...document.querySelectorAll("[data-handrail]")]
  .some(({ shadowRoot }) => shadowRoot.querySelectorAll(".mark:not([hidden])").length > 5)"""
SCROLLS = 10


@dataclass(frozen=True)
class Hints:
    """ms: `shown` of our script until they stand, `scrolled` in each frame in which the page scrolls; `forced`: layouts within our script until they stand."""

    shown: float
    forced: int
    scrolled: float


def show_hints(stage: Stage) -> Hints:
    without, _, _ = load(stage, "help")
    shown, forced, scrolled = load(stage, "hints")
    return Hints(shown - without, forced, scrolled)


def load(stage: Stage, site: str) -> tuple[float, int, float]:
    with stage.profile() as context:
        page = context.new_page()
        with tracing(stage.browser, page) as trace:
            page.goto(stage.address(site=site))
            page.evaluate("() => answered")
            if site == "hints":
                page.wait_for_function(STAND)
            page.locator("[data-handrail]").get_by_role("button", name="Help", exact=True).wait_for()
            page.wait_for_timeout(1_500)  # what it would do later by itself
            scroll(page)
    loaded = next(event for event in trace.events if event["name"] == "bench:begun")
    ours = [event for event in find_ours(trace, loaded) if event["ts"] < loaded["ts"]]
    thread = [
        event for event in trace.events if event.get("tid") == loaded["tid"] and event.get("pid") == loaded["pid"]
    ]
    look = outermost(thread, STYLE | LAYOUT)
    layouts = [event for event in thread if event["name"] in LAYOUT]
    forced = sum(len(within(one, layouts)) for one in ours)
    script = add_up(ours) - sum(add_up(within(one, look)) for one in ours)
    scrolled = outermost([event for event in trace.between("bench:begun", "bench:over") if is_ours(event)], SCRIPT)
    return script, forced, add_up(scrolled) / SCROLLS


def scroll(page: Page) -> None:
    page.evaluate("() => performance.mark('bench:begun')")
    for _ in range(SCROLLS):
        page.evaluate("() => scrollBy(0, 40)")
        page.evaluate(FRAME)
    page.evaluate("() => performance.mark('bench:over')")


def find_ours(trace: Trace, mark: Event) -> list[Event]:
    """What comes back from a promise has no address: the page itself has none, so it is ours."""
    thread = [
        event
        for event in trace.events
        if event.get("ph") == "X" and (event.get("pid"), event.get("tid")) == (mark["pid"], mark["tid"])
    ]
    return [event for event in outermost(thread, SCRIPT) if is_ours(event) or event["name"] == "RunMicrotasks"]
