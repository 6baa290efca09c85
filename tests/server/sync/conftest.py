"""A browser on the site, and what is published there."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.server.cast import Cast, MovingClock
from tests.server.device import Device
from tests.server.sync.site import SITE, NewDevice, Publish


@pytest.fixture
def device(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> NewDevice:
    return lambda name="d1": Device(client, cast.acme, clock, name)


@pytest.fixture
def publish(client: httpx.AsyncClient, cast: Cast) -> Publish:
    async def push(
        *tours: dict[str, Any], also: dict[str, dict[str, Any]] | None = None, site: dict[str, Any] | None = None
    ) -> None:
        contents = {"site.json": SITE | (site or {})} | {f"{tour['id']}.json": tour for tour in tours} | (also or {})
        files = {path: json.dumps(content) for path, content in contents.items()}
        pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=cast.acme.bearer)
        assert pushed.status_code == 201, pushed.text
        path = "/api/sites/acme/environments/production/publish"
        version = {"version": pushed.json()["version"]}
        published = await client.post(path, json=version, headers=cast.acme.bearer)
        assert published.status_code == 200, published.text

    return push
