"""Connections to the outside that end nowhere inside: a name is resolved once, what it means is looked at, and just that is connected to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import httpx

from handrail.contact.webhooks.addresses import may_reach

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
TRIED_AT_MOST = 3


class ForbiddenAddress(httpx.TransportError):
    """The name leads where deliveries may not go."""


async def resolve_name(host: str, port: int) -> Sequence[str]:
    """IP addresses, the best first. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class GuardedTransport(httpx.AsyncBaseTransport):
    """For each request, so also for each redirect. Raises `ForbiddenAddress` if any address of the name is not to be reached:
    a name that means both is up to something."""

    def __init__(self, inner: httpx.AsyncBaseTransport, *, private: bool, resolve: Resolve = resolve_name) -> None:
        self._inner = inner
        self._private = private
        self._resolve = resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.raw_host.decode("ascii")
        try:
            addresses = await self._resolve(host, request.url.port or 443)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"{host} has no address ({error}).") from error
        if not addresses:
            raise httpx.ConnectError(f"{host} has no address.")
        if not all(may_reach(address, private=self._private) for address in addresses):
            raise ForbiddenAddress(f"{host} leads to an address that webhooks may not go to.")
        *first, last = addresses[:TRIED_AT_MOST]
        for address in first:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await self._inner.handle_async_request(aim(request, host, address))
        return await self._inner.handle_async_request(aim(request, host, last))

    async def aclose(self) -> None:
        await self._inner.aclose()


def aim(request: httpx.Request, host: str, address: str) -> httpx.Request:
    """The same request at one address. `Host` and the certificate stay those of the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
