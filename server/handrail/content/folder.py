"""A content folder on disk: its files by path. Every `*.json` but in folders called `schema`, and nothing whose name begins with a dot."""

from __future__ import annotations

import os
from pathlib import Path

from handrail.content.validation.parse import LARGEST

NOT_CONTENT = {"schema", "node_modules"}


class NoFolder(Exception):
    """There is no such folder."""


def read_folder(folder: Path) -> dict[str, bytes]:
    """By path with `/`, sorted. Of a file that is too large only so much that this shows. Links to folders are not followed."""
    if not folder.is_dir():
        raise NoFolder(f"there is no folder {folder}")
    files: dict[str, bytes] = {}
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in NOT_CONTENT and not name.startswith("."))
        for name in sorted(names):
            path = Path(base) / name
            if name.endswith(".json") and not name.startswith(".") and path.is_file():
                with path.open("rb") as file:
                    files[path.relative_to(folder).as_posix()] = file.read(LARGEST + 1)
    return files
