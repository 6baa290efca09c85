"""What a cell says, and what a file has in it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.problems import NotFound
from handrail.insight.sheet import Cell, Column, Kind, Sheet, Table
from handrail.insight.spreadsheet import FORMULA, write_csv
from handrail.insight.tours_sheet import lay_out_tours
from handrail.insight.tours_wire import Difference, GoalReport, Reach, StepReport, TourReport, TourReports

GOAL = GoalReport(
    event="invoice_sent",
    within="2d",
    hold_out=0.1,
    saw=Reach(people=50, reached=20, rate=0.4),
    by_itself=Reach(people=40, reached=12, rate=0.3),
    held_out=Reach(people=8, reached=1, rate=0.125),
    difference=Difference(value=0.175, low=-0.1749, high=0.3469),
)
TOUR = TourReport(
    id="welcome",
    title=None,
    eligible=60,
    started=50,
    completed=30,
    left=10,
    declined=5,
    failed=1,
    abandoned=2,
    under_way=2,
    snoozed=0,
    target_missing=3,
    steps=[StepReport(id=None, lost=4), StepReport(id="one", lost=0), StepReport(id="two", lost=14)],
    goal=GOAL,
)


def write(kind: Kind, cell: Cell) -> str:
    """The second line of a file of one cell."""
    return write_csv(Table("t", "T", [Column("c", "C", kind, blank="none")], [[cell]])).split("\r\n", 1)[1]


@pytest.mark.parametrize(
    ("kind", "cell", "told", "filed"),
    [
        ("number", 12, "12", "12"),
        ("number", None, "–", '""'),
        ("share", 0.125, "12 %", "0.125"),
        ("share", None, "–", '""'),
        ("points", -0.175, "-18", "-0.175"),
        ("duration", 3_660, "1 h 1 min", "3660"),
        ("text", "", "none", "none"),
        ("text", "tax, VAT", "tax, VAT", '"tax, VAT"'),
        ("quotes", ("No", "Never"), "No, Never", '"No, Never"'),
        ("counts", (("one", 4), ("two", 1)), "one 4, two 1", '"one 4, two 1"'),
        ("title", None, "", '""'),
        # Whatever a spreadsheet would take for something to be done.
        ("text", "=1+1", "=1+1", "'=1+1"),
        ("text", "+47 22", "+47 22", "'+47 22"),
        ("text", "-2+3", "-2+3", "'-2+3"),
        ("text", "@SUM(A1)", "@SUM(A1)", "'@SUM(A1)"),
        ("text", "\t=1", "\t=1", "'\t=1"),
        ("text", '=HYPERLINK("x")', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'),
        ("quotes", ("=cmd|' /C calc'!A0",), "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("text", "-5", "-5", "-5"),
        ("text", "+1.5", "+1.5", "+1.5"),
        ("text", "1=1", "1=1", "1=1"),
    ],
)
def test_a_cell_in_words_and_in_a_file(kind: Kind, cell: Cell, told: str, filed: str) -> None:
    ((datum,),) = Table("t", "T", [Column("c", "C", kind, blank="none")], [[cell]]).read()
    assert datum.text == told
    assert write(kind, cell) == f"{filed}\r\n"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_a_file_gives_back_what_was_written_and_no_formula(rows: list[list[str]]) -> None:
    table = Table("t", "T", [Column("a", "A", "text"), Column("b", "B", "text")], rows)
    names, *read = csv.reader(io.StringIO(write_csv(table), newline=""))
    assert names == ["a", "b"]
    assert [[cell.removeprefix("'") if cell not in row else cell for cell in line] for line, row in zip(read, rows, strict=True)] == rows  # fmt: skip
    assert not any(FORMULA.match(cell) and not cell[1:].replace(".", "").isdecimal() for line in read for cell in line)


def test_a_part_is_told_with_its_share_and_where_nothing_else_tells_it_with_the_whole() -> None:
    sheet = lay_out_tours(TourReports(environment="production", at="now", tours=[TOUR]))
    tours, goals = sheet.tables
    (row,) = tours.read()
    told = ["welcome", "", "60", "50", "30 (60 %)", "10", "5", "3", "before the first step 4, two 14"]
    assert [datum.text for datum in row] == told
    (row,) = goals.read()
    told = ["welcome", "invoice_sent", "2d", "20 of 50 (40 %)", "12 of 40 (30 %)", "1 of 8 (12 %)", "+18", "-17", "+35"]
    assert [datum.text for datum in row] == told
    assert write_csv(goals) == (
        "tour,goal,within,saw_reached,by_itself_reached,held_out_reached,difference,difference_low,difference_high,"
        "saw,by_itself,held_out\r\nwelcome,invoice_sent,2d,20,12,1,0.175,-0.1749,0.3469,50,40,8\r\n"
    )


def test_a_table_that_is_not_there_is_named_with_those_that_are() -> None:
    sheet = Sheet("Nothing.", [Table("one", "One", [], []), Table("two", "Two", [], [])])
    assert sheet.is_empty
    with pytest.raises(NotFound, match="it has one, two"):
        sheet.find_table("three")
