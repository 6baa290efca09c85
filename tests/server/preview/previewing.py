"""The two ends of a preview, as tests hold them: the author's machine (`Dev`) and a page."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass
from typing import Any

import httpx

from tests.server.cast import Cast, Stage


@dataclass(frozen=True)
class Dev:
    """What `handrail dev` asks, over one server."""

    client: httpx.AsyncClient
    stage: Stage
    preview: str

    @property
    def path(self) -> str:
        return f"/api/sites/{self.stage.slug}/previews/{self.preview}"

    async def post(self, what: str, body: Any = None) -> httpx.Response:
        return await self.client.post(f"{self.path}/{what}", json=body or {}, headers=self.stage.bearer)

    async def link(self) -> str:
        made = await self.post("links")
        assert made.status_code == 201, made.text
        return str(made.json()["token"])

    async def take(self, wait: int = 20) -> list[dict[str, Any]]:
        answer = await self.post("calls", {"wait": wait})
        assert answer.status_code == 200, answer.text
        calls: list[dict[str, Any]] = answer.json()["calls"]
        return calls

    async def answer(self, body: Any = None, **parts: Any) -> list[dict[str, Any]]:
        """Whatever waits next, all with the same; what it was."""
        calls = await self.take()
        encoded = base64.b64encode(json.dumps(body).encode()).decode()
        answers = [{"id": call["id"], "status": 200, "body": encoded, **parts} for call in calls]
        given = await self.post("answers", {"answers": answers})
        assert given.status_code == 204, given.text
        return calls

    async def end(self) -> None:
        assert (await self.client.delete(self.path, headers=self.stage.bearer)).status_code == 204


@dataclass(frozen=True)
class Page:
    """A tab with a secret."""

    client: httpx.AsyncClient
    origin: str
    preview: str
    secret: str

    async def post(self, path: str, *, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
        said = json.dumps({"key": self.secret, **body})
        given = {"Origin": self.origin, "Content-Type": "text/plain"} if headers is None else headers
        return await self.client.post(f"/v1/previews/{self.preview}/{path}", content=said, headers=given)

    async def get(self, path: str, origin: str | None = None) -> httpx.Response:
        headers = {"Origin": origin} if origin else {}
        return await self.client.get(f"/v1/previews/{self.preview}/{path}", headers=headers)


async def begin(client: httpx.AsyncClient, cast: Cast, **changes: Any) -> Dev:
    wanted = {"environment": "production", "origin": cast.acme.origin, "member": cast.eddie.email, **changes}
    made = await client.post("/api/sites/acme/previews", json=wanted, headers=cast.acme.bearer)
    assert made.status_code == 201, made.text
    return Dev(client, cast.acme, made.json()["preview"])


async def open_link(client: httpx.AsyncClient, key: str, token: str, origin: str | None) -> httpx.Response:
    headers = {"Origin": origin} if origin is not None else {}
    return await client.post("/v1/previews/open", json={"key": key, "token": token}, headers=headers)


async def open_page(client: httpx.AsyncClient, dev: Dev) -> Page:
    answer = await open_link(client, dev.stage.key, await dev.link(), dev.stage.origin)
    assert answer.status_code == 200, answer.text
    return Page(client, dev.stage.origin, answer.json()["preview"], answer.json()["secret"])


async def at_once(*coroutines: Any) -> list[Any]:
    return list(await asyncio.gather(*coroutines))
