"""`handrail report …`: what happened, per tour."""

from __future__ import annotations

from typing import Annotated

import typer

from handrail.cli.connection import Connection, KeyOption, Refused, ServerOption, connect
from handrail.cli.output import Failure, Json, print_json, print_table

report = typer.Typer(help="What happened.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.add_typer(report, name="report")


@report.command()
def tours(
    site: Annotated[str | None, typer.Argument(help="Not needed where there is only one.")] = None,
    environment: Annotated[str, typer.Option(help="Which environment.")] = "production",
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Per tour: eligible, started, completed, lost per step, left, declined, target missing."""
    with connect(server, key) as api:
        found = api.get(f"/api/sites/{site or find_only_site(api)}/reports/tours", environment=environment)
    if as_json:
        print_json(found)
        return
    if not found["tours"]:
        typer.echo(f"{environment} has no tours yet.")
        return
    columns = ("eligible", "started", "completed", "left", "declined", "target_missing")
    print_table(
        ["tour", *(column.replace("_", " ") for column in columns), "lost at"],
        (
            [
                tour["id"],
                *(tour[column] for column in columns),
                ", ".join(
                    f"{step['id'] or 'before the first step'} {step['lost']}" for step in tour["steps"] if step["lost"]
                ),
            ]
            for tour in found["tours"]
        ),
    )


def find_only_site(api: Connection) -> str:
    """Of the database at hand; a server lists its sites to nobody. Raises `Failure`."""
    try:
        names = [site["site"] for site in api.get("/api/sites")["sites"]]
    except Refused as refused:
        raise Failure("say which site: handrail report tours SITE") from refused
    if len(names) != 1:
        raise Failure(
            f"say which site: {', '.join(names)}" if names else "there is no site yet; make one with `handrail init`"
        )
    return str(names[0])
