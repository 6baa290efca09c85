"""What start and next cost the main thread, by kind. In: the stage and a library; out: ms, from traces of loads of their own."""

from __future__ import annotations

from dataclasses import dataclass

from bench.page.stage import Stage
from bench.page.trace import LAYOUT, SCRIPT, STYLE, Event, add_up, ms, outermost, tracing, within
from bench.page.walks import FIRST, SECOND, Library, ready, see


@dataclass(frozen=True)
class Held:
    """From the act to the painted card. `script`: the longest stretch that does not let go, with what it forces; the others are sums.

    `after`: ms of style and layout from then until 200 ms after it settled.
    """

    script: float
    style: float
    layout: float
    forced: int
    after: float


def hold(stage: Stage, library: Library, still: bool = True) -> tuple[Held, Held]:
    """Of start, and of next."""
    with stage.open(still=still, **library.asked) as page:
        ready(page)
        with tracing(stage.browser, page) as start:
            see(page, "start", FIRST)
        with tracing(stage.browser, page) as following:
            see(page, "next", SECOND)
    return tuple(  # type: ignore[return-value]  # two in, two out
        measure(one.between("bench:begun", "bench:painted"), one.between("bench:painted", "bench:over"))
        for one in (start, following)
    )


def measure(events: list[Event], later: list[Event]) -> Held:
    script = outermost(events, SCRIPT)
    look = outermost(events, STYLE | LAYOUT)
    return Held(
        script=max(map(ms, script), default=0),
        style=add_up(outermost(events, STYLE)),
        layout=add_up(outermost(events, LAYOUT)),
        forced=sum(len(within(one, look)) for one in script),
        after=add_up(outermost(later, STYLE | LAYOUT)),
    )
