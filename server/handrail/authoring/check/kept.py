"""What was walked so far, in a small file: a line when it began, a line for each walk. A run that was stopped goes on from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from handrail.authoring.check.results import WalkKey, WalkResult

NAME = ".handrail-check.jsonl"
AGAIN = {"sign-in-failed", "walk-failed", "page-crashed"}
"""What may go better the next time."""


class Kept:
    """`stamps`: a digest of all that a walk of an item depends on, by its file."""

    def __init__(self, file: Path, stamps: Mapping[str, str]) -> None:
        self.file = file
        self.stamps = stamps

    def read(self) -> dict[WalkKey, WalkResult]:
        """Those that hold still: of files that are as they were. A line that was cut off is none."""
        found: dict[WalkKey, WalkResult] = {}
        try:
            lines = self.file.read_text("utf-8").splitlines()
        except (OSError, UnicodeError):
            return found
        for line in lines:
            try:
                kept = json.loads(line)
                result = WalkResult.model_validate(kept["walk"])
            except (ValueError, KeyError, TypeError, ValidationError):
                continue
            failed = AGAIN & {remark.rule for remark in result.remarks}
            if kept.get("stamp") == self.stamps.get(result.file) and not failed:
                found[result.key] = result
        return found

    def begin(self, kept: Mapping[WalkKey, WalkResult]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text("", "utf-8")
        for result in kept.values():
            self.add(result)

    def add(self, result: WalkResult) -> None:
        line = json.dumps(
            {"stamp": self.stamps.get(result.file), "walk": result.model_dump(mode="json")}, ensure_ascii=False
        )
        with self.file.open("a", encoding="utf-8") as opened:
            opened.write(f"{line}\n")

    def end(self) -> None:
        """All of it was walked."""
        self.file.unlink(missing_ok=True)


def make_stamps(files: Mapping[str, bytes], url: str, pictures: bool) -> dict[str, str]:
    """By file: itself, the site, where the app is, and whether there are pictures."""
    site = files.get("site.json", b"")
    return {
        file: hashlib.sha256(b"\0".join([site, raw, url.encode(), bytes([pictures])])).hexdigest()[:16]
        for file, raw in files.items()
    }
