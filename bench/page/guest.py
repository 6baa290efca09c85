"""Whether a page with Handrail is as quick, as still and as easy to come back to as without. In: the stage; out: ms, shifts, yes or no."""

from __future__ import annotations

from playwright.sync_api import Page

from bench.page.stage import Stage, talk
from bench.page.trace import add_up, outermost, tracing

CLICKS = 12
THROTTLE = 4
# From the press to the frame that shows what it did, as Event Timing has it.
PRESSES = """
globalThis.pressed = 0;
addEventListener("pointerdown", () => performance.mark("bench:begun"), { capture: true });
addEventListener("click", () => {
  requestAnimationFrame(() => setTimeout(() => { performance.mark("bench:over"); pressed += 1; }));
}, { capture: true });
"""
SHIFTS = """
globalThis.shifted = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifted += value;
}).observe({ type: "layout-shift", buffered: true });
"""


def press(stage: Stage, **asked: str) -> list[float]:
    """A button of the page's own that changes 80 rows, the processor four times as slow: the main thread's ms for each press."""
    with stage.profile() as context:
        page = context.new_page()
        page.add_init_script(PRESSES)
        page.goto(stage.address(**asked))
        if asked:
            page.evaluate("() => answered")
        talk(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        box = page.locator("#toggle").bounding_box()
        assert box
        with tracing(stage.browser, page) as trace:
            for count in range(CLICKS):
                page.mouse.click(box["x"] + 5, box["y"] + 5)
                page.wait_for_function("(count) => pressed > count", arg=count)
    # The first ones compile what the others run.
    return [add_up(outermost(trace.between("bench:begun", "bench:over", at), {"RunTask"})) for at in range(2, CLICKS)]


def add_up_shifts(stage: Stage, **asked: str) -> float:
    """The layout shift score (CLS) of a load; with `site="due"` a tour starts in it by itself, goes on and is left."""
    with stage.profile() as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(stage.address(**asked))
        if asked:
            walk(page)
        shifted: float = page.evaluate("() => new Promise((resolve) => setTimeout(() => resolve(shifted), 600))")
    return shifted


def walk(page: Page) -> None:
    card = page.locator("[data-handrail] .card")
    card.wait_for()
    for button in (".primary", ".primary", ".close"):
        page.wait_for_timeout(600)  # later than half a second after a press, what shifts counts
        card.locator(button).click()


def comes_back(stage: Stage) -> bool:
    """Whether the browser keeps the page whole while one is elsewhere, a step on it."""
    with stage.profile() as context:
        page = context.new_page()
        page.add_init_script("addEventListener('pageshow', ({ persisted }) => { globalThis.kept = persisted })")
        page.goto(stage.address(site="due"))
        page.locator("[data-handrail] .card").wait_for()
        page.goto(f"{stage.origin}/nothing")
        page.evaluate("() => void setTimeout(() => history.back())")
        page.wait_for_url("**/?site=due", wait_until="commit")
        kept: bool = page.evaluate("() => kept")
    return kept
