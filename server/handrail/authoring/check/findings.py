"""What is wrong or worth knowing, where it stands, and in which walks it was seen. One finding is one place of the content."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from handrail.authoring.check.results import Proposal, WalkKey
from handrail.content.edit import Edit

Level = Literal["error", "warning", "note"]
RULES: dict[str, tuple[Level, str]] = {
    "target-missing": ("error", "A step's target is not one visible element"),
    "locator-stale": ("error", "A locator of a list finds nothing in any walk"),
    "outcome-missing": ("error", "A step waits for an element that is not there"),
    "page-failed": ("error", "A page could not be opened"),
    "page-elsewhere": ("error", "A page leads somewhere else"),
    "page-crashed": ("error", "A page crashed, or answers no more"),
    "link-broken": ("error", "A link leads to a page that is not there"),
    "sign-in-failed": ("error", "Nobody could be signed in"),
    "walk-failed": ("error", "A walk could not be finished"),
    "no-address": ("warning", "No address of a page is known"),
    "not-followed": ("warning", "A step could not be followed"),
    "not-reached": ("warning", "A step was not reached"),
    "never-settles": ("warning", "A page never comes to rest"),
    "never-walked": ("warning", "An item or a step was looked at in no walk"),
    "page-threw": ("note", "A script of the page threw"),
    "dialog": ("note", "The page opened a dialog of the browser"),
    "download": ("note", "The page would have downloaded something"),
    "skipped": ("note", "Left out, as site.json says"),
}


class Finding(BaseModel):
    """`file` is relative to the content folder; lines and columns count from 1. `fix`: edits of that file that would mend it, surely."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    rule: str
    level: Level
    file: str
    line: int = 1
    column: int = 1
    item: str
    step: str | None = None
    problem: str
    hint: str = ""
    walks: tuple[WalkKey, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    outline: tuple[object, ...] = ()
    fix: tuple[Edit, ...] = ()
    picture: str | None = None

    @property
    def seen_as(self) -> list[str]:
        """As whom, in which locale and how wide; none twice, as several items may have been walked so."""
        return [said for said in dict.fromkeys(str(walk) for walk in self.walks) if said]

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
