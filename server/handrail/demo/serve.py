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
from pydantic import SecretStr
from starlette.types import ASGIApp

from handrail.app import create_app
from handrail.contact.mail.listen import listen as listen_for_answers
from handrail.core.migrate import migrate
from handrail.demo.host import create_host
from handrail.demo.mail import Mailbox, catch_mail
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
        asyncio.run(run_servers(database_url, here, there, directory))


async def run_servers(database_url: str, here: socket.socket, there: socket.socket, directory: Path) -> None:
    handrail_url, host_url, mailbox = url_of(here), url_of(there), Mailbox()
    async with await catch_mail(mailbox) as relay:
        settings = Settings(
            database_url=database_url,
            public_url=handrail_url,
            smtp_url=SecretStr(f"smtp://127.0.0.1:{port_of(relay)}"),
            mail_from="Acme Invoices <help@acme.example>",
            mail_domain="reply.acme.example",
            demo=True,
        )
        app = create_app(settings)
        await prepare_site(app, host_url)
        async with await listen_for_answers(app.state.services, "127.0.0.1:0") as answers:
            mailbox.answers = port_of(answers)
            host = create_host(handrail_url, PUBLISHABLE_KEY, IDENTITY_SECRET, mailbox=mailbox)
            servers = [QuietServer(configure(app)), QuietServer(configure(host))]
            stop_together(servers)
            print_welcome(handrail_url, host_url, directory)
            pairs = zip(servers, (here, there), strict=True)
            await asyncio.gather(*(server.serve([listener]) for server, listener in pairs))


def port_of(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])


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
