"""What a locator that finds nothing probably meant: tries in, the same with proposals out, and an outline of what is there instead."""

from __future__ import annotations

from typing import Any

from handrail.authoring.check.look import Sought, Words
from handrail.authoring.check.results import Try
from handrail.authoring.check.visit import Visit


async def propose(
    visit: Visit, words: Words, sought: Sought, tries: tuple[Try, ...], winner: int | None
) -> tuple[tuple[Try, ...], tuple[Any, ...]]:
    return tries, ()
