"""`handrail import markdown DIR`: a folder of documentation becomes articles, and what could not be taken is told line by line."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from handrail.cli.content import print_findings
from handrail.cli.output import Failure, Json, print_json
from handrail.content.folder import NOT_CONTENT, FolderMedia, read_folder
from handrail.content.importing.folder import OTHER_TEXTS, Imported, Importer
from handrail.content.importing.site_file import add_topics, write_site
from handrail.content.validation.markdown_file import is_article_file
from handrail.content.validation.reading import SITE_FILE
from handrail.content.validation.validate import validate

LARGEST = 5_000_000
import_ = typer.Typer(help="Bring in what was written for something else.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.add_typer(import_, name="import")


@import_.command()
def markdown(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of Markdown files.", exists=True, file_okay=False)
    ],
    into: Annotated[
        Path,
        typer.Option(metavar="DIR", help="The content folder, with site.json or about to get one.", file_okay=False),
    ] = Path("help"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over articles that are there already.")] = False,
    as_json: Json = False,
) -> None:
    """Make articles of a documentation folder. Each line says where something could not be taken as it was, and what became of it."""
    if into.resolve().is_relative_to(folder.resolve()):
        raise Failure(
            f"{into} lies within {folder}: the articles would be taken again; name another folder with --into"
        )
    media = FolderMedia(folder)
    importer = Importer(media.find, read_ids(into))
    imported = importer.run(read_documents(folder, importer.tell))
    if not imported.articles:
        raise Failure(f"there is nothing in {folder} that could become an article")
    write(imported, folder, into, overwrite)
    found = validate(read_folder(into), find_media=FolderMedia(into).find)
    if as_json:
        told = [note.model_dump() for note in imported.notes]
        faults = [fault.model_dump() for fault in found.faults]
        print_json({"articles": len(imported.articles), "media": len(imported.media), "notes": told, "faults": faults})
    else:
        for note in imported.notes:
            typer.echo(f"{folder / note.file}:{note.line}:{note.column}: {note.problem}; {note.fix}")
        print_findings(found.faults, into, as_json=False)
        articles, files, notes = len(imported.articles), len(imported.media), len(imported.notes)
        typer.echo(
            f"Took {count(articles, 'article')} and {count(files, 'file')} with them into {into}; {count(notes, 'note')}."
        )
    if found.faults:
        raise typer.Exit(1)


def read_documents(folder: Path, tell: Callable[[str, str], None]) -> dict[str, bytes]:
    """What looks like documentation, by path with `/`. Links to folders are not followed, nor out of this one: what is brought in gets published."""
    files: dict[str, bytes] = {}
    whole = folder.resolve()
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in NOT_CONTENT - {"schema"}
        )
        for name in sorted(names):
            path = Path(base) / name
            if (
                name.lower().endswith((".md", ".markdown", *OTHER_TEXTS))
                and not name.startswith(".")
                and path.is_file()
            ):
                named = path.relative_to(folder).as_posix()
                if not path.resolve().is_relative_to(whole):
                    tell(named, "a link that leads out of the folder")
                    continue
                with path.open("rb") as file:
                    files[named] = file.read(LARGEST)
    return files


def read_ids(into: Path) -> set[str]:
    """Of the items that are there, so that no article is called as another item is. Articles of an earlier import are none of them."""
    if not into.is_dir():
        return set()
    return {found for name, raw in read_folder(into).items() if (found := read_id(name, raw))}


def read_id(name: str, raw: bytes) -> str | None:
    if is_article_file(name):
        return None if name.startswith("articles/") else name.rpartition("/")[2].removesuffix(".md")
    try:
        value = json.loads(raw)
    except ValueError:  # `validate` tells what is wrong with it
        return None
    return str(value.get("id")) if isinstance(value, dict) and "id" in value else None


def write(imported: Imported, folder: Path, into: Path, overwrite: bool) -> None:
    """Raises `Failure` before anything is written when something would be written over."""
    there = [path for path, text in imported.articles.items() if differs(into / path, text)]
    if there and not overwrite:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise Failure(f"{into / there[0]}{more} would be written over; say --overwrite if that is right")
    for path, text in imported.articles.items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        (into / path).write_text(text, "utf-8")
    for source, path in imported.media.items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / source, into / path)
    site = into / SITE_FILE
    new = (
        add_topics(site.read_text("utf-8"), imported.topics)
        if site.exists()
        else write_site(into.resolve().name, imported.topics)
    )
    if new is not None:
        site.write_text(new, "utf-8")


def differs(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8", errors="replace") != text


def count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
