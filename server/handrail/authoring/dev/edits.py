"""Files are written: edits in place, and new ones. The file is read anew for each, and put in place only while it still is what was read.

So an editor that saves at the same moment loses nothing: whoever comes second starts from what the first one wrote.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from handrail.authoring.dev.drafts import Drafts
from handrail.authoring.dev.problems import (
    EditConflict,
    InvalidEdit,
    ItemExists,
    NoPlaceToEdit,
    NotInFolder,
    NotWritten,
)
from handrail.authoring.dev.wire import FileEdit, SourceText, tell_fault
from handrail.content import edit as in_place
from handrail.content.folder import FolderMedia, read_folder, replace_file
from handrail.content.layout import Style
from handrail.content.schema import KINDS, is_slug
from handrail.content.validation.faults import Fault
from handrail.content.validation.validate import validate

TRIES = 5
NEW_STYLE = Style("  ", "\n", " ")
Files = Mapping[str, bytes]
Change = Callable[[Files], Mapping[str, bytes]]


class Editor:
    """One edit at a time."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts, self._folder = drafts, drafts.folder
        self._writing = asyncio.Lock()

    async def read(self, file: str) -> SourceText:
        """Raises `NotInFolder`, `NoPlaceToEdit`."""
        files = await asyncio.to_thread(read_folder, self._folder)
        return SourceText(file=file, value=json.loads(read_json(self._folder, files, file)))

    async def edit(self, edits: Sequence[FileEdit]) -> None:
        """Raises `EditConflict`, `InvalidEdit`, `NoPlaceToEdit`, `NotInFolder`, `NotWritten`; then nothing was written."""
        await self.change(lambda files: apply_edits(self._folder, files, edits))

    async def change(self, change: Change) -> None:
        """`change`: the files as they are now in, those that are to be written out. Raises as `edit` does."""
        async with self._writing:
            await asyncio.to_thread(change_files, self._folder, change)
        await self._drafts.refresh()

    async def add(self, item: dict[str, JsonValue]) -> str:
        """The file of it. Raises `InvalidEdit`, `ItemExists`, `NotWritten`."""
        async with self._writing:
            file = await asyncio.to_thread(add_item, self._folder, item, self._find_folder(str(item.get("kind"))))
        await self._drafts.refresh()
        return file

    def _find_folder(self, kind: str) -> str:
        """Where most of its kind are, else a folder of its name."""
        homes = [one.file.rpartition("/")[0] for one in self._drafts.items if one.kind == kind]
        return max(sorted(set(homes)), key=homes.count) if homes else f"{kind}s"


def edit_files(folder: Path, edits: Sequence[FileEdit]) -> Files:
    """As `change_files`."""
    return change_files(folder, lambda files: apply_edits(folder, files, edits))


def change_files(folder: Path, change: Change) -> Files:
    """All files as they are then. `change` is done again from the start whenever somebody else saved a file meanwhile. Raises as `Editor.edit`."""
    for _ in range(TRIES):
        before = read_folder(folder)
        after = {**before, **change(before)}
        changed = {file: content for file, content in after.items() if content != before.get(file)}
        refuse_new_faults(folder, before, after)
        if all(read_now(folder / file) == before.get(file) for file in changed):
            write_all(folder, before, changed)
            return after
    raise EditConflict("The file is being written again and again by another program; try once more.")


def read_now(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def apply_edits(folder: Path, files: Files, edits: Sequence[FileEdit]) -> dict[str, bytes]:
    texts: dict[str, str] = {}
    for one in edits:
        text = texts[one.file] if one.file in texts else read_json(folder, files, one.file)
        try:
            texts[one.file] = in_place.apply_edit(text, one)
        except in_place.EditConflict as conflict:
            raise EditConflict(
                f"{one.file}: {conflict}. Look at what is there now, then edit that.",
                file=one.file,
                path=[*conflict.path],
                found=conflict.found,
            ) from conflict
        except in_place.NoPlace as error:
            raise NoPlaceToEdit(f"{one.file}: {error}. Read the file anew.", file=one.file, path=[*one.path]) from error
    return {file: text.encode(errors="surrogatepass") for file, text in texts.items()}


def read_json(folder: Path, files: Files, file: str) -> str:
    """Raises `NotInFolder`, also for a link that leads out of the folder, and `NoPlaceToEdit` for what is no JSON."""
    inside = file in files and file.endswith(".json") and (folder / file).resolve().is_relative_to(folder.resolve())
    if not inside:
        raise NotInFolder(f"{file[:100]} is no JSON file of this folder's content.")
    try:
        text = files[file].decode()
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoPlaceToEdit(
            f"{file} is no JSON as it stands. Mend it in your editor first.", file=file, path=[]
        ) from error
    return text


def refuse_new_faults(folder: Path, before: Files, after: Files) -> None:
    """What was wrong already may stay so. Raises `InvalidEdit`."""
    faults = find_faults(folder, after)
    if not faults:
        return
    known = {(one.file, one.problem) for one in find_faults(folder, before)}
    new: list[Any] = [tell_fault(one).model_dump() for one in faults if (one.file, one.problem) not in known]
    if new:
        raise InvalidEdit("This would make the content invalid; nothing was written. See `faults`.", faults=new[:50])


def find_faults(folder: Path, files: Files) -> list[Fault]:
    return validate(files, find_media=FolderMedia(folder).find).faults


def write_all(folder: Path, before: Files, changed: Files) -> None:
    """All or none, as far as the disk lets us. Raises `NotWritten`."""
    done: list[str] = []
    for file, content in changed.items():
        try:
            replace_file(folder / file, content)
        except OSError as error:
            for written in done:
                if written in before:
                    replace_file(folder / written, before[written])
                else:
                    (folder / written).unlink()
            raise NotWritten(f"{file} could not be written ({error.strerror}); it is as it was.") from error
        done.append(file)


def add_item(folder: Path, item: dict[str, JsonValue], home: str) -> str:
    id_, kind = item.get("id"), item.get("kind")
    if kind not in KINDS or kind in ("site", "article") or not isinstance(id_, str) or not is_slug(id_):
        fault = Fault(file="item", problem="an item has a kind and an id", fix='as in "kind": "tour", "id": "welcome"')
        raise InvalidEdit("This is no item; nothing was written.", faults=[tell_fault(fault).model_dump()])
    file = f"{home}/{id_}.json".lstrip("/")
    before = read_folder(folder)
    target = folder / file
    if file in before or target.exists():
        raise ItemExists(f"There is a file {file} already; choose another id.", file=file)
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise NotInFolder(f"{home} leads out of the folder.")
    content = (NEW_STYLE.write(item, "", open_=True) + "\n").encode()
    refuse_new_faults(folder, before, {**before, file: content})
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as opened:
            opened.write(content)
    except FileExistsError as error:
        raise ItemExists(f"There is a file {file} already; choose another id.", file=file) from error
    except OSError as error:
        raise NotWritten(f"{file} could not be written ({error.strerror}).") from error
    return file
