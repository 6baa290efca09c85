"""How content names one element of a page."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    Field,
    model_validator,
)

from handrail.conditions.authored import ByKind, Locale, Model, Shape, ShortText, Words

Localised = Annotated[
    Annotated[ShortText, Words] | Annotated[Annotated[dict[Locale, ShortText], Field(min_length=1)], Shape], ByKind
]
Role = Annotated[str, Field(pattern=r"^[a-z]{2,30}$", description="An ARIA role, as in button.")]


class Locator(Model):
    """How to find one element by what the user sees. The first of a list that finds exactly one visible element wins."""

    test_id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """What `data-testid` says. The most trusted way."""
    role: Role | None = None
    name: Localised | None = None
    """The accessible name, one or one per locale. Goes with `role`."""
    label: Localised | None = None
    """The label of a form field."""
    text: Localised | None = None
    """What the element says."""
    css: ShortText | None = None
    """A selector. The least trusted way."""
    within: Locator | None = None
    """The element is inside this one."""
    nth: Annotated[int, Field(ge=1, le=1000)] | None = None
    """1 is the first. Only under `within`."""
    frame: Annotated[list[Locator], Field(min_length=1, max_length=4)] | None = None
    """The frames around it, the outermost first."""

    @model_validator(mode="after")
    def check_one_way(self) -> Locator:
        ways = [way for way in ("test_id", "role", "label", "text", "css") if getattr(self, way) is not None]
        if len(ways) != 1:
            raise ValueError("needs exactly one of test_id, role, label, text, css")
        if self.name is not None and self.role is None:
            raise ValueError('name needs a role beside it; as in "role": "button"')
        if self.nth is not None and self.within is None:
            raise ValueError(
                'nth is allowed only under within; say what it counts in, as in "within": { "role": "main" }'
            )
        return self


Locators = Annotated[list[Locator], Field(min_length=1, max_length=10)]


Locator.model_rebuild()
