"""What is in the tables, for what no door shows: that nothing was written, or that everything is gone."""

from __future__ import annotations

from sqlalchemy import Connection, func, select
from sqlmodel import SQLModel
from starlette.applications import Starlette

from tests.server.cast import services_of


async def count_rows(app: Starlette, table: str) -> int:
    def count(conn: Connection) -> int:
        return conn.scalar(select(func.count()).select_from(SQLModel.metadata.tables[table])) or 0

    return await services_of(app).db.scan(count)
