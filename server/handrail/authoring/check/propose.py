"""What locators that find nothing probably meant: tries in, the same with proposals out, and an outline of what is there instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handrail.authoring.check.look import Sought, Words
from handrail.authoring.check.results import Proposal, Try
from handrail.authoring.check.visit import Visit


async def propose(
    visit: Visit,
    words: Words,
    sought: Sought,
    tries: Sequence[Try],
    winner: int | None,
    others: Sequence[Sought] = (),
) -> tuple[tuple[Try, ...], tuple[Any, ...]]:
    """`others` are what other steps point at, which is less likely to be meant."""
    locators = [words.write(one) for one in sought.locators]
    taken = [[words.write(one) for one in other.locators] for other in others]
    found = await visit.ask("mend", locators, -1 if winner is None else winner, taken) or [[] for _ in tries]
    mended = tuple(
        one.model_copy(update={"proposals": tuple(Proposal.model_validate(each) for each in proposals)})
        if one.missing
        else one
        for one, proposals in zip(tries, found, strict=True)
    )
    outline = await visit.ask("outlineAround", locators) if winner is None else ()
    return mended, tuple(outline or ())
