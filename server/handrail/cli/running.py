"""`handrail serve`, `migrate` and `demo`."""

from __future__ import annotations

import gc
import logging
import os
import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from handrail.app import create_app
from handrail.cli.connection import bring_up_to_date
from handrail.cli.output import Failure, Json, print_json
from handrail.contact.mail.listen import read_address as read_mail_address
from handrail.core.middleware import log_as_json
from handrail.demo.serve import PortTaken, serve_demo
from handrail.settings import Settings


def add_commands(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(migrate)
    app.command()(demo)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8700,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes on one database.")] = 1,
) -> None:
    """Serve pages, the console and the management API. A database in a SQLite file is brought up to date first."""
    settings = Settings.from_env()
    bring_up_to_date(settings.database_url, only_file=True)
    check_free(host, port)
    if settings.mail_listen is not None:
        mail = read_mail_address(settings.mail_listen)
        check_free(mail.hostname or "", mail.port or 0, "HANDRAIL_MAIL_LISTEN")
    typer.echo(f"Handrail answers at http://{f'[{host}]' if ':' in host else host}:{port}. Ctrl-C ends it.", err=True)
    uvicorn.run(
        "handrail.cli.running:create_served_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        log_config=None,
        proxy_headers=True,
        server_header=False,
        # A busy machine may need longer than uvicorn's 5 seconds until a worker has started: it would be ended, again and again.
        timeout_worker_healthcheck=60,
        # Streams last until they are cut off; whoever reads one resumes it elsewhere.
        timeout_graceful_shutdown=5,
    )


def check_free(host: str, port: int, option: str = "--port") -> None:
    """Raises `Failure`. uvicorn would say so too, but in a log and not to people."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise Failure(f"{host}:{port} is not to be had ({reason}); choose another one with {option}") from error


def create_served_app() -> object:
    """What each server process runs. What uvicorn has to say goes into the same log."""
    log_as_json()
    logging.getLogger("uvicorn").handlers = logging.getLogger("handrail").handlers
    app = create_app(Settings.from_env())
    # What is there by now stays; going through it again and again would take the collector a third of a small request's time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)  # what a request makes is gone with it, without the collector's help
    return app


def migrate(as_json: Json = False) -> None:
    """Bring the database's tables up to date."""
    bring_up_to_date(Settings.from_env().database_url)
    if as_json:
        print_json({"migrated": True})
    else:
        typer.echo("The database is up to date.")


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of the Handrail server.")] = 8700,
    host_port: Annotated[int, typer.Option(min=0, max=65535, help="Of the app that embeds it.")] = 8701,
    dir_: Annotated[Path, typer.Option("--dir", help="Where its database is kept.")] = Path("handrail-demo"),
) -> None:
    """Serve Handrail together with Acme Invoices, an app that embeds it."""
    try:
        serve_demo(port, host_port, dir_)
    except PortTaken as error:
        raise Failure(str(error)) from error
