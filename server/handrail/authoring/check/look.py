"""Elements of a page as content names them: looked for until the page has come to rest, within bounds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handrail.authoring.check.results import Box, Try
from handrail.authoring.check.visit import Visit
from handrail.conditions.locator import Locator
from handrail.conditions.schema import ElementState
from handrail.content.locales import fallbacks, pick
from handrail.content.localise import localise_locator
from handrail.content.validation.faults import Path

POLL = 0.06  # s
STEADY = 0.15
"""s for which what is found has to stay the same."""
RESTLESS = 6.0
"""s that a page which never comes to rest is given beyond what is asked for."""


@dataclass(frozen=True)
class Sought:
    """A place of the content that names an element: one locator, or several of which the first that finds one wins."""

    path: Path
    locators: tuple[Locator, ...]
    is_list: bool

    @classmethod
    def of(cls, target: Locator | list[Locator], path: Path) -> Sought:
        return cls(path, tuple(target) if isinstance(target, list) else (target,), isinstance(target, list))

    def path_of(self, index: int) -> Path:
        return (*self.path, index) if self.is_list else self.path


@dataclass(frozen=True)
class Words:
    """Which words of a locator are looked for: those of one locale."""

    locale: str
    default: str

    def write(self, locator: Locator) -> dict[str, Any]:
        localised = localise_locator(locator, lambda names: pick(names, self.locale, self.default))
        return localised.model_dump(mode="json")

    def tag_of(self, names: dict[str, str]) -> str:
        return next((tag for tag in fallbacks(self.locale, self.default) if tag in names), next(iter(names)))


@dataclass(frozen=True)
class View:
    """What was there at one moment. `rested`: the page had come to rest by then."""

    url: str
    tries: tuple[tuple[Try, ...], ...]
    winners: tuple[int | None, ...]
    answers: tuple[bool | None, ...]
    ready: bool
    rested: bool = True


async def look(visit: Visit, words: Words, sought: Sequence[Sought], asked: Sequence[ElementState] = ()) -> View | None:
    """Once. None while the page is between two documents. What is asked about the target itself is the first of `sought`."""
    lists = [[words.write(locator) for locator in one.locators] for one in sought]
    questions = [
        {"element": lists[0] if one.element == "target" else write_element(words, one), "state": one.state}
        for one in asked
    ]
    seen = await visit.ask("see", lists, questions)
    if seen is None:
        return None
    tries = tuple(
        tuple(read_try(one, index, raw, words) for index, raw in enumerate(found["tries"]))
        for one, found in zip(sought, seen["seen"], strict=True)
    )
    winners = tuple(None if found["winner"] < 0 else found["winner"] for found in seen["seen"])
    return View(seen["url"], tries, winners, tuple(seen["answers"]), seen["ready"])


async def look_until_at_rest(visit: Visit, words: Words, sought: Sequence[Sought], patience: float) -> View:
    """As soon as all that is sought is found and stays so on a page at rest; else when `patience`, in s, is over."""
    began = time.monotonic()
    last: View | None = None
    since = began
    while True:
        view = await look(visit, words, sought)
        now = time.monotonic()
        if view != last:
            last, since = view, now
        calm = view is not None and view.ready and not visit.is_busy
        steady = now - since
        if view is not None:
            found = None not in view.winners
            if calm and steady >= STEADY and (found or now - began >= patience):
                return view
            if now - began >= patience + RESTLESS:
                return View(view.url, view.tries, view.winners, view.answers, view.ready, rested=False)
        elif now - began >= patience + RESTLESS:
            return View(visit.url, tuple(() for _ in sought), (None,) * len(sought), (), False, rested=False)
        await asyncio.sleep(POLL)


async def measure(visit: Visit, words: Words, sought: Sought) -> Box | None:
    box = await visit.ask("measure", [words.write(locator) for locator in sought.locators])
    return Box.model_validate(box) if box else None


def write_element(words: Words, state: ElementState) -> list[dict[str, Any]]:
    locators = state.element if isinstance(state.element, list) else [state.element]
    return [words.write(one) for one in locators if isinstance(one, Locator)]


def read_try(sought: Sought, index: int, raw: Any, words: Words) -> Try:
    """`culprit`: as the page says, or the locator itself."""
    path = sought.path_of(index)
    blamed: Any = sought.locators[index]
    for part in raw["culprit"]:
        blamed = blamed[part] if isinstance(part, int) else getattr(blamed, part)
    names = find_names(blamed)
    tag = words.tag_of(names) if isinstance(names, dict) else None
    culprit = (*path, *raw["culprit"])
    return Try(path=path, missing=raw["missing"], matches=raw["matches"], culprit=culprit, tag=tag)


def find_names(locator: Locator) -> str | dict[str, str] | None:
    """The words that people read, of those ways that have any."""
    return locator.name or locator.label or locator.text
