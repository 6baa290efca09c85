"""`handrail import tours FILE…`, and `handrail import driver FILE…` and the like: tours of other libraries become tours of ours, and what has no equivalent is told line by line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from handrail.cli.content import print_findings
from handrail.cli.importing import count, differs, read_id
from handrail.cli.output import Failure, Json, print_json
from handrail.content.folder import NOT_CONTENT, FolderMedia, read_folder
from handrail.content.importing.site_file import write_site
from handrail.content.importing.tours.importer import ENDINGS, LARGEST, Imported, Importer
from handrail.content.importing.tours.write import write_tour
from handrail.content.tour import Tour
from handrail.content.validation.reading import SITE_FILE
from handrail.content.validation.validate import validate


class Library(StrEnum):
    driver = "driver"
    shepherd = "shepherd"
    intro = "intro"
    joyride = "joyride"
    usertour = "usertour"


NAMES = {
    "driver": "driver.js",
    "shepherd": "Shepherd",
    "intro": "Intro.js",
    "joyride": "React Joyride",
    "usertour": "Usertour",
}
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Files with tours, or folders of them.", exists=True)]
From = Annotated[
    Library | None, typer.Option("--from", help="The library whose tours are wanted. Left out, all that are found.")
]
Into = Annotated[
    Path, typer.Option(metavar="DIR", help="The content folder, with site.json or about to get one.", file_okay=False)
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Write over tours that are there already.")]
MOST_FILES = 2_000


def add_commands(group: typer.Typer) -> None:
    """Beside `markdown`."""
    group.command()(tours)
    for library in Library:
        group.command(
            library.value, help=f"Make tours of those that {NAMES[library]} shows. Nothing in the files is run."
        )(take_from(library))


def tours(
    files: Files,
    from_: From = None,
    into: Into = Path("imported"),
    overwrite: Overwrite = False,
    as_json: Json = False,
) -> None:
    """Make tours of those that driver.js, Shepherd, Intro.js, React Joyride or Usertour shows. Nothing in the files is run."""
    imported = Importer(from_ or "", read_ids(into)).run(read_sources(files, into))
    if not imported.tours:
        print_notes(imported, as_json)
        what = NAMES[from_] if from_ else ", ".join(NAMES.values())
        raise Failure(f"there is no tour of {what} in {files[0]}{' and the others' if len(files) > 1 else ''}")
    written = write(imported, into, overwrite)
    found = validate(read_folder(into), find_media=FolderMedia(into).find)
    if as_json:
        print_json(
            {
                "tours": [{"id": tour.id, "file": path, "steps": len(tour.steps)} for tour, path in written],
                "notes": [note.model_dump() for note in imported.notes],
                "faults": [fault.model_dump() for fault in found.faults],
            }
        )
    else:
        print_notes(imported, as_json)
        print_findings(found.faults, into, as_json=False)
        steps = sum(len(tour.steps) for tour in imported.tours)
        told = f"{count(len(written), 'tour')} with {count(steps, 'step')}"
        typer.echo(f"Took {told} into {into}; {count(len(imported.notes), 'note')}.")
    if found.faults:
        raise typer.Exit(1)


def take_from(library: Library) -> Callable[..., None]:
    def take(files: Files, into: Into = Path("imported"), overwrite: Overwrite = False, as_json: Json = False) -> None:
        tours(files, library, into, overwrite, as_json)

    return take


def print_notes(imported: Imported, as_json: bool) -> None:
    for note in () if as_json else imported.notes:
        typer.echo(f"{note.file}:{note.line}: {note.problem}; {note.fix}")


def read_sources(paths: Iterable[Path], into: Path) -> Mapping[str, bytes]:
    """By the path under which they were named. Of a folder what looks like code; what was brought in before is not taken again."""
    files: dict[str, bytes] = {}
    for path in paths:
        for file in [path] if path.is_file() else list_files(path, into):
            with file.open("rb") as opened:
                files[str(file)] = opened.read(LARGEST + 1)
            if len(files) > MOST_FILES:
                raise Failure(f"there are more than {MOST_FILES:,} files in {path}; name those with the tours")
    return files


def list_files(folder: Path, into: Path) -> Iterable[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if name not in NOT_CONTENT and not name.startswith(".") and not same(Path(base) / name, into)
        )
        yield from (Path(base) / name for name in sorted(names) if name.lower().endswith(ENDINGS))


def same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def read_ids(into: Path) -> set[str]:
    """Of the items that are there. A tour of an earlier import is none of them: it may be brought in again."""
    if not into.is_dir():
        return set()
    files = read_folder(into).items()
    return {id_ for name, raw in files if (id_ := read_id(name, raw)) and name != f"tours/{id_}.json"}


def write(imported: Imported, into: Path, overwrite: bool) -> list[tuple[Tour, str]]:
    """Each tour with its file. Raises `Failure` before anything is written when something would be written over."""
    schema = "../schema/tour.json" if (into / "schema" / "tour.json").is_file() else ""
    texts = {f"tours/{tour.id}.json": write_tour(tour, schema) for tour in imported.tours}
    there = [path for path, text in texts.items() if differs(into / path, text)]
    if there and not overwrite:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise Failure(f"{into / there[0]}{more} would be written over; say --overwrite if that is right")
    (into / "tours").mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        (into / path).write_text(text, "utf-8")
    if not (into / SITE_FILE).exists():
        (into / SITE_FILE).write_text(write_site(into.resolve().name, []), "utf-8")
    return list(zip(imported.tours, texts, strict=True))
