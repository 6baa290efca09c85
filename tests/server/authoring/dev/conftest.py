from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.authoring.dev.desk import Desk, open_desk, write_folder
from tests.server.content.writing import write_files, write_tour


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a site and one tour."""
    path = tmp_path / "acme"
    write_folder(path, write_files(write_tour()))
    return path


@pytest.fixture
async def desk(folder: Path) -> AsyncIterator[Desk]:
    async with open_desk(folder) as desk:
        yield desk
