"""Serve an ASGI app on a free loopback port, in a thread, for as long as a `with` block lasts."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import uvicorn

T = TypeVar("T")


@dataclass(frozen=True)
class LiveApp:
    url: str
    loop: asyncio.AbstractEventLoop

    def run(self, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run a coroutine in the app's own event loop."""
        return asyncio.run_coroutine_threadsafe(make(), self.loop).result(timeout=60)


@contextmanager
def serve(app: Any, listener: socket.socket | None = None) -> Iterator[LiveApp]:
    listener = listener or listen()
    config = uvicorn.Config(app, log_config=None, lifespan="auto", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    loop = asyncio.new_event_loop()

    def work() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(server.serve([listener]))
        loop.run_until_complete(hang_up(server))
        loop.run_until_complete(loop.shutdown_default_executor())

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        # The listener is open already: a call made before the app is up waits in its queue.
        yield LiveApp(address_of(listener), loop)
    finally:
        server.should_exit = True
        thread.join(timeout=60)
        listener.close()
        loop.close()


async def hang_up(server: uvicorn.Server) -> None:
    """Who still reads a stream is waited for a second, and then left with an open socket."""
    for connection in list(server.server_state.connections):
        connection.transport.abort()
    await asyncio.sleep(0)  # The loop has to come round for them to hear of it.


def listen() -> socket.socket:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    return listener


def address_of(listener: socket.socket) -> str:
    """By name, as a developer would open it: `localhost` is a secure context, and two ports of it are two origins."""
    return f"http://localhost:{listener.getsockname()[1]}"
