"""What is wrong with content, and where. One fault is one line: `file:line:column: what is wrong; what would be right`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Path = tuple[str | int, ...]


class Fault(BaseModel):
    """A `warning` stops nothing. Lines and columns count from 1, columns in characters."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    file: str
    line: Annotated[int, Field(ge=1)] = 1
    column: Annotated[int, Field(ge=1)] = 1
    problem: str
    fix: str = ""
    severity: Literal["fault", "warning"] = "fault"

    def __str__(self) -> str:
        kind = "warning: " if self.severity == "warning" else ""
        right = f"; {self.fix}" if self.fix else ""
        return f"{self.file}:{self.line}:{self.column}: {kind}{self.problem}{right}"


def suggest(wrong: object, known: Iterable[str], otherwise: str = "", few: int = 12) -> str:
    """`did you mean "title"?`, else what there is when that is few, else `otherwise`."""
    names = list(dict.fromkeys(known))
    close = get_close_matches(str(wrong), names, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    return f"there is {', '.join(names)}" if 0 < len(names) <= few else otherwise


def write_path(path: Path) -> str:
    """`("steps", 2, "text")` -> `steps[2].text`."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return written.removeprefix(".")
