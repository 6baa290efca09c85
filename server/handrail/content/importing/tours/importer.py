"""Files of other libraries in; tours, and what could not be taken as it was, out. Pure: nothing is read or run."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from handrail.content.importing.names import make_words
from handrail.content.importing.tours import driver, intro, joyride, shepherd, usertour
from handrail.content.importing.tours.build import Builder
from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.find import Finder, Found, Library, tell_name
from handrail.content.importing.tours.foreign import ForeignTour
from handrail.content.importing.tours.intro_attributes import Element
from handrail.content.importing.tours.intro_attributes import find_tours as find_marked
from handrail.content.importing.tours.intro_hints import tell_hints
from handrail.content.importing.tours.notes import Notes
from handrail.content.importing.tours.page import read_page
from handrail.content.importing.tours.program import Dialect, Program, text_of
from handrail.content.importing.tours.values import show_source
from handrail.content.tour import Tour
from handrail.content.validation.faults import Fault
from handrail.content.validation.parse import Document, parse_document

LARGEST = 2_000_000
SCRIPTS: dict[str, Dialect] = {
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs", ".tsx"), "tsx"),
    **dict.fromkeys((".ts", ".mts", ".cts"), "typescript"),
}
PAGES = (".html", ".htm", ".vue", ".svelte")
ENDINGS = (*SCRIPTS, *PAGES, ".json")
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
            yield from self.read_scripts([Program(source.encode(), SCRIPTS[ending])], [], notes)
        elif ending in PAGES:
            page = read_page(source)
            programs = [Program(script.source.encode(), script.dialect, script.line) for script in page.scripts]
            yield from self.read_scripts(programs, page.elements, notes)
        elif ending == ".json":
            yield from self.read_json(file, source, notes)
        else:
            notes.tell(1, f"{ending or 'this'} is no file that tours are read from", f"there is {', '.join(ENDINGS)}")

    def read_scripts(self, programs: list[Program], elements: list[Element], notes: Notes) -> Iterator[ForeignTour]:
        """Of one file. Steps on elements are those of the tour that its scripts make without any."""
        for program in programs:
            tell_fault(program, notes)
        for name, (library, read_tour) in LIBRARIES.items():
            if self.library not in ("", name):
                continue
            finders = [Finder(program, library) for program in programs]
            found = [(tour, finder.reader) for finder in finders for tour in finder.find()]
            if name == "intro":
                marked = [one for finder in finders for one in list_marked(finder)]
                found = join_marked(found, find_marked([*elements, *marked], notes), finders)
                hints = [tour for finder in finders for tour in tell_hints(finder, notes)]
                found = [(tour, reader) for tour, reader in found if not any(tour is one for one in hints)]
            for tour, reader in found:
                yield read_tour(tour, reader, notes)

    def read_json(self, file: str, source: str, notes: Notes) -> Iterator[ForeignTour]:
        """Flows of Usertour, or the steps of any library."""
        document = parse_document(file, source.encode())
        if not isinstance(document, Document):
            for fault in document:
                notes.tell(fault.line, fault.problem, fault.fix or "not taken")
            return
        program = Program(b"(" + source.encode() + b")")
        if self.library in ("", "usertour"):
            whole = next((node for node in program.nodes if node.type in ("object", "array")), program.root)
            found = list(usertour.find_tours(Reader(program).read(whole), notes))
            yield from found
            if found:
                return
        yield from self.read_scripts([program], [], notes)


def tell_fault(program: Program, notes: Notes) -> None:
    if program.fault:
        said = show_source(program.fault) or "the end"
        line = program.line_of(program.fault)
        notes.tell(line, f"this is no code that can be read: {said}", "what is around it may be missing")


def list_marked(finder: Finder) -> Iterator[Element]:
    """JSX with attributes of Intro.js."""
    for node in finder.program.nodes:
        if node.type in ("jsx_opening_element", "jsx_self_closing_element"):
            attributes = finder.read_attributes(node).entries
            named = node.child_by_field_name("name")
            if named and {"data-intro", "data-hint"} & attributes.keys():
                yield Element(finder.program.line_of(node), text_of(named), attributes)


def join_marked(
    found: list[tuple[Found, Reader]], marked: list[Found], finders: list[Finder]
) -> list[tuple[Found, Reader]]:
    """What a script makes without steps has those of the page; of several groups, those that are in none."""
    waiting = [tour for tour, _ in found if not tour.steps]
    own = next((tour for tour in marked if not tour.name), next(iter(marked), None))
    if len(waiting) == 1 and own:
        waiting[0].steps = own.steps
        marked = [tour for tour in marked if tour is not own]
    reader = finders[0].reader if finders else Reader(Program(b""))
    return [*found, *((tour, reader) for tour in marked)]


def tell_file(file: str) -> str:
    """`src/onboarding.tour.ts` -> `onboarding`."""
    stem = posixpath.basename(file).partition(".")[0]
    folder = posixpath.basename(posixpath.dirname(file))
    return tell_name(stem) or tell_name(folder) or stem or "tour"
