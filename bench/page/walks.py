"""Start and next, library by library in turn. In: the stage; out: what the eye saw, per library and load."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from bench.page.stage import Stage

FIRST, SECOND = "Start here", "Find one again"


@dataclass(frozen=True)
class Library:
    """`asked`: what the page is opened with."""

    name: str
    asked: dict[str, str]


BARE = Library("a bare div", {"with_": "bare"})
OURS = Library("Handrail", {"with_": "handrail"})
RINGED = Library("Handrail, nothing dimmed", {"with_": "handrail", "tour": "ringed"})
COLD = Library("Handrail, its chunks not loaded yet", {"with_": "handrail", "cold": ""})
PEERS = tuple(
    Library(package, {"with_": name})
    for package, name in (
        ("driver.js", "driver"),
        ("shepherd.js", "shepherd"),
        ("intro.js", "intro"),
        ("react-joyride", "joyride"),
    )
)
ALL = (BARE, OURS, *PEERS, RINGED, COLD)


@dataclass(frozen=True)
class Seen:
    """ms from the act: until the call came back, the card was painted, and stood still; `frames` from 1; `long`: ms of long tasks."""

    called: float
    painted: float
    settled: float
    frames: int
    long: float


@dataclass(frozen=True)
class Walk:
    start: Seen
    next: Seen


def ready(page: Page) -> None:
    page.evaluate("async () => { await adapter.ready; eye.begin(); }")
    # What the load itself left to do is no business of the tour's.
    page.evaluate("() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }))")


def see(page: Page, act: str, title: str) -> Seen:
    return Seen(**page.evaluate("([act, title]) => eye.see(act, title)", [act, title]))


def walk(stage: Stage, library: Library, still: bool) -> Walk:
    with stage.open(still=still, **library.asked) as page:
        ready(page)
        return Walk(see(page, "start", FIRST), see(page, "next", SECOND))


def walk_all(stage: Stage, loads: int, still: bool, libraries: tuple[Library, ...] = ALL) -> dict[str, list[Walk]]:
    walks: dict[str, list[Walk]] = {library.name: [] for library in libraries}
    for load in range(loads):
        # Another one comes first each time: whoever follows a heavy page pays for it.
        turn = load % len(libraries)
        for library in libraries[turn:] + libraries[:turn]:
            walks[library.name].append(walk(stage, library, still))
    return walks
