"""Migrations against the tables of all features. `handrail migrate` hands over a connection; the `alembic` command makes one from the settings."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel import AutoString, SQLModel

import handrail.app  # noqa: F401  (importing the features declares their tables)
from handrail.core.migrate import with_connection
from handrail.settings import Settings


def render_item(kind: str, item: Any, _: object) -> str | Literal[False]:
    """SQLModel's own string is a plain one: a migration should not need SQLModel."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


def include_name(name: str | None, kind: str, _: object) -> bool:
    """The full-text index is another sort of table on each database: its migration makes it."""
    return kind != "table" or not (name or "").startswith("help_index")


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=render_item,
        include_name=include_name,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with_connection(Settings.from_env().database_url, run)
