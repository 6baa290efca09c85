"""All commands, and the one place where an error becomes a line on stderr and an exit code: 1 for a failure, 2 for wrong usage."""

from __future__ import annotations

import sys

import typer
from pydantic import ValidationError

from handrail.cli import (
    check,
    content,
    dev,
    explain,
    import_tours,
    importing,
    outbox,
    people,
    pick,
    reports,
    running,
    sites,
    webhooks,
)
from handrail.cli.output import Failure

app = typer.Typer(
    name="handrail",
    help="Guided tours that live in git, on a server of your own.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for part in (sites, content, dev, pick, check, importing, reports, explain, people, outbox, webhooks, running):
    part.add_commands(app)
import_tours.add_commands(importing.import_)


def main() -> None:
    try:
        app()
    except Failure as failure:
        typer.echo(f"handrail: {failure}", err=True)
        sys.exit(1)
    except ValidationError as error:
        # Settings are the only models that commands make of what people typed.
        for fault in error.errors(include_url=False):
            typer.echo(f"handrail: {fault['msg'].removeprefix('Value error, ')}", err=True)
        sys.exit(1)
