"""A table as CSV (RFC 4180, with a line of names), which no spreadsheet takes for anything to be done.

What begins like a formula gets an apostrophe before it, unless it is a number: whoever wrote it may have meant harm to whoever opens it
(OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
import re

from handrail.insight.sheet import Cell, Table, tell_many

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def write_csv(table: Table) -> str:
    """Figures as they are: shares of 1, durations in seconds. Nothing for none."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([write_cell(cell, column.blank) for cell, column in zip(row, table.columns, strict=True)])
    return written.getvalue()


def write_cell(cell: Cell, blank: str) -> str | int | float:
    match cell:
        case None:
            return ""
        case int() | float():
            return cell
        case tuple():
            return guard(tell_many(cell))
    return guard(cell or blank)


def guard(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
