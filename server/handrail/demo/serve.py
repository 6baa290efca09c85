"""`handrail demo`: Handrail and Acme Invoices in one process, on two ports of this machine.

In: two ports and a folder. Out: two servers, until Ctrl-C. The folder keeps the database, so that what was done and declined stays.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from handrail.app import create_app
from handrail.core.migrate import migrate
from handrail.demo.host import create_host
from handrail.demo.prepare import IDENTITY_SECRET, PUBLISHABLE_KEY, prepare_site
from handrail.demo.welcome import print_welcome
from handrail.settings import Settings


class PortTaken(Exception):
    """Another program listens there already."""


def serve_demo(port: int = 8700, host_port: int = 8701, directory: Path = Path("handrail-demo")) -> None:
    """Serve until Ctrl-C or SIGTERM. Port 0 takes a free one. Raises `PortTaken` before anything is written."""
    with listen(port, "--port") as here, listen(host_port, "--host-port") as there:
        directory.mkdir(parents=True, exist_ok=True)
        database_url = f"sqlite:///{directory.resolve() / 'handrail.db'}"
        migrate(database_url)
        settings = Settings(database_url=database_url, public_url=url_of(here), demo=True)
        asyncio.run(run_servers(settings, here, there, directory))


async def run_servers(settings: Settings, here: socket.socket, there: socket.socket, directory: Path) -> None:
    handrail_url, host_url = url_of(here), url_of(there)
    app = create_app(settings)
    await prepare_site(app, host_url)
    servers = [
        QuietServer(configure(app)),
        QuietServer(configure(create_host(handrail_url, PUBLISHABLE_KEY, IDENTITY_SECRET))),
    ]
    stop_together(servers)
    print_welcome(handrail_url, host_url, directory)
    await asyncio.gather(*(server.serve([listener]) for server, listener in zip(servers, (here, there), strict=True)))


class QuietServer(uvicorn.Server):
    """Two of them share one process, so neither may take the signals for itself."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def configure(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)


def stop_together(servers: list[QuietServer]) -> None:
    def stop() -> None:
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:  # Windows: Ctrl-C ends `asyncio.run` instead
            return


@contextlib.contextmanager
def listen(port: int, option: str) -> Iterator[socket.socket]:
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise PortTaken(f"port {port} is taken; choose another one with {option}") from error
    with listener:
        yield listener


def url_of(listener: socket.socket) -> str:
    return f"http://localhost:{listener.getsockname()[1]}"
