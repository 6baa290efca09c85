"""What one person is offered, from what is kept about them as text.

Where nothing that is published asks for events of the host or how long ago something was, the same text means the same choices until the
next turn (a schedule begins or ends): they are remembered by that text, which is read anew with each sync, so what was declined elsewhere
counts at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from handrail.conditions.context import TrackedEvent
from handrail.progress.audience import describe_person
from handrail.progress.renamed import Formerly, rename_state
from handrail.progress.state import read_state, write_preferences, write_progress
from handrail.sync.beside import Entry, choose_entries
from handrail.sync.choose import Choice, choose
from handrail.sync.hold_out import is_chosen, is_held
from handrail.sync.shelf import Shelf

NOTHING: frozenset[str] = frozenset()
LONGEST_REMEMBERED = 10_000  # characters: a page may report tours without end, and memory has one


class Kept(NamedTuple):
    """A person's state as text, in the order of `STATE_OF`."""

    progress: str = "{}"
    preferences: str = '{"tours":true,"items":{}}'
    starts: str = "{}"
    votes: str = "{}"


class Ask(NamedTuple):
    """Who asks: traits, account and state as text, the locale as the page said it, and the visit. `held`: what is held back from them; `apart`: what starts for a share of people that they are not in. `known`: signed in, and it matters."""

    traits: str
    account: str
    progress: str
    preferences: str
    locale: str
    visit: str | None
    held: frozenset[str] = NOTHING
    known: bool = False
    apart: frozenset[str] = NOTHING

    @property
    def length(self) -> int:
        return sum(map(len, self[:4]))


class Due(NamedTuple):
    """`revision` changes whenever a page would get other items. `beside`: what is listed beside tours, and is not everybody's. `traits`: those that the texts of these items name, as JSON; `themes`: those that they have."""

    choices: Sequence[Choice]
    beside: Sequence[Entry]
    revision: str
    traits: str
    themes: str


def find_due(shelf: Shelf, ask: Ask, tracked: Sequence[TrackedEvent], now: int) -> Due:
    if shelf.timeless and ask.length <= LONGEST_REMEMBERED:
        return find_timeless(shelf, ask, shelf.last_turn(now))
    return find_due_now(shelf, ask, tracked, now)


@lru_cache(maxsize=4_096)
def find_timeless(shelf: Shelf, ask: Ask, turn: int) -> Due:
    return find_due_now(shelf, ask, (), turn)


def find_due_now(shelf: Shelf, ask: Ask, tracked: Sequence[TrackedEvent], now: int) -> Due:
    if shelf.published is None:
        return describe_due(shelf, ask, (), ())
    state = read_state(ask.progress, ask.preferences)
    context = describe_person(shelf.published, ask.traits, ask.account, state, tracked, now, ask.locale)
    choices = choose(shelf.offers, state, context, ask.visit, now, ask.held, ask.apart)
    return describe_due(shelf, ask, choices, tuple(choose_entries(shelf.beside.others, context, ask.known, now)))


def describe_due(shelf: Shelf, ask: Ask, choices: Sequence[Choice], beside: Sequence[Entry]) -> Due:
    parts = [shelf.published.version_id if shelf.published else "", shelf.locale, ask.progress, ask.preferences]
    parts += [f"{choice.offer.id} {choice.hash} {choice.auto} {choice.held}" for choice in choices]
    parts += [entry.name for entry in beside]
    revision = blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
    themes = {*(shelf.theme_of[choice.offer.id] for choice in choices), *(entry.theme for entry in beside)}
    return Due(choices, beside, revision, pick_traits(shelf, ask.traits, choices), write_themes(shelf, themes))


def pick_traits(shelf: Shelf, traits: str, choices: Sequence[Choice]) -> str:
    named = {trait for choice in choices for trait in shelf.traits[choice.offer.id]}
    return json.dumps({trait: value for trait, value in json.loads(traits).items() if trait in named})


def write_themes(shelf: Shelf, used: Set[str]) -> str:
    """A theme that is not published is no more missed than `default`: the page has its own."""
    named = {"default"} | used | shelf.beside.themes
    return "{" + ",".join(f'"{id_}":{shelf.themes[id_]}' for id_ in sorted(named & shelf.themes.keys())) + "}"


def find_held(shelf: Shelf, person_id: str) -> frozenset[str]:
    if not shelf.hold_outs:
        return NOTHING
    return frozenset(one.item for one in shelf.hold_outs if is_held(person_id, one.name, one.share))


def find_apart(shelf: Shelf, person_id: str) -> frozenset[str]:
    if not shelf.shares:
        return NOTHING
    return frozenset(one.item for one in shelf.shares if not is_chosen(person_id, one.name, one.share))


def carry_over(shelf: Shelf, kept: Kept) -> Kept:
    """What was kept of what is called otherwise now."""
    if not shelf.formerly or len(kept.progress) + len(kept.preferences) > LONGEST_REMEMBERED:
        return rename_kept(shelf.formerly, kept) if shelf.formerly else kept
    return carry_short(shelf, kept)


@lru_cache(maxsize=1_024)
def carry_short(shelf: Shelf, kept: Kept) -> Kept:
    return rename_kept(shelf.formerly, kept)


def rename_kept(formerly: Formerly, kept: Kept) -> Kept:
    state = rename_state(read_state(kept.progress, kept.preferences), formerly)
    return kept._replace(progress=write_progress(state.progress), preferences=write_preferences(state.preferences))
