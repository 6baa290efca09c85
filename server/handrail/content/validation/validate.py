"""Files in; every fault, and the items when there is none, out. Pure: nothing is read, but for what `find_media` finds, and nothing is kept.

A file that is faulty in part is looked at as far as it can be, so that one run tells all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handrail.content.media import FindMedia, MediaFile, is_remote, resolve_address
from handrail.content.schema import KINDS, Item, Site, Tour, Translations
from handrail.content.snippet import Snippet
from handrail.content.source import Source, build_source
from handrail.content.theme import Theme
from handrail.content.validation.contrast import check_theme
from handrail.content.validation.declared import Declared, collect_declared
from handrail.content.validation.expectations import check_expectations
from handrail.content.validation.faults import Fault, suggest
from handrail.content.validation.flow import check_flow, check_ids
from handrail.content.validation.former import check_former_ids, name_former_ids
from handrail.content.validation.media import MediaCheck, list_addresses
from handrail.content.validation.names import NameCheck
from handrail.content.validation.parse import Document, check_document, parse_document
from handrail.content.validation.references import check_site, check_snippet, check_tour
from handrail.content.validation.shape import Shaped, read_shape
from handrail.content.validation.texts import SIDECAR, TextCheck
from handrail.content.validation.wording import show

SITE_FILE = "site.json"
ITEMS, FILES, LONGEST_PATH = 500, 2_000, 300
LATER_KINDS = {"quiz", "checklist", "survey", "announcement", "article"}


@dataclass(frozen=True)
class Validated:
    """`items` are sources by file, and none when there are faults. Warnings stop nothing."""

    findings: list[Fault]
    items: Mapping[str, Source]

    @property
    def faults(self) -> list[Fault]:
        return [one for one in self.findings if one.severity == "fault"]

    @property
    def warnings(self) -> list[Fault]:
        return [one for one in self.findings if one.severity == "warning"]


@dataclass
class Reading:
    """What was read of all files."""

    items: dict[str, Shaped[Item]] = field(default_factory=dict)
    sidecars: dict[str, Shaped[Translations]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def site(self) -> Shaped[Item] | None:
        shaped = self.items.get(SITE_FILE)
        return shaped if shaped and isinstance(shaped.model, Site) else None


def find_nothing(_: str) -> MediaFile | None:
    return None


def validate(files: Mapping[str, bytes], site: str | None = None, find_media: FindMedia = find_nothing) -> Validated:
    """`files` by path relative to the folder; `site` is the slug that `site.json` must have; `find_media` knows the files that are no JSON."""
    reading = read_files(files)
    findings = [*reading.faults, *check_all(reading, site, find_media)]
    findings.sort(key=lambda fault: (fault.file, fault.line, fault.column))
    whole = not any(fault.severity == "fault" for fault in findings)
    return Validated(list(dict.fromkeys(findings)), build_sources(reading, find_media) if whole else {})


def read_files(files: Mapping[str, bytes]) -> Reading:
    reading = Reading()
    if len(files) > FILES:
        reading.faults.append(
            Fault(file=SITE_FILE, problem=f"there are {len(files):,} files", fix=f"at most {FILES:,}")
        )
        return reading
    for file in sorted(files):
        if not is_inside(file):
            fix = f"at most {LONGEST_PATH} characters, within the folder, as in tours/welcome.json"
            shown = "".join(character if character.isprintable() else "\ufffd" for character in file[:60])
            reading.faults.append(Fault(file=shown, problem="this is no name for a file", fix=fix))
            continue
        document = parse_document(file, files[file])
        if isinstance(document, list):
            reading.faults += document
        else:
            reading.faults += check_document(document)
            read_document(reading, document, files)
    return reading


def is_inside(file: str) -> bool:
    """Over the API anything may come as a name; a fault's line with it goes to terminals, and one day a file may be written by it."""
    return 0 < len(file) <= LONGEST_PATH and file.isprintable() and not {"", ".", ".."} & set(file.split("/"))


def read_document(reading: Reading, document: Document, files: Mapping[str, bytes]) -> None:
    value = document.value
    if not isinstance(value, dict):
        reading.faults.append(document.fault((), "should be an object", "a file is one item: { … }"))
    elif (sidecar := SIDECAR.fullmatch(document.file)) and ("kind" not in value or f"{sidecar['stem']}.json" in files):
        shaped = read_shape(document, Translations)
        reading.sidecars[document.file] = shaped
        reading.faults += shaped.faults
    elif (model := KINDS.get(str(value.get("kind")))) is None:
        reading.faults.append(tell_kind(document, value))
    else:
        item: Shaped[Any] = read_shape(document, model)
        reading.items[document.file] = item
        reading.faults += item.faults


def tell_kind(document: Document, value: dict[str, Any]) -> Fault:
    there = ", ".join(KINDS)
    if "kind" not in value:
        return document.fault((), '"kind" is missing', f"there is {there}")
    kind = value["kind"]
    if isinstance(kind, str) and kind in LATER_KINDS:
        return document.fault(("kind",), f"{kind} is not a kind yet", f"there is {there}")
    return document.fault(("kind",), f"{show(kind)} is no kind", suggest(kind, KINDS))


def check_all(reading: Reading, site: str | None, find_media: FindMedia) -> Iterator[Fault]:
    yield from check_site_file(reading, site)
    yield from check_item_ids(reading)
    yield from check_former_ids(reading.items)
    declared = declare(reading)
    if declared is None:
        return
    blamed = {fault.file for fault in reading.faults if fault.severity == "fault"}
    for file, shaped in reading.items.items():
        faults = list(check_item(shaped, declared, find_media))
        yield from faults
        if not any(fault.severity == "fault" for fault in faults) and not blamed & {file, SITE_FILE}:
            yield from check_tests(shaped, reading.site)
    for file, sidecar in reading.sidecars.items():
        yield from check_sidecar(reading, file, sidecar, declared, find_media)


def check_site_file(reading: Reading, site: str | None) -> Iterator[Fault]:
    read = {*reading.items, *(fault.file for fault in reading.faults)}
    if SITE_FILE not in read:
        yield Fault(file=SITE_FILE, problem="it is missing", fix='a site begins with { "kind": "site", "id": …')
    for file, shaped in reading.items.items():
        kind = shaped.document.value.get("kind")
        if file == SITE_FILE and kind != "site":
            yield shaped.document.fault(
                ("kind",), f"{SITE_FILE} is not a {kind}", 'it says what the site is: "kind": "site"'
            )
        elif file != SITE_FILE and kind == "site":
            yield shaped.document.fault(("kind",), "a second site", f"there is one, in {SITE_FILE}")
        elif file == SITE_FILE and site is not None and shaped.document.value.get("id") not in (site, None):
            id_ = str(shaped.document.value["id"])[:63]
            yield shaped.document.fault(
                ("id",), f'this is the content of "{id_}", not of "{site}"', "push it to its own site"
            )


def check_item_ids(reading: Reading) -> Iterator[Fault]:
    """Of all kinds together: progress goes by id."""
    if len(reading.items) > ITEMS:
        yield Fault(file=SITE_FILE, problem=f"there are {len(reading.items):,} items", fix=f"at most {ITEMS}")
    first: dict[str, str] = {}
    for file, shaped in reading.items.items():
        id_ = shaped.document.value.get("id")
        if not isinstance(id_, str) or shaped.document.value.get("kind") == "site":
            continue
        if id_ in first:
            yield shaped.document.fault(("id",), f'"{id_}" is the id of {first[id_]}, too', "ids are told apart")
        first.setdefault(id_, file)


def declare(reading: Reading) -> Declared | None:
    """`None` without a site that can be read: then every name would be a fault."""
    site = reading.site
    if site is None or not isinstance(site.model, Site):
        return None
    return replace(
        collect_declared(site.document, site.model),
        tours=name_items(reading, "tour"),
        former=name_former_ids(reading.items),
        themes=name_items(reading, "theme") | {"default"},
    )


def name_items(reading: Reading, kind: str) -> frozenset[str]:
    """The ids of a kind, of files with faults too."""
    values = [shaped.document.value for shaped in reading.items.values()]
    return frozenset(value["id"] for value in values if value.get("kind") == kind and isinstance(value.get("id"), str))


def check_item(shaped: Shaped[Item], declared: Declared, find_media: FindMedia) -> Iterator[Fault]:
    names = NameCheck(shaped.document, declared)
    match shaped.model:
        case Site() as site:
            yield from check_site(names, site)
        case Tour() as tour:
            yield from check_tour(names, tour)
            yield from TextCheck(declared).check_item(shaped.document, tour)
            yield from MediaCheck(shaped.document, find_media).check_tour(tour)
            if shaped.whole:
                faults = list(check_ids(shaped.document, tour))
                yield from faults or check_flow(shaped.document, tour)
        case Snippet() as snippet:
            yield from check_snippet(names, snippet)
            yield from TextCheck(declared).check_item(shaped.document, snippet)
            if snippet.media:
                yield from MediaCheck(shaped.document, find_media).check_media(snippet.media, ("media",))
        case Theme() as theme:
            yield from check_theme(shaped.document, theme)


def check_tests(shaped: Shaped[Item], site: Shaped[Item] | None) -> Iterator[Fault]:
    if isinstance(shaped.model, Tour) and site and isinstance(site.model, Site):
        yield from check_expectations(shaped.document, shaped.model, site.model)


def check_sidecar(
    reading: Reading, file: str, sidecar: Shaped[Translations], declared: Declared, find_media: FindMedia
) -> Iterator[Fault]:
    named = SIDECAR.fullmatch(file)
    assert named is not None
    item = reading.items.get(f"{named['stem']}.json")
    if item is None:
        if not any(fault.file == f"{named['stem']}.json" for fault in reading.faults):
            problem = f"there is no {named['stem'].rpartition('/')[2]}.json that this could translate"
            yield sidecar.document.fault((), problem)
    elif item.whole and item.model and sidecar.model:
        yield from TextCheck(declared).check_sidecar(sidecar.document, sidecar.model, item.model, named["locale"])
        yield from MediaCheck(sidecar.document, find_media).check_sidecar(sidecar.model, item.model)


def build_sources(reading: Reading, find_media: FindMedia) -> dict[str, Source]:
    site = reading.site
    assert site is not None
    assert isinstance(site.model, Site)
    translations: dict[str, dict[str, Any]] = {}
    for file, sidecar in reading.sidecars.items():
        named = SIDECAR.fullmatch(file)
        assert named is not None
        translations.setdefault(f"{named['stem']}.json", {})[named["locale"]] = sidecar.document.value
    return {
        file: build_source(
            shaped.document.value,
            translations.get(file, {}),
            site.model.locales[0],
            name_media(file, shaped, translations.get(file, {}), find_media),
        )
        for file, shaped in reading.items.items()
    }


def name_media(
    file: str, shaped: Shaped[Item], translations: Mapping[str, Mapping[str, Any]], find_media: FindMedia
) -> dict[str, str]:
    """What each file is served as, by its address."""
    addresses = list_addresses(shaped.model, translations) if shaped.model else []
    inside = {address: resolve_address(file, address) for address in addresses if not is_remote(address)}
    found = {address: find_media(path) for address, path in inside.items() if path}
    return {address: one.name for address, one in found.items() if one}
