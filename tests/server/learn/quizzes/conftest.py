"""Ada and Ben at a device each, and the quiz "basics" that they take."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.server.cast import Cast, MovingClock
from tests.server.device import Device
from tests.server.learn.quizzes.taking import Taker, write_quiz
from tests.server.sync.site import SITE

NewTaker = Callable[..., Taker]
Publish = Callable[..., Any]


@pytest.fixture
def publish(client: httpx.AsyncClient, cast: Cast) -> Publish:
    """What acme shows from now on; `also` are other files, `articles` Markdown. Gives the number of the version."""

    async def push(
        *items: dict[str, Any], also: dict[str, Any] | None = None, articles: dict[str, str] | None = None
    ) -> int:
        named = {f"{item['id']}.json": item for item in items} | {"site.json": SITE} | (also or {})
        files = {path: json.dumps(content) for path, content in named.items()} | (articles or {})
        pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=cast.acme.bearer)
        assert pushed.status_code == 201, pushed.text
        path = "/api/sites/acme/environments/production/publish"
        version = {"version": pushed.json()["version"]}
        published = await client.post(path, json=version, headers=cast.acme.bearer)
        assert published.status_code == 200, published.text
        return int(version["version"])

    return push


@pytest.fixture
def taker(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> NewTaker:
    return lambda name="d1", stage=cast.acme: Taker(Device(client, stage, clock, name))


@pytest.fixture
async def published(publish: Publish) -> None:
    await publish(write_quiz())


@pytest.fixture
async def ada(published: None, taker: NewTaker) -> Taker:
    return await taker("ada").arrive("ada")


@pytest.fixture
async def ben(published: None, taker: NewTaker) -> Taker:
    return await taker("ben").arrive("ben")
