"""What Handrail does on a page where no tour is due: what it asks of the browser, and how long its script holds the main thread.

In: the stage; out: how often what costs a page something was called from our script, and ms.
"""

from __future__ import annotations

from dataclasses import dataclass

from bench.page.stage import Stage
from bench.page.trace import SCRIPT, Event, Trace, add_up, is_ours, outermost, tracing

# Put around what costs a page something, before any script of the page.
COUNT = """
globalThis.counted = { timers: 0, layout: 0, sockets: 0, observers: 0 };
const ours = () => /\\/sdk\\//.test(new Error().stack);
const wrap = (owner, name, kind) => {
  const { get, value } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
  const count = (call) => function (...args) {
    if (ours()) counted[kind] += 1;
    return new.target ? Reflect.construct(call, args) : call.apply(this, args);
  };
  if (get) Object.defineProperty(owner, name, { get: count(get), configurable: true });
  else if (value) owner[name] = Object.assign(count(value), { prototype: value.prototype });
  else throw new Error(`There is no ${name}.`);
};
for (const name of ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback"]) wrap(globalThis, name, "timers");
for (const name of ["WebSocket", "EventSource", "SharedWorker", "Worker"]) wrap(globalThis, name, "sockets");
for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"]) wrap(globalThis, name, "observers");
for (const name of ["getComputedStyle", "innerWidth", "innerHeight", "scrollX", "scrollY"]) wrap(globalThis, name, "layout");
for (const name of ["getBoundingClientRect", "getClientRects", "checkVisibility", "scrollTop", "clientWidth", "clientHeight"])
  wrap(Element.prototype, name, "layout");
for (const name of ["offsetWidth", "offsetHeight", "offsetTop", "innerText"]) wrap(HTMLElement.prototype, name, "layout");
wrap(Document.prototype, "elementFromPoint", "layout");
"""
REST = "() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 3000 }))"


@dataclass(frozen=True)
class Called:
    timers: int
    layout: int
    sockets: int
    observers: int


@dataclass(frozen=True)
class Script:
    """ms: `whole` from our tag on, `after` the page's load event, `idle` once the server has answered."""

    whole: float
    after: float
    idle: float


def count_calls(stage: Stage) -> Called:
    with stage.profile() as context:
        page = context.new_page()
        page.add_init_script(COUNT)
        page.goto(stage.address(site="elsewhere"))
        page.evaluate("() => answered")
        page.wait_for_timeout(1_500)  # what it would do later by itself
        return Called(**page.evaluate("() => counted"))


def time_script(stage: Stage) -> Script:
    with stage.profile() as context:
        page = context.new_page()
        with tracing(stage.browser, page) as trace:
            page.goto(stage.address(site="elsewhere"))
            page.evaluate("() => answered.then(() => void setTimeout(() => performance.mark('bench:answered')))")
            page.wait_for_function("() => performance.getEntriesByName('bench:answered').length")
            page.evaluate(REST)
            page.wait_for_timeout(500)
    return measure(trace)


def measure(trace: Trace) -> Script:
    answered = next(event for event in trace.events if event["name"] == "bench:answered")
    loaded = max(event["ts"] for event in trace.events if event["name"] == "loadEventEnd")
    thread = [
        event
        for event in trace.events
        if event.get("ph") == "X" and (event.get("pid"), event.get("tid")) == (answered["pid"], answered["tid"])
    ]
    ours = [event for event in outermost(thread, SCRIPT) if may_be_ours(event)]
    return Script(
        whole=add_up(ours),
        after=add_up(event for event in ours if event["ts"] >= loaded),
        idle=add_up(event for event in ours if event["ts"] >= answered["ts"]),
    )


def may_be_ours(event: Event) -> bool:
    """What comes back from a promise has no address: the page itself has none, so it is ours."""
    return is_ours(event) or event["name"] == "RunMicrotasks"
