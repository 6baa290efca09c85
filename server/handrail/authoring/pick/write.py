"""The chosen locator goes into the file of its item, in place: nothing else of the file is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import JsonValue, TypeAdapter

from handrail.authoring.dev.edits import edit_files
from handrail.authoring.dev.problems import InvalidEdit
from handrail.authoring.dev.wire import FileEdit, ListedFault
from handrail.authoring.pick.subject import without_words
from handrail.content.folder import read_folder
from handrail.content.validation.faults import Path as Place
from handrail.content.validation.places import find_places
from handrail.core.problems import Problem

MOST = 10
"""Locators of a list, as the schema has it."""


class NotWritten(Exception):
    """Why nothing was written, and what to do about it."""


@dataclass(frozen=True)
class Spot:
    """Where a target may stand: that of a step, or of a whole item without steps (`step` is None). `target`: what stands there, as JSON."""

    file: str
    item: str
    step: str | None
    place: Place
    title: str
    target: Any = None

    @property
    def others(self) -> list[dict[str, Any]]:
        """Of a list of locators each may stay when another is chosen."""
        return [one for one in self.target if isinstance(one, dict)] if isinstance(self.target, list) else []


@dataclass(frozen=True)
class Written:
    file: str
    line: int
    item: str
    step: str | None


def list_spots(folder: Path) -> list[Spot]:
    """Of what can be read: a file that is no JSON has none."""
    return [
        spot for file, raw in read_folder(folder).items() if file.endswith(".json") for spot in read_spots(file, raw)
    ]


def read_spots(file: str, raw: bytes) -> Iterator[Spot]:
    try:
        item = json.loads(raw)
    except ValueError:  # `validate` tells what is wrong with it
        return
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return
    title = str(item.get("title", ""))
    if item.get("kind") == "snippet":
        yield Spot(file, item["id"], None, ("target",), title, item.get("target"))
    steps = item.get("steps")
    if item.get("kind") != "tour" or not isinstance(steps, list):
        return
    for index, step in enumerate(steps):
        if isinstance(step, dict) and isinstance(step.get("id"), str):
            place = ("steps", index, "target")
            yield Spot(file, item["id"], step["id"], place, str(step.get("title", "")), step.get("target"))


def find_spot(spots: list[Spot], item: str, step: str | None) -> Spot:
    """Raises `NotWritten`."""
    of_item = [spot for spot in spots if spot.item == item]
    if not of_item:
        raise NotWritten(f"there is no tour or snippet {item} in that folder")
    found = next((spot for spot in of_item if spot.step == step), None)
    if found is None:
        steps = ", ".join(spot.step for spot in of_item if spot.step)
        raise NotWritten(
            f"{item} has no step {step}; there is {steps}" if step else f"say which step, with --step: {steps}"
        )
    return found


def replace_target(spot: Spot, locator: dict[str, Any], holding: Sequence[dict[str, Any]]) -> Any:
    """One locator gives way to another. Of a list those stay that still hold, behind the one that was chosen. As `sdk_js/src/author/replace.ts`."""
    if not isinstance(spot.target, list):
        return locator
    same = without_words(locator)
    kept = [one for one in spot.others if one in holding and without_words(one) != same]
    return [locator, *kept][:MOST]


def write_target(folder: Path, spot: Spot, target: JsonValue) -> Written:
    """Raises `NotWritten`; then nothing was written."""
    if spot not in read_spots(spot.file, read_folder(folder).get(spot.file, b"")):
        raise NotWritten(f"{folder / spot.file} was changed meanwhile; nothing was written, run it again")
    edit = FileEdit(file=spot.file, op="set", path=spot.place, value=target, was=spot.target)
    try:
        text = edit_files(folder, [edit])[spot.file].decode()
    except InvalidEdit as error:
        raise NotWritten(f"with it the file would not be valid, so nothing was written: {tell_first(error)}") from error
    except Problem as error:
        raise NotWritten(f"{error.detail} Nothing was written.") from error
    line = text.count("\n", 0, find_places(text).values[spot.place]) + 1
    return Written(spot.file, line, spot.item, spot.step)


def tell_first(error: InvalidEdit) -> str:
    faults = TypeAdapter(list[ListedFault]).validate_python(error.extra["faults"])
    return f"{faults[0].file}:{faults[0].line}: {faults[0].problem}; {faults[0].fix}"
