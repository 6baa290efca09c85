"""A site with another system beside it: `webhook` is told everything, and `receiver` is where it arrives."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.settings import Settings
from tests.server.cast import Cast
from tests.server.contact.post import run_outbox_once
from tests.server.contact.receiver import Receiver, run_receiver

Deliver = Callable[[], Awaitable[None]]


@pytest.fixture
def settings(database_url: str) -> Settings:
    """The receiver is on this machine."""
    return Settings(database_url=database_url, private_webhooks=True)


@pytest.fixture(scope="session")
def listening() -> Iterator[Receiver]:
    with run_receiver() as receiver:
        yield receiver


@pytest.fixture
def receiver(listening: Receiver) -> Receiver:
    listening.forget()
    return listening


@pytest.fixture
async def webhook(client: httpx.AsyncClient, cast: Cast, receiver: Receiver) -> dict[str, Any]:
    made = await client.post("/api/sites/acme/webhooks", json={"url": receiver.url}, headers=cast.acme.bearer)
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


@pytest.fixture
def deliver(app: Starlette) -> Deliver:
    """All that is due, now."""
    return lambda: run_outbox_once(app)
