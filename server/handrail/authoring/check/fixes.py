"""From edits to a patch, or to the files themselves. Nothing is written that somebody has changed meanwhile."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path as FilePath

from handrail.authoring.check.findings import Finding
from handrail.content.edit import EditConflict, NoPlace, apply_edits
from handrail.content.folder import replace_file


def fix_texts(texts: dict[str, str], findings: Iterable[Finding]) -> tuple[dict[str, str], list[Finding]]:
    """The texts of those files that change, and the findings that are mended."""
    fixed = dict(texts)
    mended = []
    for finding in findings:
        if not finding.fix or finding.file not in fixed:
            continue
        try:
            fixed[finding.file] = apply_edits(fixed[finding.file], finding.fix)
        except (NoPlace, EditConflict):  # another finding has changed the same place
            continue
        mended.append(finding)
    return {file: text for file, text in fixed.items() if text != texts[file]}, mended


def write_patch(before: dict[str, str], after: dict[str, str], folder: str) -> str:
    """A unified diff that `git apply` and `patch -p1` take, from the directory that `folder` is relative to."""
    parts: list[str] = []
    for file, text in sorted(after.items()):
        name = "/".join(part for part in (folder.strip("/"), file) if part not in ("", "."))
        lines = difflib.unified_diff(split_lines(before[file]), split_lines(text), f"a/{name}", f"b/{name}")
        for line in lines:
            parts.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(parts)


def split_lines(text: str) -> list[str]:
    """As `git` and `patch` count them: other characters that end a line for Python stand within one for them."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [line for line in text.split("\n")[-1:] if line]


class ChangedMeanwhile(Exception):
    """A file is not as it was when it was checked; nothing was written."""


def write_fixes(folder: FilePath, before: dict[str, str], after: dict[str, str]) -> None:
    """Raises `ChangedMeanwhile`."""
    for file in after:
        if (folder / file).read_bytes() != before[file].encode():
            raise ChangedMeanwhile(f"{folder / file} was changed meanwhile; nothing was written, run it again")
    for file, text in after.items():
        replace_file(folder / file, text.encode())
