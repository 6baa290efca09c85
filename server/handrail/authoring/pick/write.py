"""The chosen locator goes into the file of its item, in place: nothing else of the file is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handrail.content.edit import Edit, apply_edit
from handrail.content.folder import FolderMedia, read_folder, replace_file
from handrail.content.validation.faults import Path as Place
from handrail.content.validation.places import find_places
from handrail.content.validation.validate import validate


class NotWritten(Exception):
    """Why nothing was written, and what to do about it."""


@dataclass(frozen=True)
class Spot:
    """Where a target may stand: that of a step, or of a whole item without steps (`step` is None)."""

    file: str
    item: str
    step: str | None
    place: Place
    title: str


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
        yield Spot(file, item["id"], None, ("target",), title)
    steps = item.get("steps")
    if item.get("kind") != "tour" or not isinstance(steps, list):
        return
    for index, step in enumerate(steps):
        if isinstance(step, dict) and isinstance(step.get("id"), str):
            yield Spot(file, item["id"], step["id"], ("steps", index, "target"), str(step.get("title", "")))


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


def write_target(folder: Path, spot: Spot, locator: dict[str, Any]) -> Written:
    """Raises `NotWritten`; then nothing was written."""
    files = read_folder(folder)
    before = files.get(spot.file, b"")
    if spot not in list(read_spots(spot.file, before)):
        raise NotWritten(f"{folder / spot.file} was changed meanwhile; nothing was written, run it again")
    text = apply_edit(before.decode(), Edit(op="set", path=spot.place, value=locator))
    media = FolderMedia(folder)
    known = {(one.file, one.problem) for one in validate(files, find_media=media.find).faults}
    after = validate({**files, spot.file: text.encode()}, find_media=media.find).faults
    new = [str(one) for one in after if (one.file, one.problem) not in known]
    if new:
        raise NotWritten(f"with it the file would not be valid, so nothing was written: {new[0]}")
    path = folder / spot.file
    if path.read_bytes() != before:
        raise NotWritten(f"{path} was changed meanwhile; nothing was written, run it again")
    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise NotWritten(f"{path} could not be written ({error.strerror})") from error
    line = text.count("\n", 0, find_places(text).values[spot.place]) + 1
    return Written(spot.file, line, spot.item, spot.step)
