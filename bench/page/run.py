"""The page benchmark: sets the stage, finds out, prints the table and keeps it in `bench/results.md`."""

from __future__ import annotations

from pathlib import Path

from bench.lines import Line
from bench.page.figures import find_out, judge
from bench.page.stage import set_stage
from bench.page.table import write_table

RESULTS = Path(__file__).parents[1] / "results.md"


def measure_page() -> list[Line]:
    with set_stage() as stage:
        found = find_out(stage)
    table = write_table(found)
    lines = list(judge(found))
    width = max(len(line.what) for line in lines)
    figures = "\n".join(line.write(width).rstrip() for line in lines)
    RESULTS.write_text(f"{table}\n\n```\n{figures}\n```\n")
    print(table, end="\n\n", flush=True)
    return lines
