"""`handrail check DIR --url URL`: content against the running app, in a browser. Exit code 1 when something is broken, 2 for wrong usage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

import typer

from handrail.authoring.browser import NoBrowser, require_playwright
from handrail.authoring.check.checking import Check, Checked, InvalidFolder, Reports
from handrail.authoring.check.fixes import ChangedMeanwhile
from handrail.authoring.check.plan import NotPlanned, Wanted
from handrail.authoring.check.progress import Progress
from handrail.authoring.check.report_terminal import count, write_finding, write_summary
from handrail.cli.content import Folder, print_findings
from handrail.cli.output import Failure, Json, print_json
from handrail.settings import Settings

STOPPED = 130
"""As shells have it for Ctrl-C."""


def add_commands(app: typer.Typer) -> None:
    app.command()(check)


def check(
    folder: Folder,
    url: Annotated[str, typer.Option(help="Where the app runs, as in https://staging.example.com.")],
    role: Annotated[list[str] | None, typer.Option(help="Only as this one of check.roles; may be given again.")] = None,
    locale: Annotated[list[str] | None, typer.Option(help="Only in this one; may be given again.")] = None,
    viewport: Annotated[
        list[str] | None, typer.Option(metavar="WxH", help="Only at this size, as in 390x844; may be given again.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(metavar="ITEM", help="Only this item; may be given again.")] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML.", dir_okay=False)] = None,
    sarif: Annotated[Path | None, typer.Option(metavar="FILE", help="Write SARIF 2.1.0.", dir_okay=False)] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a page with a picture of each step.", file_okay=False)
    ] = None,
    patch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what would mend it, as a diff.", dir_okay=False)
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is sure in the files, and walk that again.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=32, help="Pages at a time.")] = 3,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")] = False,
    as_json: Json = False,
) -> None:
    """Walk every tour, snippet and checklist through the running app, and tell which elements are not found there."""
    address, credentials = read_url(url)
    reports = Reports(junit=junit, sarif=sarif, html=html, patch=patch)
    wanted = Wanted(role or (), locale or (), read_viewports(viewport), only or ())
    checking = Check(folder, address, wanted, reports, workers, Settings.from_env().browser, credentials)
    try:
        require_playwright()
        with Progress() as progress:
            checked = checking.run(progress, resume=resume)
            checking.write_reports(checked)
            if fix and checked.mended and not checked.stopped:
                tell_fixes(checked, folder, as_json)
                checking.fix(checked)
                checked = checking.run_again(checked, progress)
    except InvalidFolder as error:
        print_findings(error.faults, folder, as_json)
        raise typer.Exit(1) from error
    except NotPlanned as error:
        raise typer.BadParameter(str(error)) from error
    except (NoBrowser, ChangedMeanwhile, OSError) as error:
        raise Failure(str(error)) from error
    report(checked, folder, as_json)
    if checked.stopped:
        typer.echo("handrail: stopped; --resume goes on with the rest", err=True)
        raise typer.Exit(STOPPED)
    if checked.is_broken:
        raise typer.Exit(1)


def read_url(url: str) -> tuple[str, tuple[str, str] | None]:
    """Without the user and the password of it, and those."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise typer.BadParameter(
            f'"{url}" is no address; write it as in https://staging.example.com', param_hint="--url"
        )
    credentials = (unquote(parts.username or ""), unquote(parts.password or "")) if "@" in parts.netloc else None
    address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return address.rstrip("/") if parts.path == "/" else address, credentials


def read_viewports(viewports: list[str] | None) -> list[str]:
    for one in viewports or []:
        width, _, height = one.partition("x")
        if not (width.isdecimal() and height.isdecimal() and 100 <= int(width) < 10_000 > int(height) >= 100):
            raise typer.BadParameter(f'"{one}" is no size; write it as in 390x844', param_hint="--viewport")
    return viewports or []


def tell_fixes(checked: Checked, folder: Path, as_json: bool) -> None:
    """Before they are made: nothing is written that was not shown."""
    typer.echo(checked.patch, nl=False, err=as_json)
    places, files = count(len(checked.mended), "place"), count(len(checked.fixed), "file")
    typer.echo(f"Mended {places} in {files} of {folder}; walking that again.", err=as_json)


def report(checked: Checked, folder: Path, as_json: bool) -> None:
    if as_json:
        print_json(checked.describe())
        return
    for finding in checked.findings:
        for line in write_finding(finding, folder):
            typer.echo(line)
    typer.echo(write_summary(checked.results, checked.findings, checked.seconds))
