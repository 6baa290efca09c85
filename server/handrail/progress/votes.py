"""What a person said of articles ("Did this help?"), and what follows from it: events in, the last word on each article out. Pure.

An article that did not help is not offered first again: there is something else to try, or somebody to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from handrail.progress.fold import Happened, order_events

T = TypeVar("T")
OF_VOTES = frozenset({"article_voted"})
MOST_KEPT = 200  # they travel with each sync
Votes = Mapping[str, bool]
"""By article: whether it helped."""


def fold_votes(events: Iterable[Happened]) -> dict[str, bool]:
    """In the order of their articles' names; of very many, the newest."""
    last: dict[str, bool] = {}
    for event in order_events(event for event in events if event.name in OF_VOTES):
        helped = event.prop("helped")
        if event.item is not None and isinstance(helped, bool):
            last.pop(event.item, None)
            last[event.item] = helped
    return dict(sorted(list(last.items())[-MOST_KEPT:]))


def rank_after_votes(found: Sequence[T], votes: Votes, article_of: Callable[[T], str | None]) -> list[T]:
    """`found`, best first, with what did not help this person behind all the rest. `article_of`: its id; None for what is no article."""

    def did_not_help(one: T) -> bool:
        article = article_of(one)
        return article is not None and votes.get(article) is False

    return sorted(found, key=did_not_help)
