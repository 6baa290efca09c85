"""A browser on the site, and the articles of `shelves` published to its production; or a `reader` of the `library`."""

from __future__ import annotations

import httpx
import pytest

from tests.server.cast import Cast, MovingClock
from tests.server.device import Device
from tests.server.help.library import read_files
from tests.server.help.shelves import publish


@pytest.fixture
def device(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> Device:
    return Device(client, cast.acme, clock)


@pytest.fixture
async def published(client: httpx.AsyncClient, cast: Cast) -> None:
    await publish(client, cast.acme)


@pytest.fixture
async def reader(device: Device) -> Device:
    """Somebody unknown."""
    await publish(device.client, device.stage, read_files())
    return device
