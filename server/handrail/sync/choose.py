"""What one person may get, and what of it may start by itself. Pure: what is published, and what is known of the person, in; choices out.

What is blocked is listed all the same, to be started by hand; what is not there yet, or no more, is not. Who is in the middle of a tour,
or put it off, goes on with it, also when the audience has moved on, and on the very item that they began, as long as their step is still
there in the published one (under its name or as a `was`). What they are in the middle of is what their page says: beyond the audience it has
to name the item's hash, which nobody knows who was never given it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from handrail.conditions.authored import to_milliseconds
from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.conditions.schema import Condition
from handrail.content.startable import Every, Frequency
from handrail.core.clock import from_iso
from handrail.people.preferences import Preferences
from handrail.progress.fold import Progress
from handrail.progress.state import State

UNDER_WAY = ("active", "snoozed")


@dataclass(frozen=True)
class Offer:
    """What is published and starts, as far as choosing needs it. `names`: its own and the former ones; `steps`: the names of a tour's steps, former ones too.

    It is there from `since` on, and until `until`, in milliseconds.
    """

    id: str
    hash: str
    audience: Condition | None
    frequency: Frequency
    by_itself: bool
    where: Condition | None
    steps: frozenset[str] | None
    names: frozenset[str] = frozenset()
    priority: int = 0
    group: str | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """`hash` is that of the item to show; `auto`: it may start by itself, or go on by itself after it was put off.

    `under_way`: begun, and not ended. `held`: what would start by itself is held back from this person. `claimed`: the older hash by which somebody
    beyond the audience goes on with it; whether it was ever this item's is for the caller to look up.
    """

    offer: Offer
    hash: str
    auto: bool
    under_way: bool
    held: bool = False
    claimed: str | None = None


def choose(
    offers: Iterable[Offer],
    state: State,
    context: Context,
    visit: str | None,
    now: int,
    held: Set[str] = frozenset(),
    apart: Set[str] = frozenset(),
) -> list[Choice]:
    """`context` is what the server knows of the person; what it does not know is unknown, and unknown is not true.

    `held`: what is held back from them; `apart`: what starts by itself for a share of people that they are not in.
    """
    there = [offer for offer in offers if is_there(offer, now)]
    busy = find_busy(there, state, visit)
    choices = []
    for offer in there:
        progress = state.progress.get(offer.id)
        under_way = progress is not None and progress.status in UNDER_WAY
        is_for = offer.audience is None or evaluate(offer.audience, context) is True
        named = progress.hash if progress and under_way else None
        if not is_for and named is None:
            continue
        auto = (
            comes_by_itself(offer, progress)
            and is_free(offer, state.preferences)
            and is_its_turn(offer, progress, visit, now)
            and (under_way or (offer.id not in apart and find_rival(offer, busy) is None))
        )
        claimed = None if is_for or named == offer.hash else named
        choices.append(Choice(offer, keep_hash(offer, progress), auto, under_way, offer.id in held, claimed))
    return choices


def is_there(offer: Offer, now: int) -> bool:
    return (offer.since is None or offer.since <= now) and (offer.until is None or now < offer.until)


def comes_by_itself(offer: Offer, progress: Progress | None) -> bool:
    """What was put off comes back, also what was started by hand."""
    return offer.by_itself or (progress is not None and progress.status == "snoozed")


def is_free(offer: Offer, preferences: Preferences) -> bool:
    return preferences.allows(offer.id)


def is_its_turn(offer: Offer, progress: Progress | None, visit: str | None, now: int) -> bool:
    """By its frequency. Going on with an active run is no start; one that was put off comes back whatever the frequency."""
    if progress is None or progress.status == "snoozed":
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


def find_busy(there: Iterable[Offer], state: State, visit: str | None) -> Mapping[str, list[str]]:
    """By group: those under way, put off, or started in this very visit."""
    busy: dict[str, list[str]] = {}
    for offer in there:
        progress = state.progress.get(offer.id) if offer.group else None
        if offer.group and progress and (progress.status in UNDER_WAY or progress.visit == visit):
            busy.setdefault(offer.group, []).append(offer.id)
    return busy


def find_rival(offer: Offer, busy: Mapping[str, list[str]]) -> str | None:
    """Another of its group, that stands in its way."""
    return next((id_ for id_ in busy.get(offer.group or "", ()) if id_ != offer.id), None)


def keep_hash(offer: Offer, progress: Progress | None) -> str:
    if progress is None or progress.status not in UNDER_WAY or progress.hash is None:
        return offer.hash
    still_there = progress.step is None or offer.steps is None or progress.step in offer.steps
    return progress.hash if still_there else offer.hash


def may_be_due(choice: Choice, url: Context) -> bool:
    """Whether the page is likely to need the body at once: `url` knows nothing but the address."""
    if choice.under_way:
        return True
    where = choice.offer.where
    return choice.auto and not choice.held and (where is None or evaluate(where, url) is not False)
