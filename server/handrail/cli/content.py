"""`handrail validate|push|publish|rollback|versions|diff|schema`: content from a folder in git to people's pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from handrail.cli.connection import Connection, KeyOption, Refused, ServerOption, connect
from handrail.cli.output import Json, print_json, print_table
from handrail.content.folder import FolderMedia, read_folder
from handrail.content.json_schema import write_schema_files
from handrail.content.schema import is_slug
from handrail.content.validation.faults import Fault
from handrail.content.validation.parse import parse_document
from handrail.content.validation.reading import SITE_FILE
from handrail.content.validation.texts import list_untranslated
from handrail.content.validation.validate import validate as check_files

SECONDS = 600.0
"""Ten thousand articles take a while to be looked at."""
SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
Folder = Annotated[Path, typer.Argument(help="The folder with site.json.", exists=True, file_okay=False)]
Site = Annotated[str, typer.Argument(help="The site.")]


def add_commands(app: typer.Typer) -> None:
    for command in (validate, schema, push, publish, rollback, versions, diff):
        app.command()(command)


def validate(folder: Folder, as_json: Json = False) -> None:
    """Print every fault with its place and what would be right, and run the tests that items bring. Needs no server."""
    found = check_files(read_folder(folder), find_media=FolderMedia(folder).find)
    print_findings(found.findings, folder, as_json)
    if found.faults:
        raise typer.Exit(1)
    if not as_json:
        typer.echo(f"{folder} is valid: {count(len(found.items))}.")
        for locale, keys in list_untranslated(found.items.values()).items():
            more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
            typer.echo(f"handrail: not translated to {locale} yet: {', '.join(keys[:5])}{more}", err=True)


def schema(
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to (tours/schema, else schema).")] = None,
    as_json: Json = False,
) -> None:
    """Write the JSON Schemas by which an editor completes and checks content."""
    folder = out or (Path("tours/schema") if Path("tours").is_dir() else Path("schema"))
    names = write_schema_files(folder)
    if as_json:
        print_json({"dir": str(folder), "files": names})
    else:
        typer.echo(f"Wrote {', '.join(names)} to {folder}.")


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
    files, media = read_folder(folder), FolderMedia(folder)
    checked = check_files(files, find_media=media.find)  # so `media` knows which files go along; the server has the say
    slug = site or read_site_name(files)
    if slug is None or not is_text(files):
        # What can't even be sent is told as `validate` tells it.
        print_findings(checked.findings, folder, as_json)
        raise typer.Exit(1)
    with connect(server, key) as api:
        body = {
            "files": {name: content.decode() for name, content in files.items()},
            "media": {name: asdict(file) for name, file in media.found.items()},
            "message": message,
            "other_site": site is not None,
        }
        try:
            pushed = push_with_media(api, slug, body, media)
        except Refused as refused:
            if "faults" not in refused.problem:
                raise
            print_findings([Fault.model_validate(fault) for fault in refused.problem["faults"]], folder, as_json)
            raise typer.Exit(1) from refused
        published = put_live(api, slug, publish, pushed["version"]) if publish else None
    if as_json:
        print_json(pushed | ({"published": published} if published else {}))
        return
    print_findings([Fault.model_validate(warning) for warning in pushed["warnings"]], folder, as_json)
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


def push_with_media(api: Connection, site: str, body: Any, media: FolderMedia) -> Any:
    """Images and videos go first, those alone that the site lacks."""
    try:
        return api.post(f"/api/sites/{site}/versions", body, SECONDS)
    except Refused as refused:
        if "missing" not in refused.problem:
            raise
        missing = refused.problem["missing"]
    for path, file in media.found.items():
        if file.hash in missing:
            api.put(f"/api/sites/{site}/media/{file.hash}", media.locate(path).read_bytes())
    return api.post(f"/api/sites/{site}/versions", body, SECONDS)


def put_live(api: Connection, site: str, environment: str, version: int) -> Any:
    return api.post(f"/api/sites/{site}/environments/{environment}/publish", {"version": version})


def report_published(site: str, published: Any, as_json: bool) -> None:
    if as_json:
        print_json(published)
    else:
        typer.echo(f"{site} version {published['version']} is published to {published['environment']}.")


def read_site_name(files: Mapping[str, bytes]) -> str | None:
    """The `id` in site.json; None when it does not say one."""
    found = parse_document(SITE_FILE, files.get(SITE_FILE, b""))
    value = None if isinstance(found, list) else found.value
    name = value.get("id") if isinstance(value, dict) else None
    return name if isinstance(name, str) and is_slug(name) else None


def is_text(files: Mapping[str, bytes]) -> bool:
    """Both names and contents: a name that is no UTF-8 comes with halves of characters in it."""
    try:
        return all(name.encode() is not None and content.decode() is not None for name, content in files.items())
    except UnicodeError:
        return False


def print_findings(findings: Sequence[Fault], folder: Path, as_json: bool) -> None:
    """With paths as they are from here, so that an editor's terminal opens them."""
    if as_json:
        print_json([finding.model_dump() for finding in findings])
        return
    for finding in findings:
        typer.echo(str(finding.model_copy(update={"file": str(folder / finding.file)})))
    faults = sum(finding.severity == "fault" for finding in findings)
    if faults:
        typer.echo(f"handrail: {faults} {'faults' if faults > 1 else 'fault'} in {folder}", err=True)


def count(items: int) -> str:
    return "1 item" if items == 1 else f"{items} items"
