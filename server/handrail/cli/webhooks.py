"""`handrail webhook …`: which other systems are told what happens in conversations."""

from __future__ import annotations

from typing import Annotated

import typer

from handrail.cli.connection import KeyOption, ServerOption, connect
from handrail.cli.output import Failure, Json, print_json, print_table
from handrail.cli.reports import find_only_site

webhook = typer.Typer(help="Other systems that are told what happens in conversations.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.add_typer(webhook, name="webhook")


@webhook.command("add")
def add_webhook(
    site: Annotated[str, typer.Argument()],
    url: Annotated[str, typer.Argument(help="Where to, as in https://crm.example.com/hooks.")],
    event: Annotated[list[str] | None, typer.Option(help="Only this one; may be given again (all).")] = None,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Tell another system. Prints the secret that signs what it is told, this once."""
    with connect(server, key) as api:
        made = api.post(f"/api/sites/{site}/webhooks", {"url": url, "events": event or []})
    if as_json:
        print_json(made)
        return
    typer.echo(f"""{made["url"]} is told of {", ".join(made["events"]) or "everything"} at {site}, as {made["id"]}.
Secret, shown this once: {made["secret"]}

Next:
  handrail webhook test {site} {made["id"]}""")


@webhook.command("list")
def list_webhooks(
    site: Annotated[str | None, typer.Argument(help="Not needed where there is only one.")] = None,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Who is told, and of what."""
    with connect(server, key) as api:
        found = api.get(f"/api/sites/{site or find_only_site(api, 'webhook list')}/webhooks")
    if as_json:
        print_json(found)
        return
    if not found["webhooks"]:
        typer.echo("No other system is told. `handrail webhook add SITE URL` adds one.")
    print_table(
        ["id", "url", "events", "since", "disabled"],
        (
            [one["id"], one["url"], " ".join(one["events"]) or "all", one["created_at"], one["disabled_at"]]
            for one in found["webhooks"]
        ),
    )


@webhook.command("remove")
def remove_webhook(
    site: Annotated[str, typer.Argument()],
    id_: Annotated[str, typer.Argument(metavar="ID")],
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Tell it no more. What it has not got becomes a dead letter."""
    with connect(server, key) as api:
        api.delete(f"/api/sites/{site}/webhooks/{id_}")
    if as_json:
        print_json({"removed": id_})
    else:
        typer.echo(f"{id_} is told no more.")


@webhook.command("test")
def try_webhook(
    site: Annotated[str, typer.Argument()],
    id_: Annotated[str, typer.Argument(metavar="ID")],
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Send a signed test at once, and say what became of it. Exit code 1 if it did not arrive."""
    with connect(server, key) as api:
        told = api.post(f"/api/sites/{site}/webhooks/{id_}/test", {})
    if as_json:
        print_json(told)
    elif told["delivered"]:
        typer.echo("It arrived.")
    if not told["delivered"]:
        raise Failure(f"it did not arrive: {told['detail']}")
