"""Ada and Ben write to acme, each at a device of their own; the team answers through the verbs, as the inbox does.

Beside the site is another system: `webhook` is told everything, and `receiver` is where it arrives.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection
from starlette.applications import Starlette

from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.contact.mail.relay import Relay, run_relay
from tests.server.contact.post import run_outbox_once
from tests.server.contact.receiver import Receiver, run_receiver
from tests.server.contact.talking import Writer
from tests.server.device import Device

NewWriter = Callable[..., Writer]
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
async def relay() -> AsyncIterator[Relay]:
    """Where mails go, where settings name it."""
    async with run_relay() as relay:
        yield relay


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


@pytest.fixture
def writer(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> NewWriter:
    return lambda name="d1", stage=cast.acme: Writer(Device(client, stage, clock, name))


@pytest.fixture
async def ada(writer: NewWriter) -> Writer:
    return await writer("ada").arrive("ada")


@pytest.fixture
async def ben(writer: NewWriter) -> Writer:
    return await writer("ben").arrive("ben")


@pytest.fixture
def do(app: Starlette) -> Callable[..., Awaitable[Any]]:
    """Runs a verb in a transaction of its own: `await do(close, conversation, …)`."""

    async def run(verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def call(conn: Connection) -> Any:
            return verb(conn, *args, **kwargs)

        return await services_of(app).db.write(call)

    return run
