"""`handrail check DIR --url URL`: content against the running app, in a browser. Exit code 1 when something is broken, 2 for wrong usage."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from handrail.authoring.browser import NoBrowser, require_playwright
from handrail.authoring.check.findings import Finding
from handrail.authoring.check.judge import Documents, judge
from handrail.authoring.check.plan import NotPlanned, Walk, Wanted, plan_walks
from handrail.authoring.check.report_terminal import write_finding, write_summary
from handrail.authoring.check.results import WalkResult
from handrail.cli.content import Folder, print_findings
from handrail.cli.output import Failure, Json, print_json
from handrail.content.folder import FolderMedia, read_folder
from handrail.content.schema import Site
from handrail.content.validation.parse import Document, parse_document
from handrail.content.validation.validate import validate


def add_commands(app: typer.Typer) -> None:
    app.command()(check)


def check(
    folder: Folder,
    url: Annotated[str, typer.Option(help="Where the app runs, as in https://staging.example.com.")],
    role: Annotated[list[str] | None, typer.Option(help="Only as this one of check.roles; may be given again.")] = None,
    locale: Annotated[list[str] | None, typer.Option(help="Only in this one; may be given again.")] = None,
    viewport: Annotated[list[str] | None, typer.Option(metavar="WxH", help="Only at this size.")] = None,
    only: Annotated[list[str] | None, typer.Option(metavar="ITEM", help="Only this item; may be given again.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=32, help="Pages at a time.")] = 2,
    as_json: Json = False,
) -> None:
    """Walk every tour, snippet and checklist through the running app, and tell which elements are not found there."""
    address = read_url(url)
    try:
        require_playwright()
    except NoBrowser as error:
        raise Failure(str(error)) from error
    files = read_folder(folder)
    checked = validate(files, find_media=FolderMedia(folder).find)
    if checked.faults:
        print_findings(checked.faults, folder, as_json)
        raise typer.Exit(1)
    items = {file: source.item for file, source in checked.items.items()}
    site = next(item for item in items.values() if isinstance(item, Site))
    wanted = Wanted(role or (), locale or (), viewport or (), only or ())
    try:
        walks = plan_walks(site, items.items(), wanted)
    except NotPlanned as error:
        raise typer.BadParameter(str(error)) from error
    began = time.monotonic()
    results = walk_all(site, folder, address, walks, workers)
    findings = judge(results, read_documents(files))
    report(findings, results, folder, time.monotonic() - began, as_json)
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)


def read_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise typer.BadParameter(
            f'"{url}" is no address; write it as in https://staging.example.com', param_hint="--url"
        )
    return url


def read_documents(files: dict[str, bytes]) -> Documents:
    parsed = {file: parse_document(file, raw) for file, raw in files.items() if file.endswith(".json")}
    return {file: document for file, document in parsed.items() if isinstance(document, Document)}


def walk_all(site: Site, folder: Path, url: str, walks: list[Walk], workers: int) -> list[WalkResult]:
    from handrail.authoring.check.run import Setting, run_walks  # Playwright is an extra

    results: list[WalkResult] = []
    setting = Setting(site, folder, url, browser=None, workers=workers)
    try:
        asyncio.run(run_walks(setting, walks, results.append))
    except NoBrowser as error:
        raise Failure(str(error)) from error
    return results


def report(findings: list[Finding], results: list[WalkResult], folder: Path, seconds: float, as_json: bool) -> None:
    if as_json:
        print_json({"findings": [finding.model_dump(mode="json") for finding in findings]})
        return
    for finding in findings:
        for line in write_finding(finding, folder):
            typer.echo(line)
    typer.echo(write_summary(results, findings, seconds))
