"""Which documents are worth reading: those that have the rarest words of a query, and have them where they count.

Ranking reads the documents themselves, so nothing is lost by it but their order here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from handrail.help.search.bits import Sums
from handrail.help.search.holdings import Holding, Holdings
from handrail.help.search.query import Word
from handrail.help.search.rank import Alternative, measure_rarity
from handrail.help.search.stacks import Stacks
from handrail.help.search.vocabulary import KnownWord

STRENGTHS = (1.0, 0.4)  # of a word where it counts, and of one that is merely there
READ = 50
FINE = 1 << 14  # a score as a whole number


@dataclass
class Sought:
    """A word of the query under way. `ways` by scope: what stands for it; `corrections` where nothing had it.

    `holders`: who has it, by what their having it is worth, each once; `found`: whether there are any.
    """

    word: Word
    ways: dict[int, list[Alternative]] = field(default_factory=dict)
    corrections: dict[int, list[KnownWord]] = field(default_factory=dict)
    holders: list[tuple[float, int]] = field(default_factory=list)
    rarity: float = 0.0

    @property
    def found(self) -> bool:
        return bool(self.holders)


def look_up(sought: Sequence[Sought], stacks: Stacks) -> None:
    """Fills in who has each word, and how rare it is. What is not there neither takes another's place nor passes for a word that is known."""
    asked = [
        (one, way.weight, (scope_id, way.terms))
        for one in sought
        for scope_id, ways in one.ways.items()
        for way in ways
    ]
    by_word: dict[int, dict[float, int]] = {id(one): {} for one in sought}
    for (one, weight, _), found in zip(asked, stacks.find([terms for *_, terms in asked]), strict=True):
        worths = by_word[id(one)]
        for strength, bits in zip(STRENGTHS, found, strict=True):
            worths[weight * strength] = worths.get(weight * strength, 0) | bits
    for one in sought:
        taken, one.holders = 0, []
        for worth, bits in sorted(by_word[id(one)].items(), reverse=True):
            if mine := bits & ~taken:
                one.holders.append((worth, mine))
                taken |= mine
        one.rarity = measure_rarity(taken.bit_count(), stacks.number)


def choose_likeliest(sought: Iterable[Sought], holdings: Holdings, may: Callable[[Holding], bool]) -> list[Holding]:
    words = [one for one in sought if one.found]
    most = sum(one.rarity for one in words)
    sums = Sums()
    for one in words:
        for worth, bits in one.holders:
            sums.add(bits, max(1, round(FINE * worth * one.rarity / most)))
    found = (holdings.all[place] for place in sums.list_highest())
    return list(islice(filter(may, found), READ))
