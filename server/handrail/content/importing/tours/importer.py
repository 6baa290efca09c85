"""Files of other libraries in; tours, and what could not be taken as it was, out. Pure: nothing is read or run."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from handrail.content.importing.names import make_words
from handrail.content.importing.tours import driver, intro, joyride, shepherd
from handrail.content.importing.tours.build import Builder
from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.find import Finder, Found, Library, tell_name
from handrail.content.importing.tours.foreign import ForeignTour
from handrail.content.importing.tours.notes import Notes
from handrail.content.importing.tours.program import Dialect, Program
from handrail.content.importing.tours.values import show_source
from handrail.content.tour import Tour
from handrail.content.validation.faults import Fault

LARGEST = 2_000_000
SCRIPTS: dict[str, Dialect] = {
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs", ".tsx"), "tsx"),
    **dict.fromkeys((".ts", ".mts", ".cts"), "typescript"),
}
ENDINGS = tuple(SCRIPTS)
ReadTour = Callable[[Found, Reader, Notes], ForeignTour]
LIBRARIES: dict[str, tuple[Library, ReadTour]] = {
    "driver": (driver.LIBRARY, driver.read_tour),
    "shepherd": (shepherd.LIBRARY, shepherd.read_tour),
    "intro": (intro.LIBRARY, intro.read_tour),
    "joyride": (joyride.LIBRARY, joyride.read_tour),
}


@dataclass
class Imported:
    """`files`: which file each tour is from, by its id."""

    tours: list[Tour] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


@dataclass
class Importer:
    """`library`: the one whose tours are wanted; empty for all. `taken` are the ids that other items have."""

    library: str = ""
    taken: Collection[str] = ()
    imported: Imported = field(default_factory=Imported)

    def run(self, files: Mapping[str, bytes]) -> Imported:
        for file, raw in files.items():
            notes = Notes(file)
            for foreign in self.read_file(file, raw, notes):
                self.add(file, foreign, notes)
            self.imported.notes += sorted(notes.told.values(), key=lambda note: note.line)
        return self.imported

    def add(self, file: str, foreign: ForeignTour, notes: Notes) -> None:
        if not foreign.steps:
            notes.tell(
                foreign.line, "there is a tour without steps that can be read", "give the file that has them, too"
            )
            return
        foreign.id = foreign.id or tell_name(foreign.name) or tell_file(file)
        foreign.title = foreign.title or make_words(foreign.id)
        ids = {tour.id for tour in self.imported.tours}
        tour = Builder(foreign, notes, ids | set(self.taken)).build()
        if tour is not None:
            self.imported.tours.append(tour)
            self.imported.files[tour.id] = file

    def read_file(self, file: str, raw: bytes, notes: Notes) -> Iterator[ForeignTour]:
        ending = posixpath.splitext(file)[1].lower()
        if len(raw) > LARGEST:
            notes.tell(1, f"the file has more than {LARGEST:,} bytes", "not taken; give the part with the tour")
            return
        try:
            source = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            notes.tell(raw[: error.start].count(b"\n") + 1, "the file is not UTF-8", "not taken; save it as UTF-8")
            return
        if ending in SCRIPTS:
            yield from self.read_program(Program(source.encode(), SCRIPTS[ending]), notes)
        else:
            notes.tell(1, f"{ending or 'this'} is no file that tours are read from", f"there is {', '.join(ENDINGS)}")

    def read_program(self, program: Program, notes: Notes) -> Iterator[ForeignTour]:
        if program.fault:
            said = show_source(program.fault) or "the end"
            notes.tell(
                program.line_of(program.fault),
                f"this is no code that can be read: {said}",
                "what is around it may be missing",
            )
        for name, (library, read_tour) in LIBRARIES.items():
            if self.library in ("", name):
                finder = Finder(program, library)
                for found in finder.find():
                    yield read_tour(found, finder.reader, notes)


def tell_file(file: str) -> str:
    """`src/onboarding.tour.ts` -> `onboarding`."""
    stem = posixpath.basename(file).partition(".")[0]
    folder = posixpath.basename(posixpath.dirname(file))
    return tell_name(stem) or tell_name(folder) or stem or "tour"
