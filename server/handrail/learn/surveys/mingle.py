"""An anonymous response is written among others of its day. PostgreSQL tells whoever reads a row which transaction wrote it last, and keeps rows in the
order of their arrival: beside what is kept of people, either would tell whose it is. So each time some of them are written anew with it, by their random ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, select

from handrail.core.db import lock, table
from handrail.learn.tables import AnonymousResponse

AMONG = 50
responses = table(AnonymousResponse)


def lock_responses(conn: Connection, environment_id: str, survey: str) -> None:
    """Before any of them is touched: of two that write each other's anew, one waits."""
    lock(conn, f"anonymous responses {environment_id} {survey}")


def write_among_others(conn: Connection, row: Mapping[str, Any]) -> None:
    """`row`: all columns; in place of the one with its id, if there is one. After `lock_responses`."""
    mine = (responses.c.environment_id == row["environment_id"], responses.c.item == row["item"])
    alike = select(responses.c.id).where(*mine, responses.c.day == row["day"], responses.c.id != row["id"])
    others = conn.scalars(alike.order_by(func.random()).limit(AMONG)).all()
    anew = delete(responses).where(mine[0], responses.c.id.in_([*others, row["id"]])).returning(*responses.c)
    rows = {kept["id"]: kept for kept in conn.execute(anew).mappings()} | {row["id"]: row}
    conn.execute(responses.insert(), [dict(rows[id_]) for id_ in sorted(rows)])
