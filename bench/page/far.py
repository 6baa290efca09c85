"""The first step on a slow 4G line, on a first visit. In: the stage; out: ms after our script was there, and what that took.

The line is Chromium's own emulation (Lighthouse's "slow 4G": 150 ms, 1.6 Mbit/s down, 750 kbit/s up), which delays each request.
"""

from __future__ import annotations

from dataclasses import dataclass

from bench.page.stage import Stage, talk

ROUND_TRIP = 150
LINE = {
    "offline": False,
    "latency": ROUND_TRIP,
    "downloadThroughput": 1.6e6 / 8 * 0.9,
    "uploadThroughput": 750e3 / 8 * 0.9,
}
WATCH = """
globalThis.shown = 0;
new MutationObserver((_, observer) => {
  const look = () => {
    const card = document.querySelector("[data-handrail]")?.shadowRoot.querySelector(".card");
    if (!card?.checkVisibility({ opacityProperty: true })) return requestAnimationFrame(look);
    requestAnimationFrame(() => { shown ||= performance.now(); });
  };
  if (document.querySelector("[data-handrail]")) { observer.disconnect(); look(); }
}).observe(document, { childList: true, subtree: true });
"""
# What a first step cannot do without.
READ = """() => {
  const needed = performance.getEntriesByType("resource")
    .filter(({ name }) => /\\/(sync|content\\/.*|core\\.js|tour\\.js|find\\.js|step\\.js|words-\\w+\\.js)$/.test(name));
  const begun = Math.min(...needed.map(({ startTime }) => startTime));
  const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
  return {
    asked: Math.max(...needed.map(({ startTime }) => startTime)) - begun,
    there: Math.max(...needed.map(({ responseEnd }) => responseEnd)) - begun,
    loaded: loadEventEnd - begun,
    shown: shown - begun,
  };
}"""


@dataclass(frozen=True)
class Far:
    """ms from the first request that our script sends: when it had sent the last that the step waits for, when all answers were there,
    when the page itself was loaded (before which no tour starts), and when the card was painted."""

    asked: float
    there: float
    loaded: float
    shown: float


def wait_for_step(stage: Stage) -> Far:
    with stage.profile() as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        session = talk(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        page.goto(stage.address(site="due"))
        page.wait_for_function("() => shown")
        return Far(**page.evaluate(READ))
