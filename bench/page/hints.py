"""What 300 snippets on one page cost it, beside a page with help and none, and beside one with three. In: the stage; out: ms of our
script, and layouts it forced.

Of a page load, from our tag on until those in the window stand where they belong and nothing is left to do. The others get a mark when they
are scrolled to, so what all of them cost is told too: the page is scrolled through to its end. Nothing of ours asks the page meanwhile, and
a load in which a mark is missing is a failure, not a figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from bench.page.stage import Stage
from bench.page.trace import LAYOUT, SCRIPT, STYLE, Event, Trace, add_up, is_ours, outermost, tracing, within

COUNT = 300
FRAME = "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"
# What has a mark of its own: two in three (see `content.list_hints`).
MARKED = """[...document.querySelectorAll(".row")].slice(0, count).flatMap((row, n) =>
  n % 3 < 2 ? [row.querySelector(n % 3 ? "a" : ".amount")] : [])"""
# In: how many rows; out: elements in the window, marks in the window, marks on the page.
LOOK = f"""(count) => {{
  const isIn = (element) => {{
    const {{ top, bottom, height }} = element.getBoundingClientRect();
    return height && top >= 0 && bottom <= innerHeight;
  }};
  const marks = [...document.querySelectorAll("[data-handrail]")]
    .flatMap(({{ shadowRoot }}) => [...shadowRoot.querySelectorAll(".mark:not([hidden])")]);
  return [{MARKED}.filter(isIn).length, marks.filter(isIn).length, marks.length];
}}"""
SCROLLS = 10
REST = 2_500


@dataclass(frozen=True)
class Hints:
    """ms: `shown` of our script until they stand, `more` of it than three of them take, `scrolled` in each frame in which the page scrolls, `whole` until all 300 were scrolled to.

    `forced`: layouts within our script until they stand.
    """

    shown: float
    more: float
    forced: int
    scrolled: float
    whole: float


@dataclass(frozen=True)
class Load:
    shown: float
    forced: int
    scrolled: float
    through: float


def show_hints(stage: Stage) -> Hints:
    without, few, hinted = (load(stage, site) for site in ("help", "few-hints", "hints"))
    shown = hinted.shown - without.shown
    return Hints(
        shown,
        hinted.shown - few.shown,
        hinted.forced,
        hinted.scrolled / SCROLLS,
        shown + hinted.through - without.through,
    )


def load(stage: Stage, site: str) -> Load:
    with stage.profile() as context:
        page = context.new_page()
        with tracing(stage.browser, page) as trace:
            page.goto(stage.address(site=site))
            page.evaluate("() => answered")
            page.locator("[data-handrail]").get_by_role("button", name="Help", exact=True).wait_for()
            page.wait_for_timeout(REST)  # what it would do later by itself
            scroll(page, "bench:begun", [40] * SCROLLS)
            expect_marks(page, site)
            left: int = page.evaluate("() => document.documentElement.scrollHeight - scrollY")
            scroll(page, "bench:through", [400] * (left // 400 + 1))
            expect_marks(page, site, COUNT * 2 // 3)
    begun = next(event for event in trace.events if event["name"] == "bench:begun")
    thread = list_thread(trace, begun)
    # What comes back from a promise has no address: until here the page itself has none, so it is ours.
    before = [event for event in thread if event["ts"] < begun["ts"]]
    ours = outermost([one for one in before if is_ours(one) or one["name"] == "RunMicrotasks"], SCRIPT)
    layouts = [event for event in thread if event["name"] in LAYOUT]
    return Load(
        shown=count_script(ours, thread),
        forced=sum(len(within(one, layouts)) for one in ours),
        scrolled=count_script(list_ours(trace, "bench:begun"), thread),
        through=count_script(list_ours(trace, "bench:through"), thread),
    )


def scroll(page: Page, mark: str, ways: list[int]) -> None:
    page.evaluate("(mark) => void performance.mark(mark)", mark)
    for way in ways:
        page.evaluate("(way) => scrollBy(0, way)", way)
        page.evaluate(FRAME)
    page.evaluate("(mark) => void performance.mark(`${mark}:over`)", mark)


def expect_marks(page: Page, site: str, all_: int = 0) -> None:
    if site != "hints":
        return
    page.evaluate(FRAME)
    elements, marks, made = page.evaluate(LOOK, COUNT)
    if marks < elements or made < all_:
        raise AssertionError(f"{marks} marks on {elements} elements in the window, {made} of {all_} in all")


def list_thread(trace: Trace, mark: Event) -> list[Event]:
    at = (mark["pid"], mark["tid"])
    return [event for event in trace.events if event.get("ph") == "X" and (event.get("pid"), event.get("tid")) == at]


def list_ours(trace: Trace, mark: str) -> list[Event]:
    return outermost(filter(is_ours, trace.between(mark, f"{mark}:over")), SCRIPT)


def count_script(ours: list[Event], thread: list[Event]) -> float:
    look = outermost(thread, STYLE | LAYOUT)
    return add_up(ours) - sum(add_up(within(one, look)) for one in ours)
