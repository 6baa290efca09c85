"""A figure and what it has to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Line:
    """`budget` None: only shown. `limit` says on which side of the budget it has to be, `aim` is what would be better still."""

    what: str
    measured: float
    budget: float | None = None
    aim: float | None = None
    limit: Literal["least", "most"] = "least"

    @property
    def met(self) -> bool:
        return self.budget is None or self.reaches(self.budget)

    def reaches(self, goal: float) -> bool:
        return self.measured >= goal if self.limit == "least" else self.measured <= goal

    def write(self, width: int) -> str:
        number = f"{self.measured:.2f}" if abs(self.measured) < 10 else f"{self.measured:,.0f}"
        if self.budget is None:
            return f"{self.what:<{width}}  {number:>8}"
        aim = "" if self.aim is None else f"  aim {self.aim:>6,g}"
        verdict = "missed" if not self.met else "aim met" if self.aim is not None and self.reaches(self.aim) else "met"
        return f"{self.what:<{width}}  {number:>8}  {self.limit:<5} {self.budget:>6,g}{aim}  {verdict}"
