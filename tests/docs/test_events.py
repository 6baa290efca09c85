"""The page of events says what the catalogue says."""

from __future__ import annotations

from pathlib import Path

from docs.generate_events import write_events
from handrail.progress.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_table_is_what_the_catalogue_gives() -> None:
    committed = (ROOT / "docs/events.md").read_text()
    assert committed == write_events(), "run `make schema` and commit docs/events.md"


def test_every_event_has_a_row_that_says_when() -> None:
    table = write_events()
    rows = {row.split("`")[1]: row for row in table.splitlines() if row.startswith("| `")}
    assert rows.keys() == CATALOGUE.keys()
    assert all(len(row.split(" | ")[1]) > 20 for row in rows.values())
    assert "`until` (needed): text" in rows["tour_snoozed"]
    assert '`reason`: "left" or "declined"' in rows["tour_dismissed"]
