"""What a feature sees of the database, whichever it is.

A database function takes a `Connection` first and never commits: `def load_person(conn, person_id) -> Person | None`.
Ids and hashes are `str`, instants `int` (milliseconds), JSON is `str`; so rows need no conversion.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Boolean, Connection, Insert, Select, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import SQLModel

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Query:
    """A select compiled once for the bare driver. `constants` are the parameters that the statement itself brought along."""

    sql: str
    order: tuple[str, ...]
    constants: dict[str, Any]
    booleans: tuple[int, ...]

    def arguments(self, given: dict[str, Any]) -> list[Any]:
        values = {**self.constants, **given}
        return [values[name] for name in self.order]


class Database(ABC):
    """Opens itself on first use; `close` lets go of files, threads and connections, and a later use opens it again."""

    dialect: Dialect

    def __init__(self) -> None:
        self._queries: dict[Select[Any], Query] = {}

    @abstractmethod
    async def read(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a short read in one snapshot. What it writes is refused or thrown away."""

    @abstractmethod
    async def write(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run it all or not at all; returns once that is durable. Under load it raises `Busy`. It may run twice, so it touches nothing but `conn`."""

    @abstractmethod
    async def scan(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a long read (a report, an export) where it holds up nobody."""

    @abstractmethod
    async def fetch(self, query: Query, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run a prepared select on the bare driver."""

    @abstractmethod
    async def wipe(self) -> None:
        """After an erasure: what was deleted leaves the files as well, as far as that is ours to do."""

    @abstractmethod
    async def close(self) -> None: ...

    def prepare(self, statement: Select[Any]) -> Query:
        """Compile once; the statement itself is the key, so keep it in a module. `in_` wants a list of fixed length."""
        query = self._queries.get(statement)
        if query is None:
            compiled = statement.compile(dialect=self.dialect)
            assert isinstance(compiled, SQLCompiler)
            booleans = tuple(
                i for i, column in enumerate(statement.selected_columns) if isinstance(column.type, Boolean)
            )
            query = Query(str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params), booleans)
            self._queries[statement] = query
        return query


def table(model: type[SQLModel]) -> Table:
    """The Core table of a `SQLModel(table=True)` class: `people = table(Person)`, then `select(people.c.id).where(people.c.sub == sub)`."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def insert(conn: Connection, into: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update` on either database."""
    return postgresql.insert(into) if conn.dialect.name == "postgresql" else sqlite.insert(into)


class PreparedInsert:
    """An insert for either database, put together once, which takes longer than running it: `conn.execute(ADD.on(conn), rows)`.

    Where a row is there already (by its primary key, or by any key when nothing is overwritten), it stays but for the columns in `overwrite`.
    """

    def __init__(self, into: Table, overwrite: Sequence[str] = ()) -> None:
        self._by_dialect = {
            "postgresql": self._build(postgresql.insert(into), into, overwrite),
            "sqlite": self._build(sqlite.insert(into), into, overwrite),
        }

    def on(self, conn: Connection) -> Insert:
        return self._by_dialect[conn.dialect.name]

    @staticmethod
    def _build(statement: postgresql.Insert | sqlite.Insert, into: Table, overwrite: Sequence[str]) -> Insert:
        if not overwrite:
            return statement.on_conflict_do_nothing()
        return statement.on_conflict_do_update(
            index_elements=list(into.primary_key), set_={name: statement.excluded[name] for name in overwrite}
        )


def lock(conn: Connection, name: str) -> None:
    """Let one transaction at a time go on for `name` (a person's id, say), until it ends. SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
