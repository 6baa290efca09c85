"""What one person may get, and what of it may start by itself. Pure: what is published, and what is known of the person, in; choices out.

What is blocked is listed all the same, to be started by hand. Who is in the middle of a tour goes on with it, also when the audience has
moved on, and on the very item that they began, as long as their step is still there in the published one (under its name or as a `was`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.conditions.authored import to_milliseconds
from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.conditions.schema import Condition
from handrail.content.schema import Every, Frequency
from handrail.core.clock import from_iso
from handrail.people.preferences import Preferences
from handrail.progress.fold import Progress
from handrail.progress.state import State


@dataclass(frozen=True)
class Offer:
    """A published tour, as far as choosing needs it. `steps` are the names of its steps, former ones too."""

    id: str
    hash: str
    audience: Condition | None
    frequency: Frequency
    by_itself: bool
    where: Condition | None
    steps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """`hash` is that of the item to show; `auto`: it may start by itself."""

    offer: Offer
    hash: str
    auto: bool
    active: bool


def choose(offers: Iterable[Offer], state: State, context: Context, visit: str | None, now: int) -> list[Choice]:
    """`context` is what the server knows of the person; what it does not know is unknown, and unknown is not true."""
    choices = []
    for offer in offers:
        progress = state.progress.get(offer.id)
        active = progress is not None and progress.status == "active"
        if not active and offer.audience is not None and evaluate(offer.audience, context) is not True:
            continue
        auto = offer.by_itself and is_free(offer, state.preferences) and is_its_turn(offer, progress, visit, now)
        choices.append(Choice(offer, keep_hash(offer, progress), auto, active))
    return choices


def is_free(offer: Offer, preferences: Preferences) -> bool:
    return preferences.allows(offer.id)


def is_its_turn(offer: Offer, progress: Progress | None, visit: str | None, now: int) -> bool:
    """By its frequency. Going on with an active run is no start."""
    if progress is None:
        return True
    if progress.status == "active":
        return False
    match offer.frequency:
        case "once":
            return False
        case "until-completed":
            return not progress.completed and progress.visit != visit
        case "every-visit":
            return progress.visit != visit
        case Every(every=duration):
            return now - from_iso(progress.at) >= to_milliseconds(duration)


def keep_hash(offer: Offer, progress: Progress | None) -> str:
    if progress is None or progress.status != "active" or progress.hash is None:
        return offer.hash
    return progress.hash if progress.step is None or progress.step in offer.steps else offer.hash


def may_be_due(choice: Choice, url: Context) -> bool:
    """Whether the page is likely to need the body at once: `url` knows nothing but the address."""
    if choice.active:
        return True
    where = choice.offer.where
    return choice.auto and (where is None or evaluate(where, url) is not False)
