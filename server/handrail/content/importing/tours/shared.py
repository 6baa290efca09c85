"""What the readers of several libraries do alike."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.content.importing.tours.actions import read_target
from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.find import Found
from handrail.content.importing.tours.foreign import ForeignTour
from handrail.content.importing.tours.notes import Keys, Notes
from handrail.content.importing.tours.values import Code, Value

LOOK = "how it looks is the theme's"
HEAR = "hear it in the host by handrail.on"
OWN = ""
"""What a tour does anyway, or nobody will miss."""


def take_selector(keys: Keys, name: str, reader: Reader) -> str:
    """Empty, and told, when only running the code would tell."""
    selector, doubts = read_target(keys.take(name), reader)
    for one in doubts:
        keys.tell(name, *one)
    return selector


def give_pages(tour: ForeignTour) -> None:
    """The page that a step leads to is the next one's."""
    for one, following in zip(tour.steps, tour.steps[1:], strict=False):
        if one.leads_to and not following.page:
            following.page = one.leads_to


def tell_odd_step(value: Value, notes: Notes) -> None:
    said = value.source if isinstance(value, Code) else "it is no object"
    notes.doubt(value, value.line)
    notes.tell(value.line, f"a step is known only when the code runs: {said}", "left out; write it as an object")


def tell_hooks(found: Found, notes: Notes, heard: Mapping[str, str]) -> None:
    for name, line in found.hooks:
        notes.tell(line, f"{name} runs code", heard.get(name, HEAR))
