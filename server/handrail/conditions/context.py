"""What a condition is evaluated against. Every field may be `None`: then whatever asks for it is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from handrail.conditions.locator import Locator

Value = str | bool | int | float | list[str] | None
Sought = Locator | list[Locator] | str


@dataclass(frozen=True, slots=True)
class TrackedEvent:
    """Something that the host tracked. `at` in milliseconds since the epoch."""

    name: str
    at: int
    props: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person is with one item."""

    seen: bool = False
    completed: bool = False
    dismissed: bool = False
    active: bool = False
    passed: bool = False


UNTOUCHED = Standing()


@dataclass(frozen=True, slots=True)
class Context:
    """The server knows the first and the last three, a page all but `traits`, `account` and `segments`.

    `now` in milliseconds since the epoch; `url` whole or from its path on; `elements` gives the states that the first
    locator's element has, `None` when that can't be told.
    """

    traits: Mapping[str, Value] | None = None
    account: Mapping[str, Value] | None = None
    segments: Mapping[str, bool | None] | None = None
    url: str | None = None
    device: str | None = None
    elements: Callable[[Sought], set[str] | None] | None = None
    locale: str | None = None
    now: int | None = None
    events: Sequence[TrackedEvent] | None = None
    progress: Mapping[str, Standing] | None = None
