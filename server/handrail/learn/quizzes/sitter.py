"""Whoever takes a quiz, as far as it matters here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from handrail.conditions.context import Context, TrackedEvent
from handrail.content.published import Published
from handrail.progress.audience import describe_person
from handrail.progress.fold import Progress
from handrail.progress.renamed import name_formers, rename_state
from handrail.progress.state import State
from handrail.progress.store import Owner


@dataclass(frozen=True)
class Sitter:
    """`slug`: the quiz that they ask for, by its present name or a former one. `traits` and `account` are JSON text; `state` as it is kept; `known`: signed in."""

    owner: Owner
    slug: str
    published: Published | None
    traits: str
    account: str
    state: State
    known: bool
    address: str
    locale: str

    @cached_property
    def names(self) -> frozenset[str]:
        """What the quiz is and was called."""
        found = self.published.startables.get(self.present(self.slug)) if self.published else None
        return frozenset({self.slug, *((found.id, *found.item.was) if found else ())})

    def present(self, name: str) -> str:
        return name_formers(self.published).get(name, name) if self.published else name

    def progress(self, item: str) -> Progress | None:
        """Under the name that the item has now."""
        state = rename_state(self.state, name_formers(self.published)) if self.published else self.state
        return state.progress.get(self.present(item))

    def describe(self, tracked: Sequence[TrackedEvent], now: int) -> Context | None:
        """What the server knows of them; None where nothing is published."""
        if self.published is None:
            return None
        state = rename_state(self.state, name_formers(self.published))
        return describe_person(self.published, self.traits, self.account, state, tracked, now, self.locale or None)
