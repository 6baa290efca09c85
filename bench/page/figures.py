"""Everything that the page benchmark finds out, in one run; and what of it has to hold, as ratios and figures."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bench.lines import Line
from bench.page.crowds import change_much, look_at_crowd
from bench.page.far import ROUND_TRIP, Far, wait_for_step
from bench.page.guest import add_up_shifts, comes_back, press
from bench.page.held import Held, hold
from bench.page.hints import Hints, show_hints
from bench.page.memory import Left, count_left
from bench.page.quiet import Called, Script, count_calls, time_script
from bench.page.stage import ROOT, Stage, Weight
from bench.page.walks import BARE, OURS, PEERS, Walk, walk_all

LOADS = 15
TRACES = 5
PAIRS = 6
Walks = dict[str, list[Walk]]


@dataclass(frozen=True)
class Findings:
    """By library where it is a dictionary. `pressed` are pairs: without us, with us."""

    still: Walks
    moving: Walks
    held: dict[str, list[tuple[Held, Held]]]
    left: dict[str, Left]
    weights: dict[str, Weight]
    called: Called
    scripts: list[Script]
    crowd: list[float]
    changes: list[float]
    pressed: list[tuple[float, float]]
    shifted: float
    kept: bool
    far: list[Far]
    hints: list[Hints]


def find_out(stage: Stage, loads: int = LOADS) -> Findings:
    sides = (BARE, OURS, *PEERS)
    return Findings(
        still=walk_all(stage, loads, still=True),
        moving=walk_all(stage, loads, still=False, libraries=sides),
        held={library.name: [hold(stage, library) for _ in range(TRACES)] for library in sides},
        left={library.name: count_left(stage, library) for library in sides},
        weights=weigh_ours() | stage.weights,
        called=count_calls(stage),
        scripts=[time_script(stage) for _ in range(TRACES)],
        crowd=look_at_crowd(stage),
        changes=change_much(stage),
        pressed=[(middle(press(stage)), middle(press(stage, site="elsewhere"))) for _ in range(PAIRS)],
        shifted=add_up_shifts(stage, site="due") - add_up_shifts(stage),
        kept=comes_back(stage),
        far=[wait_for_step(stage) for _ in range(3)],
        hints=[show_hints(stage) for _ in range(TRACES)],
    )


def weigh_ours() -> dict[str, Weight]:
    """Engine, card and style sheet, with the words of one language; and all that a first tour takes from nothing."""
    files = json.loads((ROOT / "server/handrail/_sdk/manifest.json").read_text())["files"]

    def weigh(*names: str) -> Weight:
        return Weight("", *(sum(files[name][kind] for name in names) for kind in ("brotli", "gzip")))

    engine = ("tour.js", "step.js", "words-en.js")
    return {
        OURS.name: weigh(*engine),
        f"{OURS.name}, from nothing": weigh("handrail.js", "core.js", "find.js", *engine),
    }


def judge(found: Findings) -> Iterator[Line]:
    ours, bare = found.still[OURS.name], found.still[BARE.name]
    peers = [found.still[peer.name] for peer in PEERS]
    start = middle(walk.start.painted for walk in ours)
    yield Line("start to painted / a bare div", start / middle(walk.start.painted for walk in bare), 2, limit="most")
    quickest = min(middle(walk.start.painted for walk in peer) for peer in peers)
    yield Line("start to painted / the quickest peer", start / quickest, 1, limit="most")
    same = [mine.next.frames <= theirs.next.frames for mine, theirs in zip(ours, bare, strict=True)]
    yield Line("next in the same frame as a bare div, of loads", sum(same) / len(same), 0.9)
    yield Line(
        "start, ms of script that does not let go",
        middle(one.script for one, _ in found.held[OURS.name]),
        10,
        limit="most",
    )
    yield from judge_presence(found)
    most = max(one.asked for one in found.far)
    yield Line(
        f"slow 4G: ms from first to last request of a step ({ROUND_TRIP}: another round trip)",
        most,
        ROUND_TRIP,
        limit="most",
    )
    late = middle(one.shown - max(one.there, one.loaded) for one in found.far)
    yield Line("slow 4G: ms from all there, page included, to painted", late)
    yield Line("kB of engine, card and style sheet (Brotli)", found.weights[OURS.name].brotli / 1000, 12, limit="most")


def judge_presence(found: Findings) -> Iterator[Line]:
    """What it costs a page to have us at all."""
    called = found.called
    for name in ("timers", "layout", "sockets", "observers"):
        yield Line(f"no tour due: {name}", getattr(called, name), 0, limit="most")
    yield Line(
        "no tour due: ms of script once loaded and answered", middle(one.idle for one in found.scripts), 1, limit="most"
    )
    yield Line("no tour due: ms of script after the page's load event", middle(one.after for one in found.scripts))
    yield Line("no tour due: ms of script in all, compiled anew", middle(one.whole for one in found.scripts))
    yield Line("200 tours evaluated, ms", middle(found.crowd), 2, limit="most")
    yield Line("1,000 changes in a frame, ms", middle(found.changes), 2, limit="most")
    yield Line("300 snippets shown, ms of script", middle(one.shown for one in found.hints), 5, limit="most")
    yield Line("… beyond what three of them take", middle(one.more for one in found.hints), 5, limit="most")
    yield Line("300 snippets shown: layouts forced", middle(one.forced for one in found.hints), 2, limit="most")
    yield Line(
        "300 snippets, each frame that scrolls: ms of script",
        middle(one.scrolled for one in found.hints),
        0.5,
        limit="most",
    )
    yield Line("300 snippets, the page scrolled through: ms of script in all", middle(one.whole for one in found.hints))
    slower = middle(ours / bare for bare, ours in found.pressed)
    yield Line("a press on the page, 4 x throttled / without us", slower, 1.05, limit="most")
    yield Line("layout shift", found.shifted, 0, limit="most")
    yield Line("kept for back and forward", float(found.kept), 1)
    left = found.left[OURS.name]
    yield Line("after 100 tours: detached nodes", left.detached, 0, limit="most")
    yield Line("after 100 tours: listeners", left.listeners, 0, limit="most")


def middle(values: Iterable[float]) -> float:
    return statistics.median(values)


def spread(values: Iterable[float]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile."""
    first, second, third = statistics.quantiles(values, n=4)
    return first, second, third
