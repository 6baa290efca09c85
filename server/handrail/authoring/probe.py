"""The engine of locators, as Playwright puts it into a page: its script, and the shapes of what it answers (`sdk_js/src/author/`).

`page.evaluate_handle(probe_script())` gives a handle; nothing of it is global in the page. Then, as in
`handle.evaluate("(probe, [locators, reading]) => probe.find(locators, reading)", [locators, {"locale": "nb", "fallback": "en"}])`:

- `find(locators, reading)` -> `Finding`
- `element(locators, reading)` -> the element or null, for a handle
- `ask(locators, state, reading)` -> true, false or null, as conditions ask
- `rank(element)` -> `[Ranked]`
- `propose(locators, reading)` -> `[Proposal]`; `reading.others` are the locators of other steps
- `outline(locators, reading)` -> `[Outline]`, at most 2 kB
- `describe(element)` -> as people would call it
- `pick()` -> what was pointed at by hand, or null
- `holding(element, locators, reading)` -> those of the locators that find just this element
- `join({"en": [Ranked], "nb": [Ranked]})` -> `[Ranked]`, with a word per locale

Locators are as authors write them. A page that is left takes the handle along.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from handrail.conditions.locator import Locator
from handrail.core.resources import resource
from handrail.sdk.bundle import Manifest


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Finding(Answer):
    """`missing`: why there is no single visible element. `by`: which locator found it. `matches`: of each, how many visible ones."""

    missing: Literal["absent", "ambiguous", "hidden"] | None
    by: int | None
    matches: list[int]


class Ranked(Answer):
    """`fits`: it finds that element and no other. Only such a one is to be written. `counts`: its matches in each locale, where there were several."""

    locator: Locator
    matches: int
    fits: bool
    stability: Literal["stable", "fair", "fragile"]
    why: str
    counts: dict[str, int] = {}


class Proposal(Ranked):
    """`likeness`: from 0 to 1. `replaces`: the place of the broken locator that names it in the same way."""

    likeness: float
    because: str
    replaces: int


class Outline(Answer):
    role: str
    name: str | None = None
    test_id: str | None = None
    children: list[Outline] = []


@cache
def probe_script() -> str:
    """A function without parameters that gives the probe. Raises `ResourceMissing` when the SDK was never built."""
    folder = resource("sdk")
    built = Manifest.model_validate_json((folder / "manifest.json").read_bytes()).hash
    return f"() => {{ {(folder / built / 'probe.js').read_text('utf-8')}; return probe; }}"
