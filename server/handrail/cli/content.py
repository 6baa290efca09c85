"""`handrail validate|push|publish|rollback|versions|diff|schema`: content from a folder in git to people's pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from handrail.cli.connection import Connection, KeyOption, Refused, ServerOption, connect
from handrail.cli.output import Failure, Json, print_json, print_table
from handrail.cli.sites import read_site_name

LARGEST_FILE = 1_000_001  # one more than a file may have, so that a larger one is seen to be
Folder = Annotated[Path, typer.Argument(help="The folder with site.json.", exists=True, file_okay=False)]
Site = Annotated[str, typer.Argument(help="The site.")]


def add_commands(app: typer.Typer) -> None:
    for command in (push, publish, rollback, versions, diff):
        app.command()(command)


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
        typer.echo(write_fault(folder, warning))
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
        [v["version"], v["created_at"], v["author"], ", ".join(v["published"]), v["message"]] for v in found["versions"]
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
    """Show what changed between two versions: + added, - removed, ~ changed."""
    with connect(server, key) as api:
        found = api.get(f"/api/sites/{site}/diff", **{"from": a, "to": b})
    if as_json:
        print_json(found)
        return
    for sign, name in (("+", "added"), ("-", "removed")):
        for item in found[name]:
            typer.echo(f"{sign} {item['kind']} {item['id']}")
    for item in found["changed"]:
        typer.echo(f"~ {item['kind']} {item['id']}: {', '.join(item['paths'])}")
    if not (found["added"] or found["removed"] or found["changed"]):
        typer.echo(f"Versions {a} and {b} are alike.")


def put_live(api: Connection, site: str, environment: str, version: int) -> Any:
    return api.post(f"/api/sites/{site}/environments/{environment}/publish", {"version": version})


def report_published(site: str, published: Any, as_json: bool) -> None:
    if as_json:
        print_json(published)
    else:
        typer.echo(f"{site} version {published['version']} is published to {published['environment']}.")


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every `*.json` by its path in the folder, but for folders called `schema` and what begins with a dot."""
    files = {}
    for path in sorted(folder.rglob("*.json")):
        within = path.relative_to(folder)
        if path.is_file() and "schema" not in within.parts[:-1] and not any(p.startswith(".") for p in within.parts):
            with path.open("rb") as file:
                files[within.as_posix()] = file.read(LARGEST_FILE)
    return files


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
        typer.echo(write_fault(folder, fault))
    typer.echo(f"handrail: {refused}", err=True)


def write_fault(folder: Path, fault: Any) -> str:
    kind = "warning: " if fault.get("severity") == "warning" else ""
    right = f"; {fault['fix']}" if fault.get("fix") else ""
    return f"{folder / fault['file']}:{fault['line']}:{fault['column']}: {kind}{fault['problem']}{right}"


def count(items: list[Any]) -> str:
    return "1 item" if len(items) == 1 else f"{len(items)} items"
