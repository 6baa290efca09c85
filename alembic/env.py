"""Migrations against the tables of all features. `handrail migrate` hands over a connection; the `alembic` command makes one from the settings."""

import handrail.app  # noqa: F401  (importing the features declares their tables)
from handrail.core.migrate import with_connection
from handrail.settings import Settings
from sqlalchemy import Connection
from sqlmodel import SQLModel

from alembic import context


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with_connection(Settings.from_env().database_url, run)
