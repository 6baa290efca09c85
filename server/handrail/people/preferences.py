"""What a person opted out of. Blocks what starts by itself, never what they start by hand."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from handrail.conditions.authored import Slug
from handrail.content.compiled import Wire

MOST_AT_ONCE = 100


class Preferences(Wire):
    """`tours: false` switches off all automatic starts; `items` those of single items."""

    tours: bool = True
    items: dict[str, bool] = {}

    def allows(self, item: str) -> bool:
        return self.tours and self.items.get(item, True)


class PreferencesChange(BaseModel):
    """Only what is named changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    tours: bool | None = None
    items: Annotated[dict[Slug, bool], Field(max_length=MOST_AT_ONCE)] = {}


def change_preferences(before: Preferences, change: PreferencesChange) -> Preferences:
    tours = before.tours if change.tours is None else change.tours
    return Preferences(tours=tours, items={**before.items, **change.items})


def join_preferences(one: Preferences, other: Preferences) -> Preferences:
    """The stricter of both, item by item."""
    items = {**one.items, **other.items}
    return Preferences(
        tours=one.tours and other.tours,
        items={item: one.items.get(item, True) and other.items.get(item, True) for item in items},
    )
