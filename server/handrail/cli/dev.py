"""`handrail dev`: the drafts of a folder on the real app, for its author alone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from handrail.authoring.dev.api import ApiAway, ApiRefused
from handrail.authoring.dev.drafts import Drafts
from handrail.authoring.dev.run import Session, Wanted, run_dev
from handrail.authoring.dev.target import NoTarget, Target, choose_target
from handrail.cli.connection import Connection, KeyOption, Refused, ServerOption, connect
from handrail.cli.content import Folder, is_text, read_site_name
from handrail.cli.output import Failure
from handrail.content.folder import read_folder
from handrail.core.clock import SECOND, from_iso
from handrail.settings import Settings

FAULTS_SHOWN = 30


def add_commands(app: typer.Typer) -> None:
    app.command()(dev)


def dev(
    folder: Folder,
    url: Annotated[
        str | None, typer.Option(help="The page to open (the first origin of staging, else of production).")
    ] = None,
    environment: Annotated[str | None, typer.Option(metavar="ENV", help="Whose origins and key the app has.")] = None,
    member: Annotated[
        str | None,
        typer.Option(metavar="EMAIL", help="Who previews [HANDRAIL_MEMBER, else the only one who may author]."),
    ] = None,
    site: Annotated[str | None, typer.Option(help="Another site than site.json names.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of the local page; 0 takes a free one.")] = 0,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each event.")] = False,
) -> None:
    """See the drafts of a folder on the real app, as you write them. Nobody else does."""
    files = read_folder(folder)
    slug = site or (read_site_name(files) if is_text(files) else None)
    if slug is None:
        raise Failure(f"which site? {folder / 'site.json'} does not say it; name it with --site")
    tell = JsonLines() if as_json else Terminal(folder)
    asyncio.run(
        preview(connect(server, key), folder, slug, url, environment, member or Settings.from_env().member, port, tell)
    )


async def preview(
    connection: Connection,
    folder: Path,
    site: str,
    url: str | None,
    environment: str | None,
    member: str | None,
    port: int,
    tell: Terminal | JsonLines,
) -> None:
    async with connection.opened():
        api = ServerApi(connection)
        try:
            known = await api.ask("GET", f"/api/sites/{site}")
            target = choose_target(known["environments"], url, environment)
            await run_dev(Wanted(folder, site, target, member, port), api, tell, listen_to_author)
        except (ApiRefused, ApiAway, NoTarget) as error:
            raise Failure(str(error)) from error
        except OSError as error:
            raise Failure(f"port {port} is not to be had ({error.strerror}); choose another one with --port") from error


class ServerApi:
    """The management API, with its failures in the words of `authoring`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def ask(self, method: str, path: str, body: Any = None, seconds: float = 30.0) -> Any:
        parts = {} if body is None else {"json": body}
        try:
            return await self._connection.ask(method, path, timeout=seconds, **parts)
        except Refused as refused:
            raise ApiRefused(refused.problem) from refused
        except Failure as failure:
            raise ApiAway(str(failure)) from failure


def listen_to_author(session: Session) -> None:
    """Enter is for a fresh link, Ctrl-C for the end."""
    loop = asyncio.get_running_loop()
    links: set[asyncio.Task[None]] = set()

    async def make_link() -> None:
        try:
            await session.link()
        except (ApiRefused, ApiAway) as error:
            typer.echo(f"handrail: {error}", err=True)

    def read_key() -> None:
        if not sys.stdin.readline():  # it was closed: there will be no more
            loop.remove_reader(sys.stdin)
            return
        task = loop.create_task(make_link())
        links.add(task)
        task.add_done_callback(links.discard)

    # Without a terminal there may be no input that could be waited for, and on Windows none at all; there Ctrl-C ends `asyncio.run`.
    with contextlib.suppress(OSError, ValueError, NotImplementedError):
        loop.add_reader(sys.stdin, read_key)
    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, session.stop)


class Terminal:
    """For people."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begun(self, member: str, target: Target, address: str) -> None:
        typer.echo(f"{self._folder} on {target.origin} ({target.environment}), for {member} alone.")
        typer.echo(f"Items and problems: {address}")

    def link(self, url: str, expires_at: str) -> None:
        until = datetime.fromtimestamp(from_iso(expires_at) / SECOND).astimezone()
        typer.echo(
            f"\nOpen this once, until {until:%H:%M}:\n  {url}\nEnter makes a fresh link, Ctrl-C ends the preview.\n"
        )

    def changed(self, drafts: Drafts) -> None:
        for fault in drafts.faults[:FAULTS_SHOWN]:
            warning = "warning: " if fault.level == "warning" else ""
            fix = f"; {fault.fix}" if fault.fix else ""
            place = f"{self._folder / fault.file}:{fault.line}:{fault.column}"
            typer.echo(f"{place}: {warning}{fault.problem}{fix}")
        if len(drafts.faults) > FAULTS_SHOWN:
            typer.echo(f"… and {len(drafts.faults) - FAULTS_SHOWN} more; `handrail validate` lists all")
        now = f"{datetime.now().astimezone():%H:%M:%S}"
        items = f"{len(drafts.items)} item{'' if len(drafts.items) == 1 else 's'}"
        typer.echo(f"{now} {items} shown" if drafts.valid else f"{now} not shown; the last good drafts stay")

    def away(self, why: str) -> None:
        typer.echo(f"handrail: {why}; trying again", err=True)

    def back(self) -> None:
        typer.echo("handrail: the server answers again", err=True)


class JsonLines:
    """For programs: one event a line."""

    def begun(self, member: str, target: Target, address: str) -> None:
        say("begun", address=address, member=member, environment=target.environment, origin=target.origin)

    def link(self, url: str, expires_at: str) -> None:
        say("link", url=url, expires_at=expires_at)

    def changed(self, drafts: Drafts) -> None:
        faults = [fault.model_dump() for fault in drafts.faults]
        say("changed", revision=drafts.revision, valid=drafts.valid, items=len(drafts.items), faults=faults)

    def away(self, why: str) -> None:
        say("away", why=why)

    def back(self) -> None:
        say("back")


def say(event: str, **what: Any) -> None:
    """At once: whoever reads waits for it."""
    print(json.dumps({"event": event, **what}, ensure_ascii=False), flush=True)  # noqa: T201  # a line, whole and at once
