"""Datasette, unmodified: a table of birds to browse, filter and query."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from starlette.types import ASGIApp

BIRDS = [("Wren", 10, "woods"), ("Heron", 1500, "water"), ("Robin", 18, "gardens"), ("Osprey", 1600, "water")]


def create_datasette(folder: Path) -> ASGIApp:
    from datasette.app import Datasette

    file = folder / "birds.db"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("create table birds (id integer primary key, name text, grams integer, found_in text)")
        database.executemany("insert into birds (name, grams, found_in) values (?, ?, ?)", BIRDS)
    app: ASGIApp = Datasette([str(file)]).app()
    return app
