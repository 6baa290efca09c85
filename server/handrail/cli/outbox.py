"""`handrail outbox`: what is to be delivered to others, and dead letters sent again."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from handrail.cli.connection import Connection, KeyOption, ServerOption, connect
from handrail.cli.output import Failure, Json, print_json, print_table
from handrail.cli.reports import find_only_site


def add_commands(app: typer.Typer) -> None:
    app.command()(outbox)


def outbox(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SITE] [replay ID]", help="SITE is not needed where there is only one."),
    ] = None,
    dead: Annotated[bool, typer.Option("--dead", help="Only what was given up.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200, help="The newest so many.")] = 50,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """What waits to be delivered to webhooks and by mail, what was, and what was given up; `replay ID` sends it again."""
    site, replayed = read_words(words or [])
    with connect(server, key) as api:
        path = f"/api/sites/{site or find_only_site(api, 'outbox')}/outbox"
        if replayed is not None:
            item = api.post(f"{path}/{replayed}/replay", {})
            print_json(item) if as_json else typer.echo(f"{item['id']} is sent again to {item['to']}.")
            return
        found = ask_outbox(api, path, dead, limit)
    if as_json:
        print_json(found)
        return
    typer.echo(", ".join(f"{number} {state}" for state, number in found["counts"].items()))
    print_table(
        ["id", "state", "what", "to", "attempts", "next", "last error"],
        (
            [one[name] for name in ("id", "state", "what", "to", "attempts", "next_at", "last_error")]
            for one in found["entries"]
        ),
    )


def ask_outbox(api: Connection, path: str, dead: bool, limit: int) -> Any:
    return api.get(path, limit=limit, **({"state": "dead"} if dead else {}))


def read_words(words: list[str]) -> tuple[str | None, str | None]:
    """`[SITE] [replay ID]`: the site, and the id that is to be sent again. Raises `Failure`."""
    match words:
        case []:
            return None, None
        case ["replay", id_]:
            return None, id_
        case [site, "replay", id_]:
            return site, id_
        case [site] if site != "replay":
            return site, None
    raise Failure("say it as in handrail outbox SITE, or handrail outbox SITE replay ID")
