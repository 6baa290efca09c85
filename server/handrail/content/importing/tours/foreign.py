"""A tour of another library in the words that they have in common: what each reader makes, and `build.py` turns into ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from handrail.conditions.schema import Condition
from handrail.content.importing.tours.words import Words
from handrail.content.step import Act, Placement

PLACEMENTS: frozenset[str] = frozenset(get_args(Placement))


@dataclass
class ForeignButton:
    """`to` is a step's id as its library has it; `url` where it leads."""

    label: str
    do: Act
    line: int
    to: str = ""
    url: str = ""


@dataclass
class ForeignStep:
    """`selector` is empty for a step about the page as a whole."""

    line: int
    id: str = ""
    key: str = ""
    """What others name it by, where that is no id for people."""
    title: Words | None = None
    text: Words | None = None
    selector: str = ""
    says: str = ""
    """What the element says, where there is no selector."""
    placement: Placement | None = None
    kind: Literal["spotlight", "tooltip", "modal", "slide-out"] | None = None
    interaction: Literal["blocked", "open"] | None = None
    advance: Literal["click", "change"] | None = None
    advance_when: Condition | None = None
    buttons: list[ForeignButton] = field(default_factory=list)
    """Empty: Next, as it is without any."""
    page: str = ""
    leads_to: str = ""
    """The page to which code goes when it goes on."""
    padding: float | None = None
    radius: float | None = None
    highlights: list[str] = field(default_factory=list)
    skips_missing: bool = False
    waits: float | None = None
    """For its target, ms."""


@dataclass
class ForeignTour:
    """`id` is its own; without one it is called after its `name` in the code. `start` is empty for one that code starts."""

    line: int
    id: str = ""
    name: str = ""
    title: str = ""
    steps: list[ForeignStep] = field(default_factory=list)
    start: list[str] = field(default_factory=list)
    """The pages on which it starts by itself; `*` is each."""
    until_completed: bool = False
    started_at: int = 0
    """The line of the code that starts it."""


def read_placement(said: str) -> Placement | None:
    return said if said in PLACEMENTS else None  # type: ignore[return-value]  # just asked
