"""The help site of acme, read by somebody who has no account and takes no cookies."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import httpx
import pytest

Get = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def get(client: httpx.AsyncClient, published: None) -> Get:
    async def fetch(rest: str = "/", **headers: str) -> httpx.Response:
        return await client.get(
            f"/help/acme{rest}", headers={name.replace("_", "-"): headers[name] for name in headers}
        )

    return fetch


def read_token(page: httpx.Response) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]
