"""What one person is offered, from what is kept about them as text.

Where nothing that is published asks for the time or for events of the host, the same text means the same choices: they are remembered by
that text, which is read anew with each sync, so what was declined elsewhere counts at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from handrail.conditions.context import TrackedEvent
from handrail.progress.audience import describe_person
from handrail.progress.state import read_state
from handrail.sync.answer import Kept
from handrail.sync.choose import Choice, choose
from handrail.sync.shelf import Shelf

LONGEST_REMEMBERED = 10_000  # characters: a page may report tours without end, and memory has one


@dataclass(frozen=True)
class Ask:
    """Who asks: traits, account and state as text, the locale as the page said it, and the visit."""

    traits: str
    account: str
    kept: Kept
    locale: str
    visit: str | None

    @property
    def length(self) -> int:
        return sum(map(len, (self.traits, self.account, self.kept.progress, self.kept.preferences)))


def choose_for(shelf: Shelf, ask: Ask, tracked: Sequence[TrackedEvent], now: int) -> Sequence[Choice]:
    if shelf.timeless and ask.length <= LONGEST_REMEMBERED:
        return choose_timeless(shelf, ask)
    return choose_now(shelf, ask, tracked, now)


@lru_cache(maxsize=4_096)
def choose_timeless(shelf: Shelf, ask: Ask) -> Sequence[Choice]:
    return choose_now(shelf, ask, (), 0)


def choose_now(shelf: Shelf, ask: Ask, tracked: Sequence[TrackedEvent], now: int) -> Sequence[Choice]:
    if shelf.published is None:
        return ()
    state = read_state(ask.kept.progress, ask.kept.preferences)
    context = describe_person(shelf.published, ask.traits, ask.account, state, tracked, now, ask.locale)
    return tuple(choose(shelf.offers, state, context, ask.visit, now))
