"""`take` brings in one file and sees that `validate` lets what came of it through."""

from __future__ import annotations

import json
from typing import Any

from handrail.content.importing.site_file import write_site
from handrail.content.importing.tours.importer import Imported, Importer
from handrail.content.importing.tours.write import write_tour
from handrail.content.validation.validate import validate


def take(source: str | bytes, file: str = "app.tsx", library: str = "") -> Imported:
    """Whatever it is, the result is valid, and the same again."""
    raw = source.encode(errors="replace") if isinstance(source, str) else source
    imported = Importer(library).run({file: raw})
    texts = {f"tours/{tour.id}.json": write_tour(tour).encode() for tour in imported.tours}
    found = validate({**texts, "site.json": write_site("acme", []).encode()})
    assert [str(fault) for fault in found.findings] == []
    again = Importer(library).run({file: raw})
    assert {f"tours/{tour.id}.json": write_tour(tour).encode() for tour in again.tours} == texts
    return imported


def take_one(source: str | bytes, file: str = "app.tsx", library: str = "") -> tuple[dict[str, Any], list[str]]:
    """The one tour of a file as it is written, and the notes with their lines."""
    imported = take(source, file, library)
    [tour] = imported.tours
    return json.loads(write_tour(tour)), tell(imported)


def tell(imported: Imported) -> list[str]:
    return [f"{note.line}: {note.problem}; {note.fix}" for note in imported.notes]


def take_step(options: str, *, wrap: str) -> tuple[dict[str, Any], list[str]]:
    """One step of a tour that `wrap` makes of it. What is told of every tour is left out."""
    tour, notes = take_one(wrap.replace("STEP", options))
    common = ("the tour is started by code", "the step has no title", "the step has no button")
    step = {key: value for key, value in tour["steps"][0].items() if key != "id"}
    return step, [note.partition(": ")[2].partition(";")[0] for note in notes if not any(one in note for one in common)]
