"""`handrail init`: a site of one's own. `handrail member add`: somebody who may sign in to its console."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from handrail.cli.connection import KeyOption, ServerOption, bring_up_to_date, connect
from handrail.cli.output import Failure, Json, print_json
from handrail.cli.starter import write_starter
from handrail.content.schema import is_slug
from handrail.settings import Settings
from handrail.sites.roles import Role

member = typer.Typer(help="Who may sign in to the console.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.command()(init)
    app.add_typer(member, name="member")


def init(
    site: Annotated[str, typer.Argument(help="Its short name, as in acme.")],
    origin: Annotated[list[str], typer.Option(help="Origin of the app that embeds it; may be given again.")],
    dir_: Annotated[Path | None, typer.Option("--dir", help="Where its content goes [./SITE].")] = None,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Make a site: a content folder with a starter tour, keys, and the script tag. Secrets are shown once."""
    if not is_slug(site):
        raise Failure(f'"{site}" is no name for a site; use lower-case letters, digits and hyphens, as in acme')
    folder = dir_ or Path(site)
    settings = Settings.from_env()
    if not (server or settings.server):
        bring_up_to_date(settings.database_url, only_file=True)
    with connect(server, key) as api, new_folder(folder):
        write_starter(folder, site)
        made = api.post("/api/sites", {"site": site, "origins": origin})
    production = made["environments"][0]
    address = (server or settings.server or settings.public_url).rstrip("/")
    result = {
        "site": made["site"],
        "environment": production["environment"],
        "dir": str(folder),
        "publishable_key": production["publishable_key"],
        "secret_key": made["secret_key"],
        "identity_secret": production["identity_secret"],
        "script_tag": f'<script async src="{address}/sdk/handrail.js" data-key="{production["publishable_key"]}"></script>',
    }
    if as_json:
        print_json(result)
        return
    typer.echo(f"""Made the site {made["site"]}. Its content is in {folder}/, with a starter tour.

Keep these two now; they are not shown again.
  secret key       {result["secret_key"]}
  identity secret  {result["identity_secret"]}

Put this into the pages of {", ".join(production["origins"])}:
  {result["script_tag"]}

Next:
  handrail push {folder} --publish production
  handrail serve
  handrail member add {made["site"]} you@example.com --role owner  # who may sign in to the console, and see drafts
  handrail dev {folder}  # drafts on the real app, and a recorder that makes them""")


@contextmanager
def new_folder(folder: Path) -> Iterator[None]:
    """Away again when what follows fails. Raises `Failure` rather than touch what is there."""
    there = folder.exists()
    if there and (not folder.is_dir() or any(folder.iterdir())):
        raise Failure(f"{folder} is there already; choose another folder with --dir")
    try:
        yield
    except OSError as error:
        raise Failure(f"{folder} cannot be written ({error.strerror}); choose another folder with --dir") from error
    except Failure:
        shutil.rmtree(folder, ignore_errors=True)
        if there:
            folder.mkdir()
        raise


@member.command("add")
def add_member(
    site: Annotated[str, typer.Argument()],
    email: Annotated[str, typer.Argument()],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.EDITOR,
    name: Annotated[str | None, typer.Option(help="What colleagues call them.")] = None,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Add somebody to a site's console. Prints a password for whoever is new."""
    with connect(server, key) as api:
        body = {"email": email, "name": name or email.partition("@")[0], "role": role}
        added = api.post(f"/api/sites/{site}/members", body)
    if as_json:
        print_json(added)
        return
    typer.echo(f"{added['email']} is {added['role']} of {site}.")
    if added.get("password"):
        typer.echo(f"Password, shown this once: {added['password']}")
