"""What an item says in the locale that is looked at, read from the draft that is shown, and written where that locale's texts are."""

from __future__ import annotations

import json
from pathlib import Path

from handrail.authoring.dev.drafts import Drafts
from handrail.authoring.dev.edits import Editor, Files, apply_edits, read_json
from handrail.authoring.dev.problems import NotInFolder
from handrail.authoring.dev.wire import AskTexts, FileEdit, Rewrite, Wordings
from handrail.authoring.dev.wording import (
    begin_sidecar,
    edit_item,
    edit_sidecar,
    is_translated,
    list_wordings,
    name_sidecar,
)
from handrail.content.locales import choose_locale
from handrail.content.source import Source
from handrail.content.texts import texts_of
from handrail.content.validation.texts import SIDECAR


class Words:
    def __init__(self, drafts: Drafts, editor: Editor) -> None:
        self._drafts, self._editor = drafts, editor

    def list(self, asked: AskTexts) -> Wordings:
        """Raises `NotInFolder`."""
        file, source = self._find(asked.item)
        locale = self._choose_locale(asked.locale, source)
        home = file if locale == source.locale else name_sidecar(file, locale)
        return Wordings(file=home, locale=locale, texts=list_wordings(source, locale))

    async def rewrite(self, wanted: Rewrite) -> str:
        """The file that has it. Raises `NotInFolder`, and as `Editor.edit` does."""
        file, source = self._find(wanted.item)
        locale = self._choose_locale(wanted.locale, source)
        folder = self._drafts.folder
        if not is_translated(source, locale, wanted.name):
            await self._editor.change(lambda files: rewrite_item(folder, files, file, wanted))
            return file
        home = name_sidecar(file, locale)
        written = dict(texts_of(source.item)).get(wanted.name, "")
        await self._editor.change(lambda files: rewrite_sidecar(folder, files, home, wanted, written))
        return home

    def _choose_locale(self, wanted: str | None, source: Source) -> str:
        return choose_locale(self._drafts.site.locales or [source.locale], wanted or source.locale)

    def _find(self, item: str) -> tuple[str, Source]:
        found = self._drafts.find_source(item)
        if found is None:
            raise NotInFolder(f"No draft called {item} is shown; Problems may say why.")
        return found


def rewrite_item(folder: Path, files: Files, file: str, wanted: Rewrite) -> dict[str, bytes]:
    edit = edit_item(file, json.loads(read_json(folder, files, file)), wanted)
    return apply_edits(folder, files, [FileEdit(file=file, **edit.model_dump(exclude_unset=True))])


def rewrite_sidecar(folder: Path, files: Files, file: str, wanted: Rewrite, written: str) -> dict[str, bytes]:
    """`written`: what is translated. A sidecar that is not there yet is begun as those beside it are."""
    if file not in files:
        here = file.rpartition("/")[0]
        beside = {one: text for one, text in files.items() if SIDECAR.fullmatch(one) and one.rpartition("/")[0] == here}
        return {file: begin_sidecar(file, beside, wanted, written)}
    edit = edit_sidecar(file, json.loads(read_json(folder, files, file)), wanted, written)
    return apply_edits(folder, files, [FileEdit(file=file, **edit.model_dump(exclude_unset=True))])
