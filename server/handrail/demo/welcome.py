"""What `handrail demo` says when it is up: where everything is, and what to try."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from handrail.core.resources import resource
from handrail.demo.prepare import PASSWORD, SECRET_KEY, SITE

STEPS = (
    "Sign in as [b]Paula[/b]. A tour shows her around: leave in the middle, reload, and it goes on.",
    "Choose [b]Don't show this again[/b] and sign in as her in a private window: it stays away there too.",
    "Sign in as [b]Frank[/b]. He is on the free plan and gets another tour.",
    "Choose [b]Help[/b] and search for [b]money back[/b]. Ask your browser for Arabic or Japanese, and so does the help.",
    "Choose [b]Contact us[/b] on the help site and write to us: the mail that follows is at [b]Mail[/b], to be answered as well.",
    "Open [b]Acme Invoices[/b] in the console: who started, where people left, what they read and did not find.",
)


def print_welcome(handrail_url: str, host_url: str, directory: Path, console: Console | None = None) -> None:
    console = console or Console(highlight=False)
    places = Table.grid(padding=(0, 3))
    for name, place in (
        ("Acme Invoices", link(host_url)),
        ("Console", link(f"{handrail_url}/console")),
        ("", f"owner@acme.example, {PASSWORD}"),
        ("Help site", link(f"{handrail_url}/help/{SITE}/")),
        ("Mail", link(f"{host_url}/mail")),
    ):
        places.add_row(f"[b]{name}[/b]", place)
    steps = Table.grid(padding=(0, 2))
    for number, step in enumerate(STEPS, 1):
        steps.add_row(f"[dim]{number}[/dim]", step)
    for part in ("\n[b green]Handrail is running.[/b green]", places, steps, "[dim]After a change to a tour:[/dim]"):
        console.print(Padding(part, (0, 2, 1, 2)))
    # A command is for copying, so no line of ours breaks it.
    push = f"handrail push {find_tours()} --publish production --server {handrail_url} --key {SECRET_KEY}"
    console.print(f"  {push}\n", soft_wrap=True)
    console.print(f"  [dim]Kept in {directory}; delete it to begin afresh. Ctrl-C stops.[/dim]\n", soft_wrap=True)


def find_tours() -> Path:
    """As short as it can be said from here."""
    folder = resource("tours") / SITE
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def link(url: str) -> str:
    return f"[link={url}]{url}[/link]"
