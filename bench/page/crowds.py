"""What it costs to have much to look at: 200 tours that wait for something on the page, and 1,000 changes of the page in one frame.

In: the stage; out: ms of our script for one frame, from traces. What the browser then does to style and lay out what the page itself
changed is the page's: it is done once, and we are only the first to ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from bench.page.stage import Stage
from bench.page.trace import LAYOUT, SCRIPT, STYLE, Event, Trace, add_up, is_ours, outermost, tracing, within

CHANGE = """async (count) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const cells = [...document.querySelectorAll("td")].slice(0, count);
  await frame();
  await frame();
  performance.mark("bench:begun");
  for (const [at, cell] of cells.entries()) {
    if (at % 2) cell.dataset.at = `${performance.now()}`;
    else cell.firstChild.replaceWith(cell.firstChild.cloneNode(true));
  }
  await frame();
  performance.mark("bench:over");
}"""
CHANGES = 1_000
ROUNDS = 15


def look_at_crowd(stage: Stage) -> list[float]:
    """A single change, with 200 tours that wait: each is evaluated once."""
    with stage.profile() as context:
        page = context.new_page()
        page.goto(stage.address(site="crowd"))
        page.evaluate("() => answered")
        page.wait_for_timeout(1_500)
        taken = list(change(stage, page, 1))
        # They did wait: what one of them waits for comes, and it starts.
        page.evaluate("() => { document.querySelector('h1').dataset.testid = 'not-there-0'; }")
        page.locator("[data-handrail] .card").wait_for()
    return taken


def change_much(stage: Stage) -> list[float]:
    """1,000 changes while a step is shown."""
    with stage.profile() as context:
        page = context.new_page()
        page.goto(stage.address(site="by-hand"))
        page.evaluate("() => answered.then(() => handrail.start('ringed'))")
        page.locator("[data-handrail] .card").wait_for()
        page.wait_for_timeout(500)  # what is fetched after the first card has come, too
        return list(change(stage, page, CHANGES))


def change(stage: Stage, page: Page, count: int) -> Iterator[float]:
    with tracing(stage.browser, page) as trace:
        for _ in range(ROUNDS):
            page.evaluate(CHANGE, count)
    for at in range(ROUNDS):
        yield take_ours(trace, at)


def take_ours(trace: Trace, at: int) -> float:
    events = trace.between("bench:begun", "bench:over", at)
    calls: list[Event] = outermost([event for event in events if is_ours(event)], SCRIPT)
    forced = outermost(events, STYLE | LAYOUT)
    return add_up(calls) - sum(add_up(within(call, forced)) for call in calls)
