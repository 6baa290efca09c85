"""A database of each sort with the cast in it, for real server processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.ground import Ground
from tests.server.databases import copy_sqlite, make_template, run_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ground]:
    if request.param == "sqlite":
        template = make_template(f"sqlite:///{tmp_path}/template.db")
        ground = Ground(copy_sqlite(template, tmp_path / "handrail.db"), template.cast.acme, tmp_path)
        yield ground
        ground.stop_servers()
        return
    with run_postgresql() as postgresql:
        template = make_template(postgresql.create())
        ground = Ground(template.url, template.cast.acme, tmp_path)
        yield ground
        ground.stop_servers()
