"""`make bench`: ratios to a bare Starlette JSON route in the same run, interleaved; exit code 1 when a budget is missed.

Each server has one worker. The load comes from another process; what is compared shares the noise of the machine.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from bench.load import Tally, get_bare, send_load
from bench.servers import make_database, serve_bare, serve_handrail
from bench.site import EVENTS, Site, arrive, prepare, return_to

ROUNDS = 7
SECONDS = 1.5
CONNECTIONS = 16


@dataclass(frozen=True)
class Line:
    what: str
    measured: float
    budget: float
    aim: float
    unit: str

    @property
    def met(self) -> bool:
        return self.measured >= self.budget


def measure(
    pool: ProcessPoolExecutor, port: int, make_requests: Callable[[int], Iterator[bytes]], seconds: float = SECONDS
) -> Tally:
    tally = pool.submit(send_load, port, make_requests, CONNECTIONS, seconds).result()
    if tally.failed:
        raise RuntimeError(f"{tally.failed} of {tally.answered} requests failed: nothing was measured")
    return tally


def measure_backend(pool: ProcessPoolExecutor, backend: str, bare_port: int) -> list[Line]:
    with make_database(backend) as url:
        site: Site = prepare(url, CONNECTIONS)
        with serve_handrail(url) as port:
            returning = partial(return_to, site)
            for warm_port, requests in ((bare_port, get_bare), (port, returning)):
                measure(pool, warm_port, requests, 0.5)
            ratios, bare, ours = [], [], []
            for _ in range(ROUNDS):
                bare.append(measure(pool, bare_port, get_bare).rate)
                ours.append(measure(pool, port, returning).rate)
                ratios.append(ours[-1] / bare[-1])
            events = [measure(pool, port, partial(arrive, site)).rate * EVENTS for _ in range(ROUNDS)]
    print(f"{backend}: bare {statistics.median(bare):,.0f}/s, sync {statistics.median(ours):,.0f}/s", flush=True)
    least, aim = (0.33, 0.5) if backend == "sqlite" else (0.2, 0.33)
    lines = [Line(f"{backend}: a returning page view's sync / bare JSON", statistics.median(ratios), least, aim, "×")]
    # The budget in events is for SQLite; the other number is shown.
    least, aim = (5_000, 10_000) if backend == "sqlite" else (0, 5_000)
    lines.append(Line(f"{backend}: events in syncs of {EVENTS}", statistics.median(events), least, aim, "/s"))
    return lines


def main() -> int:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool, serve_bare() as bare_port:
        lines = [line for backend in ("sqlite", "postgresql") for line in measure_backend(pool, backend, bare_port)]
    width = max(len(line.what) for line in lines)
    for line in lines:
        number = f"{line.measured:,.2f}" if line.unit == "×" else f"{line.measured:,.0f}"
        verdict = "missed" if not line.met else "aim met" if line.measured >= line.aim else "met"
        print(
            f"{line.what:<{width}}  {number:>8} {line.unit:<2}  budget {line.budget:>8,} aim {line.aim:>8,}  {verdict}"
        )
    return 0 if all(line.met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
