"""`handrail explain SITE ITEM`: why an item starts by itself for somebody, or does not, clause by clause."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from handrail.cli.connection import KeyOption, ServerOption, connect
from handrail.cli.output import Json, print_json, print_table

ANSWERS = {True: "yes", False: "no", None: "unknown"}


def add_commands(app: typer.Typer) -> None:
    app.command()(explain)


def explain(
    site: Annotated[str, typer.Argument(help="The site.")],
    item: Annotated[str, typer.Argument(help="The id of a tour, quiz, checklist, survey or announcement.")],
    person: Annotated[str | None, typer.Option(help="Handrail's id or the host app's own. Else a new visitor.")] = None,
    sub: Annotated[str | None, typer.Option(help="The host app's own id alone.")] = None,
    url: Annotated[str | None, typer.Option(help="Where they are, as in /invoices.")] = None,
    environment: Annotated[str, typer.Option("--env", "--environment", help="Which environment.")] = "production",
    locale: Annotated[str | None, typer.Option(help="The page's language, as in en.")] = None,
    device: Annotated[str | None, typer.Option(help="phone, tablet or desktop.")] = None,
    now: Annotated[str | None, typer.Option(help="As if it were then, as in 2026-01-31T09:00:00Z.")] = None,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Why something starts by itself for a person on a page, or does not. What only the page knows is unknown."""
    said = {"person": person, "sub": sub, "url": url, "locale": locale, "device": device, "now": now}
    asked = {"item": item, "environment": environment} | {name: value for name, value in said.items() if value}
    with connect(server, key) as api:
        found = api.post(f"/api/sites/{site}/explain", asked)
    if as_json:
        print_json(found)
        return
    typer.echo(describe_verdict(found))
    typer.echo()
    print_table(
        ["clause", "holds", "saw"],
        (
            [
                clause["clause"],
                ANSWERS[clause["value"]],
                None if clause["saw"] is None else json.dumps(clause["saw"], ensure_ascii=False),
            ]
            for clause in found["clauses"]
        ),
    )


def describe_verdict(found: dict[str, Any]) -> str:
    item, because = found["item"], ", ".join(found["because"])
    unknown = [clause["clause"] for clause in found["clauses"]] == ["listed"]
    match found["starts"]:
        case True:
            return f"{item} would start by itself."
        case False:
            no = f"{item} would not start by itself: {because}."
            return f"{no} What is published in {found['environment']} has nothing of this id." if unknown else no
    return f"{item} would start by itself if the page agrees: {because}."
