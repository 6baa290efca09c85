"""What a walk saw, as it is kept and reported: one model per thing seen. Paths lead into the JSON of the item's file."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from handrail.content.validation.faults import Path

Missing = Literal["absent", "hidden", "ambiguous"]
Status = Literal["passed", "broken", "passed over", "not followed", "not reached"]
Use = Literal["target", "highlight", "condition"]


class Seen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Proposal(Seen):
    """What would find the element that was probably meant, in the words of one locale. `sure`: exactly one visible element, and nothing else that is as likely."""

    locator: dict[str, Any]
    matches: int = 1
    stability: str = ""
    why: str = ""
    sure: bool = False


class Try(Seen):
    """One locator of a list. `culprit` leads to the part of it that finds nothing: itself, its `within`, a frame of it; `tag` is the locale whose name that part was looked for by."""

    path: Path
    missing: Missing | None = None
    matches: int = 0
    culprit: Path = ()
    tag: str | None = None
    proposals: tuple[Proposal, ...] = ()


class Sighting(Seen):
    """One place of the content that names an element. `winner`: which of its locators found it. `optional`: it may be missing, but not in every walk."""

    path: Path
    use: Use = "target"
    tries: tuple[Try, ...]
    winner: int | None = None
    optional: bool = False
    outline: tuple[Any, ...] = ()


class Box(Seen):
    """Where in the picture, as shares of its width and height."""

    left: float
    top: float
    width: float
    height: float


class Remark(Seen):
    """What else went otherwise than it should. `rule` is one of `rules.RULES`."""

    rule: str
    problem: str
    fix: str = ""
    path: Path = ()


class StepResult(Seen):
    id: str
    title: str = ""
    path: Path = ()
    status: Status = "passed"
    address: str = ""
    did: str = ""
    sightings: tuple[Sighting, ...] = ()
    remarks: tuple[Remark, ...] = ()
    picture: str | None = None
    box: Box | None = None


class WalkKey(Seen):
    item: str
    role: str
    locale: str
    viewport: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.role, self.locale, self.viewport) if part)


class WalkResult(Seen):
    """One item, walked once. `remarks`: those that are about no step."""

    key: WalkKey
    kind: str
    file: str
    steps: tuple[StepResult, ...] = ()
    remarks: tuple[Remark, ...] = ()
    seconds: float = 0.0
