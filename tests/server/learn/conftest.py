"""A receiver of acme's webhooks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from tests.server.cast import Cast
from tests.server.contact.post import run_outbox_once
from tests.server.contact.receiver import Receiver, run_receiver

Deliver = Callable[[], Awaitable[list[dict[str, Any]]]]


@pytest.fixture(scope="module")
def listening() -> Iterator[Receiver]:
    with run_receiver() as receiver:
        yield receiver


@pytest.fixture
async def deliver(app: Starlette, client: httpx.AsyncClient, cast: Cast, listening: Receiver) -> Deliver:
    """What arrives, once all that is due was sent. It is on this machine: `private_webhooks` has to be set."""
    listening.forget()
    made = await client.post("/api/sites/acme/webhooks", json={"url": listening.url}, headers=cast.acme.bearer)
    assert made.status_code == 201, made.text

    async def run() -> list[dict[str, Any]]:
        await run_outbox_once(app)
        return [one.said for one in listening.got]

    return run
