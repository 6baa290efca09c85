"""A content folder on disk: its files by path. Every `*.json` and every article, `*.md`, but in folders called `schema`, and nothing whose name begins with a dot.

The folder `check` at its root is no content either: it has what `handrail check` signs in with, which goes nowhere. Of other files those alone that the content names.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from handrail.content.article import LARGEST_ARTICLE
from handrail.content.media import LARGEST as LARGEST_MEDIA
from handrail.content.media import MediaFile, tell_type
from handrail.content.site_check import CHECK_FOLDER
from handrail.content.validation.markdown_file import is_article_file
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
        left_out = NOT_CONTENT | {CHECK_FOLDER} if Path(base) == folder else NOT_CONTENT
        folders[:] = sorted(name for name in folders if name not in left_out and not name.startswith("."))
        for name in sorted(names):
            path = Path(base) / name
            most = LARGEST if name.endswith(".json") else LARGEST_ARTICLE if is_article_file(name) else None
            if most is not None and not name.startswith(".") and path.is_file():
                with path.open("rb") as file:
                    files[path.relative_to(folder).as_posix()] = file.read(most + 1)
    return files


def replace_file(path: Path, content: bytes) -> None:
    """Put in place at once, so that no reader sees half of it; a link stays one, and who may read it stays so. Raises OSError."""
    path = path.resolve()
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.exists():
            Path(beside).chmod(path.stat().st_mode & 0o7777)
        else:
            Path(beside).chmod(0o666 & ~read_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def read_umask() -> int:
    """It can only be asked by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


class FolderMedia:
    """What `find` was asked for and found is in `found`, by path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: dict[str, MediaFile] = {}

    def find(self, path: str) -> MediaFile | None:
        """`None` when there is no such file within the folder; a link may not lead out of it."""
        if path not in self.found:
            try:
                file = self.locate(path)
                if not (file.is_file() and file.is_relative_to(self.folder.resolve())):
                    return None
                self.found[path] = describe_file(file)
            except (OSError, RuntimeError):  # not to be read; a link in a circle
                return None
        return self.found[path]

    def locate(self, path: str) -> Path:
        return (self.folder / path).resolve()


def describe_file(file: Path) -> MediaFile:
    with file.open("rb") as opened:
        type_ = tell_type(opened.read(LARGEST_MEDIA["captions"] + 1))
        opened.seek(0)
        return MediaFile(hashlib.file_digest(opened, "sha256").hexdigest(), type_, file.stat().st_size)
