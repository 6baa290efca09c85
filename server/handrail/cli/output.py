"""What commands print: a model or a table for people, or the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Failure(Exception):
    """What went wrong and what to do about it, in one line. Exit code 1."""


def print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[bool] | None = None) -> None:
    """Numbers stand right, or the columns that `right` says. Without a terminal it is as wide as it wants to be, so that nothing is cut."""
    console = Console(emoji=False)
    if not console.is_terminal:
        console = Console(width=200, emoji=False)
    listed = [list(row) for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, heading in enumerate(headings):
        numeric = right[index] if right else bool(listed) and all(isinstance(row[index], int | float) for row in listed)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in listed:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console.print(table, markup=False) if listed else None
