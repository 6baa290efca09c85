"""Steps of Intro.js that stand on elements, as `data-intro` and `data-step`: elements with their attributes in, tours by group out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handrail.content.importing.tours.find import Found
from handrail.content.importing.tours.intro_hints import tell_hint
from handrail.content.importing.tours.notes import Notes
from handrail.content.importing.tours.selectors import TEST_IDS
from handrail.content.importing.tours.values import Known, Record, Value

OPTIONS = {"data-intro": "intro", "data-title": "title", "data-position": "position", "data-tooltip-class": "tooltipClass", "data-tooltipclass": "tooltipClass", "data-highlight-class": "highlightClass", "data-highlightclass": "highlightClass"}  # fmt: skip
ID = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True)
class Element:
    line: int
    tag: str
    attributes: Mapping[str, Value]

    def text(self, name: str) -> str:
        value = self.attributes.get(name)
        return value.value.strip() if isinstance(value, Known) and isinstance(value.value, str) else ""


def find_tours(elements: Iterable[Element], notes: Notes) -> list[Found]:
    groups: dict[str, list[Element]] = {}
    for element in elements:
        if "data-intro" in element.attributes:
            groups.setdefault(element.text("data-intro-group"), []).append(element)
        elif "data-hint" in element.attributes:
            tell_hint(element.line, notes)
    return [make_tour(group, listed, notes) for group, listed in groups.items()]


def make_tour(group: str, elements: list[Element], notes: Notes) -> Found:
    steps: list[Value] = [make_step(element, notes) for element in put_in_order(elements)]
    return Found(min(element.line for element in elements), steps=steps, name=group)


def put_in_order(elements: list[Element]) -> list[Element]:
    """Those with a number stand at it; the others fill the places between, as they stand in the page."""
    numbered: dict[int, list[Element]] = {}
    others: list[Element] = []
    for element in elements:
        number = read_number(element)
        if number > 0:
            numbered.setdefault(number, []).append(element)
        else:
            others.append(element)
    placed: list[Element] = []
    for number in sorted(numbered):
        while others and len(placed) < number - 1:
            placed.append(others.pop(0))
        placed += numbered[number]
    return placed + others


def read_number(element: Element) -> int:
    value = element.attributes.get("data-step")
    said = value.value if isinstance(value, Known) else None
    if isinstance(said, float):
        return int(said)
    return int(said) if isinstance(said, str) and said.strip().isdecimal() and len(said) < 9 else 0


def make_step(element: Element, notes: Notes) -> Record:
    entries: dict[str, Value] = {OPTIONS[name]: value for name, value in element.attributes.items() if name in OPTIONS}
    if "data-disable-interaction" in element.attributes:
        entries["disableInteraction"] = Known(
            element.text("data-disable-interaction") not in ("false", "0"), element.line
        )
    entries["element"] = Known(write_selector(element, notes), element.line)
    return Record(entries, element.line, element.line, (), dict.fromkeys(entries, element.line))


def write_selector(element: Element, notes: Notes) -> str:
    """By what else the element says of itself: the attributes of the tour will go one day."""
    for name in sorted(TEST_IDS):
        if said := element.text(name):
            return f'[{name}="{quote(said)}"]'
    if said := element.text("id"):
        return f"#{said}" if ID.fullmatch(said) else f'[id="{quote(said)}"]'
    for name in ("aria-label", "name"):
        if said := element.text(name):
            return f'{element.tag}[{name}="{quote(said)}"]'
    number = read_number(element)
    by = f'[data-step="{number}"]' if number else f'[data-intro="{quote(element.text("data-intro"))}"]'
    notes.tell(
        element.line,
        f"<{element.tag[:30]}> has nothing to be found by but {by[:60]}",
        "keep that attribute, or give the element a data-testid",
    )
    return f"{element.tag}{by}" if ID.fullmatch(element.tag) else by


def quote(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
