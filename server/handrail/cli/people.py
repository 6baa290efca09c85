"""`handrail person export|erase`: everything kept about one person, given or forgotten."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from handrail.cli.connection import KeyOption, ServerOption, connect
from handrail.cli.output import Failure, Json, print_json

person = typer.Typer(help="What is kept about one person.", no_args_is_help=True)
Site = Annotated[str, typer.Argument(help="The site.")]
Sub = Annotated[str | None, typer.Option("--sub", help="The host app's own id of the person.")]
Id = Annotated[str | None, typer.Option("--person", help="Handrail's id of the person.")]
Environment = Annotated[str, typer.Option(help="Which environment.")]


def add_commands(app: typer.Typer) -> None:
    app.add_typer(person, name="person")


@person.command()
def export(
    site: Site,
    sub: Sub = None,
    id_: Id = None,
    environment: Environment = "production",
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,  # it is JSON either way
) -> None:
    """Print everything that is kept about a person, as JSON."""
    with connect(server, key) as api:
        print_json(api.post(f"/api/sites/{site}/people/export", describe(sub, id_, environment)))


@person.command()
def erase(
    site: Site,
    sub: Sub = None,
    id_: Id = None,
    environment: Environment = "production",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Forget a person: every row about them is deleted. This cannot be undone."""
    who = describe(sub, id_, environment)
    if not (yes or as_json or typer.confirm(f"Forget {sub or id_} for good?")):
        raise Failure("nothing was erased")
    with connect(server, key) as api:
        result = api.post(f"/api/sites/{site}/people/erase", who)
    if as_json:
        print_json(result)
    else:
        typer.echo(f"Forgot {sub or id_}.")


def describe(sub: str | None, id_: str | None, environment: str) -> dict[str, Any]:
    if (sub is None) == (id_ is None):
        raise Failure("say who it is: either --sub or --person")
    return {"environment": environment} | ({"sub": sub} if sub is not None else {"person": id_})
