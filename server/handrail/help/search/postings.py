"""Which documents have a term: the full-text index of either database, asked for nothing else. What they are worth is for `rank.py` to say.

So both databases find and order the same, no site's content changes another's order, and a word that everybody uses costs a list of numbers.
A term in the index begins with its scope's number and a letter: `12asend` is `send` anywhere, `12ssend` is `send` where it is `strong`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text

Place = str
ANYWHERE, STRONG = "a", "s"
# Terms are letters, digits and marks alone, so nothing of a query can be read as an operator; they are quoted all the same.
AllOf = tuple[str, ...]
ADD_SQLITE = text("INSERT INTO help_index (rowid, terms) VALUES (:id, :terms)")
ADD_POSTGRESQL = text("INSERT INTO help_index (id, terms) VALUES (:id, array_to_tsvector(CAST(:terms AS text[])))")
FIND_SQLITE = "SELECT rowid FROM help_index WHERE help_index MATCH ?"
# The planner takes a frequent term for a reason to read every row; each would have to be unpacked.
PLAN_POSTGRESQL = text("SET LOCAL enable_seqscan = off")
FIND_POSTGRESQL = text(
    "SELECT ARRAY(SELECT id FROM help_index WHERE terms @@ CAST(asked.query AS tsquery))"
    " FROM unnest(CAST(:queries AS text[])) WITH ORDINALITY AS asked (query, number) ORDER BY asked.number"
)


def write_term(scope_id: int, place: Place, term: str) -> str:
    return f"{scope_id}{place}{term}"


def add_postings(conn: Connection, postings: Iterable[tuple[int, Collection[str]]]) -> None:
    """By document, the terms as `write_term` writes them."""
    rows: list[dict[str, Any]]
    if conn.dialect.name == "postgresql":
        rows = [{"id": id_, "terms": sorted(terms)} for id_, terms in postings]
        statement = ADD_POSTGRESQL
    else:
        rows = [{"id": id_, "terms": " ".join(sorted(terms))} for id_, terms in postings]
        statement = ADD_SQLITE
    if rows:
        conn.execute(statement, rows)


def find_postings(conn: Connection, queries: Sequence[AllOf]) -> list[list[int]]:
    """Of each query the documents that have all of its terms. In no order."""
    if not queries:
        return []
    if conn.dialect.name == "postgresql":
        conn.execute(PLAN_POSTGRESQL)
        asked = ["&".join(map(quote_lexeme, terms)) for terms in queries]
        return [list(row[0]) for row in conn.execute(FIND_POSTGRESQL, {"queries": asked})]
    driver = (
        conn.connection.driver_connection
    )  # there are dozens of these, each done in less time than SQLAlchemy takes for it
    assert driver is not None
    return [[row[0] for row in driver.execute(FIND_SQLITE, (write_match(terms),)).fetchall()] for terms in queries]


def quote_lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def write_match(terms: AllOf) -> str:
    return " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
