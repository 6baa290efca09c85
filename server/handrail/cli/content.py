"""`handrail validate|push|publish|rollback|versions|diff|schema`: content from a folder in git to people's pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from handrail.cli.connection import Connection, KeyOption, Refused, ServerOption, connect
from handrail.cli.output import Failure, Json, print_json, print_table
from handrail.cli.sites import read_site_name
from handrail.content.faults import Fault
from handrail.content.folder import read_folder
from handrail.content.validate import validate as validate_files

SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
Folder = Annotated[Path, typer.Argument(help="The folder with site.json.", exists=True, file_okay=False)]
Site = Annotated[str, typer.Argument(help="The site.")]


def add_commands(app: typer.Typer) -> None:
    for command in (validate, push, publish, rollback, versions, diff):
        app.command()(command)


def validate(folder: Folder, as_json: Json = False) -> None:
    """Print every fault with its place and what would be right, and run the tests that tours bring. Needs no server."""
    found = validate_files(read_folder(folder))
    if as_json:
        print_json({"valid": not found.faults, "findings": [finding.model_dump() for finding in found.findings]})
    else:
        for finding in found.findings:
            typer.echo(write_fault(folder, finding))
        if not found.faults:
            typer.echo(f"{folder} is valid: {count(len(found.items))}.")
    if found.faults:
        raise typer.Exit(1)


def push(
    folder: Folder,
    publish: Annotated[str | None, typer.Option(metavar="ENV", help="Publish it there at once.")] = None,
    message: Annotated[str, typer.Option("--message", "-m", help="What changed.")] = "",
    site: Annotated[str | None, typer.Option(help="Another site than site.json names.")] = None,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Make the folder a new version of its site. What is wrong is printed with its place, and nothing is stored."""
    files = {name: decode(name, content) for name, content in read_folder(folder).items()}
    slug = site or read_site_name(folder)
    with connect(server, key) as api:
        try:
            pushed = api.post(f"/api/sites/{slug}/versions", {"files": files, "message": message})
        except Refused as refused:
            print_faults(refused, folder, as_json)
            raise typer.Exit(1) from refused
        published = put_live(api, slug, publish, pushed["version"]) if publish else None
    if as_json:
        print_json(pushed | ({"published": published} if published else {}))
        return
    for warning in pushed["warnings"]:
        typer.echo(write_fault(folder, Fault.model_validate(warning)))
    again = ", as it was" if pushed["unchanged"] else ""
    typer.echo(f"{slug} version {pushed['version']}{again}: {count(pushed['items'])}.")
    if published:
        typer.echo(f"Published to {publish}.")


def publish(
    site: Site,
    environment: Annotated[str, typer.Argument(help="production, staging, …")],
    version: Annotated[int, typer.Argument(help="Its number.")],
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Show a version to the people of an environment."""
    with connect(server, key) as api:
        published = put_live(api, site, environment, version)
    report_published(site, published, as_json)


def rollback(
    site: Site,
    environment: Annotated[str, typer.Argument(help="production, staging, …")],
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Publish the version that was there before."""
    with connect(server, key) as api:
        published = api.post(f"/api/sites/{site}/environments/{environment}/rollback", {})
    report_published(site, published, as_json)


def versions(site: Site, server: ServerOption = None, key: KeyOption = None, as_json: Json = False) -> None:
    """List a site's versions, the newest first, and where each is published."""
    with connect(server, key) as api:
        found = api.get(f"/api/sites/{site}/versions")
    if as_json:
        print_json(found)
        return
    rows = [
        [v["version"], v["created_at"], v["created_by"], ", ".join(v["published"]), v["message"]]
        for v in found["versions"]
    ]
    print_table(["version", "made", "by", "published in", "message"], rows)
    if not rows:
        typer.echo(f"{site} has no versions yet; `handrail push` makes the first one.")


def diff(
    site: Site,
    a: Annotated[int, typer.Argument(metavar="A", help="The older version.")],
    b: Annotated[int, typer.Argument(metavar="B", help="The newer version.")],
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Show what changed between two versions: + added, - removed, ~ changed, > moved."""
    with connect(server, key) as api:
        found = api.get(f"/api/sites/{site}/diff", **{"from": a, "to": b})
    if as_json:
        print_json(found)
        return
    for item in found["items"]:
        keys = ", ".join(f"{SIGNS[key['change']]}{key['path']}" for key in item["keys"])
        typer.echo(f"{SIGNS[item['change']]} {item['kind']} {item['id']}" + (f": {keys}" if keys else ""))
    if not found["items"]:
        typer.echo(f"Versions {a} and {b} are alike.")


def put_live(api: Connection, site: str, environment: str, version: int) -> Any:
    return api.post(f"/api/sites/{site}/environments/{environment}/publish", {"version": version})


def report_published(site: str, published: Any, as_json: bool) -> None:
    if as_json:
        print_json(published)
    else:
        typer.echo(f"{site} version {published['version']} is published to {published['environment']}.")


def decode(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{name} is not UTF-8; save it as UTF-8") from error


def print_faults(refused: Refused, folder: Path, as_json: bool) -> None:
    if as_json:
        print_json(refused.problem)
        return
    faults = refused.problem.get("faults", [])
    for fault in faults:
        typer.echo(write_fault(folder, Fault.model_validate(fault)))
    typer.echo(f"handrail: {refused}", err=True)


def write_fault(folder: Path, fault: Fault) -> str:
    """With the path as it is from here, so that an editor's terminal opens it."""
    return str(fault.model_copy(update={"file": str(folder / fault.file)}))


def count(items: int) -> str:
    return "1 item" if items == 1 else f"{items} items"
