"""A server with articles on it, asked as a page asks: on either database, in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from evaluation.answering import Asked
from handrail.app import create_app
from handrail.core.signing import Purpose
from handrail.settings import Settings

ORIGIN = "https://docs.example.test"
SITE = "docs"


@dataclass(frozen=True)
class Desk:
    client: httpx.AsyncClient
    key: str
    locale: str = "en"

    async def search(self, q: str, limit: int) -> list[str]:
        """Ids, best first."""
        answer = await self.ask("/v1/search", q=q, limit=limit)
        return [found["id"] for found in answer["results"]]

    async def answer(self, question: str) -> Asked:
        return Asked.read(await self.ask("/v1/answers", question=question))

    async def ask(self, path: str, **body: Any) -> Any:
        response = await self.client.post(
            path, json={"key": self.key, "locale": self.locale, **body}, headers={"Origin": ORIGIN}
        )
        return take(response)


@asynccontextmanager
async def open_desk(database_url: str, files: Mapping[str, str]) -> AsyncIterator[Desk]:
    """`files` by path, as they are pushed: what is asked is what they say."""
    app = create_app(Settings(database_url=database_url))
    services = app.state.services
    await services.start()
    bearer = {"Authorization": f"Bearer {services.signer.dumps(Purpose.OPERATOR, 'the evaluation')}"}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://eval", timeout=600) as client,
    ):
        made = take(await client.post("/api/sites", json={"site": SITE, "origins": [ORIGIN]}, headers=bearer))
        pushed = take(await client.post(f"/api/sites/{SITE}/versions", json={"files": dict(files)}, headers=bearer))
        await client.post(
            f"/api/sites/{SITE}/environments/production/publish", json={"version": pushed["version"]}, headers=bearer
        )
        yield Desk(client, made["environments"][0]["publishable_key"])


def take(response: httpx.Response) -> Any:
    if not response.is_success:
        raise RuntimeError(f"{response.request.url.path} answered {response.status_code}: {response.text[:2_000]}")
    return response.json()
