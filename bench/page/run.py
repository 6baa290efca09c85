"""The page benchmark: sets the stage, finds out, prints the table and keeps it in `bench/results.md`."""

from __future__ import annotations

from pathlib import Path

from bench.lines import Line
from bench.page.figures import LOADS, find_out, judge, weigh_ours
from bench.page.stage import set_stage
from bench.page.table import write_summary, write_table
from bench.page.walks import BARE, OURS, PEERS, walk_all

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


def measure_summary() -> str:
    """Start and next without animation, and what comes over the line: for the README."""
    with set_stage() as stage:
        walks = walk_all(stage, LOADS, still=True, libraries=(BARE, OURS, *PEERS))
        return write_summary(walks, weigh_ours() | stage.weights)
