"""A report as it is read, whoever shows it: tables of columns and rows in; in the console, on the command line and in a file they come out alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Literal

from handrail.core.problems import NotFound
from handrail.insight.durations import tell_duration

Kind = Literal["text", "code", "title", "number", "bar", "share", "points", "duration", "quotes", "counts"]
Cell = str | int | float | tuple[str, ...] | tuple[tuple[str, int], ...] | None


@dataclass(frozen=True)
class Column:
    """`name`: in a file. `at`: the attribute that it shows, if that has another name; dots lead further.

    `kind`: `code` is what machines call something, `title` what people call what stands before it. A `bar` is a number beside the
    longest of its column. `share` and `points` are of 1, a `duration` is in seconds, `counts` are names with a number each.
    `whole`: the column whose part this number is. `blank`: shown for an empty text. `filed`: left out but in files.
    `asked`: of what is named here alone the report can be asked for.
    """

    name: str
    label: str
    kind: Kind = "number"
    at: str = ""
    whole: str = ""
    blank: str = ""
    filed: bool = False
    asked: bool = False

    @property
    def numeric(self) -> bool:
        return self.kind in ("number", "share", "points", "duration")


@dataclass(frozen=True)
class Datum:
    """One cell with what it takes to show it. `peak`: the highest number of its column. `whole`: whose part it is, which `whole_filed` is not shown itself."""

    column: Column
    value: Cell
    peak: float = 1
    whole: int | None = None
    whole_filed: bool = False

    @property
    def text(self) -> str:
        """In words, on one line: `12 (30 %)`, and where nothing else tells the whole, `12 of 40 (30 %)`."""
        told = tell_cell(self.value, self.column)
        if self.whole is None or self.column.kind == "counts":
            return told
        whole = f" of {self.whole}" if self.whole_filed else ""
        return f"{told}{whole} ({self.share})" if self.share else f"{told}{whole}"

    @property
    def share(self) -> str:
        """Of the whole; empty without any."""
        return tell_share(float(self.value) / self.whole) if self.whole and isinstance(self.value, int | float) else ""


@dataclass(frozen=True)
class Table:
    """`id`: what it is asked for by. A row is as long as there are columns. `leaf`: so many rows are read at a time; files have all. 0: all at once."""

    id: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    leaf: int = 0

    @property
    def leaves(self) -> int:
        """How many there are."""
        return max(1, -(-len(self.rows) // self.leaf)) if self.leaf else 1

    def turn_to(self, number: int) -> Table:
        """One leaf, from 1; past the last the last."""
        start = (min(number, self.leaves) - 1) * self.leaf
        return replace(self, rows=self.rows[start : start + self.leaf]) if self.leaf else self

    @property
    def shown(self) -> Sequence[Column]:
        return [column for column in self.columns if not column.filed]

    def read(self) -> Iterator[list[Datum]]:
        """Each row's cells that are shown."""
        named = {column.name: column for column in self.columns}
        peaks = [max([1, *(c for c in cells if isinstance(c, int | float))]) for cells in zip(*self.rows, strict=True)]
        for row in self.rows:
            cells = dict(zip(named, row, strict=True))
            yield [
                Datum(column, cells[column.name], peak, count(cells[column.whole]), named[column.whole].filed)
                if column.whole
                else Datum(column, cells[column.name], peak)
                for column, peak in zip(self.columns, peaks, strict=True)
                if not column.filed
            ]


@dataclass(frozen=True)
class Sheet:
    """`empty`: what is said where no table has a row. `totals`: one row, shown as figures. `days`: by day, the oldest first; shown as a plot."""

    empty: str
    tables: Sequence[Table]
    totals: Table | None = None
    days: Table | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(table.rows for table in self.tables)

    def find_table(self, id_: str) -> Table:
        """Raises `NotFound`."""
        found = [*self.tables, *(table for table in (self.totals, self.days) if table)]
        for table in found:
            if table.id == id_:
                return table
        raise NotFound(f"This report has no such table; it has {', '.join(table.id for table in found)}.")


def make_table(id_: str, title: str, columns: Sequence[Column], models: Iterable[object]) -> Table:
    """A row for each model, of its attributes."""
    read = [attrgetter(column.at or column.name) for column in columns]
    return Table(id_, title, columns, [[freeze(get(model)) for get in read] for model in models])


def freeze(value: object) -> Cell:
    if isinstance(value, list):
        return tuple(value)
    assert value is None or isinstance(value, str | int | float | tuple), value
    return value


def count(cell: Cell) -> int:
    assert isinstance(cell, int), cell
    return cell


def tell_cell(cell: Cell, column: Column) -> str:
    """In words, on one line; a dash for a figure that there is none of."""
    match cell:
        case None:
            return "–" if column.numeric else ""
        case tuple():
            return tell_many(cell)
        case str():
            return cell or column.blank
    if column.kind == "duration":
        return tell_duration(int(cell))
    if column.kind == "points":
        return f"{100 * cell:+.0f}"
    return tell_share(cell) if column.kind == "share" else str(cell)


def tell_many(cells: tuple[str, ...] | tuple[tuple[str, int], ...]) -> str:
    return ", ".join(one if isinstance(one, str) else f"{one[0]} {one[1]}" for one in cells)


def tell_share(share: float) -> str:
    return f"{100 * share:.0f} %"
