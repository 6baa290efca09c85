"""`make bench`: ratios in one run, interleaved; exit code 1 when a budget is missed. First the page (`bench/page`), then the server:

What a returning page view's sync is compared with is bare Starlette: a route that takes the same JSON, answers with JSON of the same size,
and does nothing in between. Each server has one worker; the load comes from another process; both share the noise of the machine. Last, a
search among ten thousand articles, in milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from bench.lines import Line
from bench.load import Tally, get_nothing, send_load
from bench.page.run import measure_page
from bench.report import report
from bench.search import measure_search
from bench.servers import make_database, serve_bare, serve_handrail
from bench.site import EVENTS, arrive, prepare, return_to

ROUNDS = 5
SECONDS = 1.5
CONNECTIONS = 16
BUDGETS = {"sqlite": (0.33, 0.5), "postgresql": (0.2, 0.33)}
EVENT_BUDGETS: dict[str, tuple[float | None, float | None]] = {
    "sqlite": (5_000.0, 10_000.0),
    "postgresql": (None, None),
}
MakeRequests = Callable[[int], Iterator[bytes]]


def measure(pool: ProcessPoolExecutor, port: int, make_requests: MakeRequests, seconds: float = SECONDS) -> float:
    """Answers per second."""
    tally: Tally = pool.submit(send_load, port, make_requests, CONNECTIONS, seconds).result()
    if tally.failed:
        raise RuntimeError(f"{tally.failed} of {tally.answered} requests failed: nothing was measured")
    return tally.rate


def measure_backend(pool: ProcessPoolExecutor, backend: str) -> list[Line]:
    with make_database(backend) as url:
        site = prepare(url, CONNECTIONS)
        with serve_handrail(url) as port, serve_bare(site.sample) as bare_port:
            bare, ours = partial(return_to, site, "/bare"), partial(return_to, site, "/v1/sync")
            for warm_port, requests in ((bare_port, bare), (port, ours)):
                measure(pool, warm_port, requests, 0.5)
            rounds = [
                (
                    measure(pool, bare_port, bare),
                    measure(pool, port, ours),
                    measure(pool, bare_port, get_nothing),
                    measure(pool, port, partial(arrive, site)) * EVENTS,
                )
                for _ in range(ROUNDS)
            ]
    return [
        Line(f"{backend}: returning page view's sync / bare JSON", middle(b / a for a, b, _, _ in rounds), *BUDGETS[backend]),
        Line(f"{backend}: … / an empty GET", middle(b / c for _, b, c, _ in rounds)),
        Line(f"{backend}: … per second", middle(b for _, b, _, _ in rounds)),
        Line(f"{backend}: events per second, {EVENTS} a sync", middle(d for _, _, _, d in rounds), *EVENT_BUDGETS[backend]),
    ]  # fmt: skip


def middle(values: Iterator[float]) -> float:
    return statistics.median(values)


def main() -> int:
    busy, cores = os.getloadavg()[0], os.cpu_count() or 1
    if busy > cores / 2:
        print(f"The machine is busy (load {busy:.1f} on {cores} cores): rates are too low, ratios noisy.", flush=True)
    lines = measure_page()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        lines += [line for backend in ("sqlite", "postgresql") for line in measure_backend(pool, backend)]
    lines += [line for backend in ("sqlite", "postgresql") for line in measure_search(backend)]
    return report(lines)


if __name__ == "__main__":
    sys.exit(main())
