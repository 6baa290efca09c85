"""What one person is offered, from what is kept about them as text.

Where nothing that is published asks for the time or for events of the host, the same text means the same choices: they are remembered by
that text, which is read anew with each sync, so what was declined elsewhere counts at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from handrail.conditions.context import TrackedEvent
from handrail.progress.audience import describe_person
from handrail.progress.state import read_state
from handrail.sync.choose import Choice, choose
from handrail.sync.shelf import Shelf

LONGEST_REMEMBERED = 10_000  # characters: a page may report tours without end, and memory has one


class Kept(NamedTuple):
    """A person's state as text, in the order of `STATE_OF`."""

    progress: str = "{}"
    preferences: str = '{"tours":true,"items":{}}'
    starts: str = "{}"


class Ask(NamedTuple):
    """Who asks: traits, account and state as text, the locale as the page said it, and the visit."""

    traits: str
    account: str
    progress: str
    preferences: str
    locale: str
    visit: str | None

    @property
    def length(self) -> int:
        return sum(map(len, self[:4]))


class Due(NamedTuple):
    """`revision` changes whenever a page would get other items. `traits`: those that the texts of these items name, as JSON."""

    choices: Sequence[Choice]
    revision: str
    traits: str


def find_due(shelf: Shelf, ask: Ask, tracked: Sequence[TrackedEvent], now: int) -> Due:
    if shelf.timeless and ask.length <= LONGEST_REMEMBERED:
        return find_timeless(shelf, ask)
    return describe_due(shelf, ask, choose_now(shelf, ask, tracked, now))


@lru_cache(maxsize=4_096)
def find_timeless(shelf: Shelf, ask: Ask) -> Due:
    return describe_due(shelf, ask, choose_now(shelf, ask, (), 0))


def choose_now(shelf: Shelf, ask: Ask, tracked: Sequence[TrackedEvent], now: int) -> Sequence[Choice]:
    if shelf.published is None:
        return []
    state = read_state(ask.progress, ask.preferences)
    context = describe_person(shelf.published, ask.traits, ask.account, state, tracked, now, ask.locale)
    return choose(shelf.offers, state, context, ask.visit, now)


def describe_due(shelf: Shelf, ask: Ask, choices: Sequence[Choice]) -> Due:
    parts = [shelf.published.version_id if shelf.published else "", shelf.locale, ask.progress, ask.preferences]
    parts += [f"{choice.offer.id} {choice.hash} {choice.auto}" for choice in choices]
    revision = blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
    return Due(choices, revision, pick_traits(shelf, ask.traits, choices))


def pick_traits(shelf: Shelf, traits: str, choices: Sequence[Choice]) -> str:
    named = {trait for choice in choices for trait in shelf.traits[choice.offer.id]}
    return json.dumps({trait: value for trait, value in json.loads(traits).items() if trait in named})
