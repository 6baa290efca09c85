"""`handrail serve`, `migrate` and `demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from handrail.app import create_app
from handrail.cli.connection import find_file
from handrail.cli.output import Failure, Json, print_json
from handrail.core.middleware import log_as_json
from handrail.core.migrate import migrate as migrate_database
from handrail.demo.serve import PortTaken, serve_demo
from handrail.settings import Settings


def add_commands(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(migrate)
    app.command()(demo)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8700,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes on one database.")] = 1,
) -> None:
    """Serve pages, the console and the management API. A database in a SQLite file is brought up to date first."""
    settings = Settings.from_env()
    if find_file(settings.database_url):
        bring_up_to_date(settings.database_url)
    # uvicorn ends the process with code 1 itself when the port is taken, and says so.
    uvicorn.run(
        "handrail.cli.running:create_served_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        proxy_headers=True,
        server_header=False,
    )


def create_served_app() -> object:
    """What each server process runs."""
    log_as_json()
    return create_app(Settings.from_env())


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


def bring_up_to_date(url: str) -> None:
    try:
        migrate_database(url)
    except (SQLAlchemyError, OSError) as error:
        raise Failure(
            f"the database cannot be brought up to date ({error.__class__.__name__}); is it running, and may you write to it?"
        ) from error
