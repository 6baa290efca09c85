"""How long a search takes among ten thousand articles: one after the other over HTTP, so that one core is all that it has."""

from __future__ import annotations

import asyncio
import http.client
import json
import statistics
import time

import httpx

from bench.articles import ARTICLES, Library, write_library
from bench.lines import Line
from bench.servers import make_database, serve_handrail
from bench.site import ORIGIN, ask
from handrail.app import create_app
from handrail.core.signing import Purpose
from handrail.settings import Settings

BUDGET = 30.0  # ms
ROUNDS = 3


def measure_search(backend: str) -> list[Line]:
    library = write_library()
    with make_database(backend) as url:
        key, seconds = asyncio.run(fill(url, library))
        with serve_handrail(url) as port:
            send(port, key, library.queries)  # the server reads what is published, and so do the caches of the database
            took = sorted(one for _ in range(ROUNDS) for one in send(port, key, library.queries))
    what = f"{backend}: search of {ARTICLES:,} articles"
    return [
        Line(f"{what}, ms, 19 of 20", took[len(took) * 19 // 20], BUDGET, limit="most"),
        Line("… ms, every other", statistics.median(took)),
        Line("… pushed in, s", seconds),
    ]


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


def send(port: int, key: str, queries: tuple[str, ...]) -> list[float]:
    """How many milliseconds each answer took to come."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    took = []
    for q in queries:
        body = json.dumps({"key": key, "q": q, "url": f"{ORIGIN}/invoices"})
        began = time.perf_counter()
        connection.request("POST", "/v1/search", body, {"Origin": ORIGIN, "Content-Type": "text/plain"})
        answer = connection.getresponse()
        text = answer.read()
        took.append((time.perf_counter() - began) * 1_000)
        if answer.status != 200 or not json.loads(text)["results"]:
            raise RuntimeError(f"{q!r} found nothing: {answer.status} {text[:500]!r}")
    connection.close()
    return took
