from __future__ import annotations

import httpx


async def test_healthz_asks_the_database(client: httpx.AsyncClient) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
