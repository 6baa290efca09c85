"""From proposals to edits of the file, and from edits to a patch or to the files themselves. Only what is sure is ever an edit."""

from __future__ import annotations

import difflib
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any

from handrail.authoring.check.findings import Finding
from handrail.authoring.check.results import Proposal, Try
from handrail.authoring.check.wording import read_at
from handrail.content.edit import Edit, EditConflict, NoPlace, apply_edits
from handrail.content.validation.faults import Path


def make_edits(item: Any, tries: Iterable[Try]) -> list[Edit]:
    """What would mend each locator that finds nothing: its one wrong word, in the locale where it is wrong, else the locator as a whole. Walks that want different things at one place mend nothing there."""
    wanted: dict[Path, list[Edit]] = defaultdict(list)
    for one in tries:
        sure = next((proposal for proposal in one.proposals if proposal.sure), None) if one.missing else None
        edit = make_edit(item, one, sure) if sure else None
        if edit and edit not in wanted[edit.path]:
            wanted[edit.path].append(edit)
    return [edits[0] for edits in wanted.values() if len(edits) == 1]


def make_edit(item: Any, one: Try, proposal: Proposal) -> Edit | None:
    place = one.path
    there = read_at(item, place)
    if not isinstance(there, dict):
        return None
    if proposal.way is None:
        return Edit(op="set", path=place, value=proposal.locator, was=there)
    word, said = proposal.locator[proposal.way], there.get(proposal.way)
    path = (*place, proposal.way)
    if isinstance(said, dict):
        tag = one.tag if one.tag is not None else next(iter(said))
        return Edit(op="set", path=(*path, tag), value=word, was=said.get(tag))
    return Edit(op="set", path=path, value=word, was=said)


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
        lines = difflib.unified_diff(
            before[file].splitlines(keepends=True), text.splitlines(keepends=True), f"a/{name}", f"b/{name}"
        )
        for line in lines:
            parts.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(parts)


class ChangedMeanwhile(Exception):
    """A file is not as it was when it was checked; nothing was written."""


def write_fixes(folder: FilePath, before: dict[str, str], after: dict[str, str]) -> None:
    """Each beside its place and then put there at once. Raises `ChangedMeanwhile`."""
    for file in after:
        if (folder / file).read_bytes() != before[file].encode():
            raise ChangedMeanwhile(f"{folder / file} was changed meanwhile; nothing was written, run it again")
    for file, text in after.items():
        fresh = (folder / file).with_name(f".{FilePath(file).name}.{os.getpid()}")
        fresh.write_bytes(text.encode())
        fresh.replace(folder / file)
