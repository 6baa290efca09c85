"""How long a search takes among ten thousand articles: each once, one after the other over HTTP, so that one core is all that it has."""

from __future__ import annotations

import asyncio
import http.client
import json
import statistics
import sys
import time
from collections.abc import Sequence

import httpx

from bench.articles import ARTICLES, Library, Query, write_library
from bench.lines import Line
from bench.report import report
from bench.servers import make_database, serve_handrail
from bench.site import ORIGIN, ask
from handrail.app import create_app
from handrail.core.signing import Purpose
from handrail.settings import Settings

BUDGET, AIM = 30.0, 15.0  # ms


def measure_search(backend: str) -> list[Line]:
    library = write_library()
    with make_database(backend) as url:
        key, seconds = asyncio.run(fill(url, library))
        with serve_handrail(url) as port:
            send(port, key, library.warming)  # the server reads what is published, and so do the caches of the database
            took = send(port, key, library.queries)
    by_kind: dict[str, list[float]] = {}
    for query, milliseconds in zip(library.queries, took, strict=True):
        by_kind.setdefault(query.kind, []).append(milliseconds)
    what = f"{backend}: search of {ARTICLES:,} articles"
    return [
        Line(f"{what}, ms, 19 of 20", find_19_of_20(took), BUDGET, AIM, limit="most"),
        Line("… every other", statistics.median(took)),
        Line("… the worst", max(took)),
        *(Line(f"… {kind}, 19 of 20", find_19_of_20(those), BUDGET, AIM, "most") for kind, those in by_kind.items()),
        Line("… pushed in, s", seconds),
    ]


def find_19_of_20(took: Sequence[float]) -> float:
    return sorted(took)[len(took) * 19 // 20]


async def fill(url: str, library: Library) -> tuple[str, float]:
    """The publishable key, and how many seconds the push took."""
    app = create_app(Settings(database_url=url))
    services = app.state.services
    await services.start()
    bearer = {"Authorization": f"Bearer {services.signer.dumps(Purpose.OPERATOR, 'bench')}"}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench", timeout=None) as client,
    ):
        made = await ask(client, "/api/sites", {"site": "library", "origins": [ORIGIN]}, bearer)
        bearer = {"Authorization": f"Bearer {made['secret_key']}"}  # the operator's is good for a minute
        began = time.perf_counter()
        pushed = await ask(client, "/api/sites/library/versions", {"files": dict(library.files)}, bearer)
        seconds = time.perf_counter() - began
        path = "/api/sites/library/environments/production/publish"
        await ask(client, path, {"version": pushed["version"]}, bearer)
    return made["environments"][0]["publishable_key"], seconds


def send(port: int, key: str, queries: Sequence[Query]) -> list[float]:
    """How many milliseconds each answer took to come."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    took = []
    for query in queries:
        body = json.dumps(
            {"key": key, "q": query.q, "locale": query.locale, "url": f"{ORIGIN}/invoices", "as_typed": True}
        )
        began = time.perf_counter()
        connection.request("POST", "/v1/search", body, {"Origin": ORIGIN, "Content-Type": "text/plain"})
        answer = connection.getresponse()
        text = answer.read()
        took.append((time.perf_counter() - began) * 1_000)
        if answer.status != 200 or not json.loads(text)["results"]:
            raise RuntimeError(f"{query.q!r} found nothing: {answer.status} {text[:500]!r}")
    connection.close()
    return took


if __name__ == "__main__":
    sys.exit(report([line for backend in ("sqlite", "postgresql") for line in measure_search(backend)]))
