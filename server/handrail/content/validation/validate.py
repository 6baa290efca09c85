"""Files in; every fault, and the items when there is none, out. Pure: nothing is read, but for what `find_media` finds, and nothing is kept.

A file that is faulty in part is looked at as far as it can be, so that one run tells all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from handrail.content.announcement import Announcement
from handrail.content.article import Article, ArticleTranslation
from handrail.content.checklist import Checklist
from handrail.content.media import FindMedia, MediaFile
from handrail.content.quiz import Quiz
from handrail.content.schema import Item, Site, Translations
from handrail.content.snippet import Snippet
from handrail.content.source import Source
from handrail.content.startable import STARTABLE_KINDS, Startable
from handrail.content.survey import Survey
from handrail.content.theme import Theme
from handrail.content.tour import Tour
from handrail.content.validation.articles import ArticleCheck
from handrail.content.validation.build import build_sources
from handrail.content.validation.checklists import check_checklist
from handrail.content.validation.contrast import check_theme
from handrail.content.validation.declared import Declared, collect_declared
from handrail.content.validation.expectations import check_expectations
from handrail.content.validation.faults import Fault
from handrail.content.validation.flow import check_flow, check_ids
from handrail.content.validation.former import check_former_ids, name_former_ids
from handrail.content.validation.library import Library, collect_library
from handrail.content.validation.media import MediaCheck
from handrail.content.validation.names import NameCheck
from handrail.content.validation.parse import Document
from handrail.content.validation.quizzes import check_quiz
from handrail.content.validation.reach import check_reach
from handrail.content.validation.reading import SITE_FILE, Reading, read_files
from handrail.content.validation.references import check_buttons, check_site, check_snippet, check_tour
from handrail.content.validation.rich_texts import RichTextCheck
from handrail.content.validation.shape import Shaped
from handrail.content.validation.startables import check_startable
from handrail.content.validation.surveys import check_survey
from handrail.content.validation.texts import SIDECAR, TextCheck

ITEMS, ARTICLES = 1_500, 10_000


@dataclass(frozen=True)
class Validated:
    """`items` are sources by file, and none when there are faults. Warnings stop nothing. `reading`: the files as far as they could be read."""

    findings: list[Fault]
    items: Mapping[str, Source]
    reading: Reading

    @property
    def faults(self) -> list[Fault]:
        return [one for one in self.findings if one.severity == "fault"]

    @property
    def warnings(self) -> list[Fault]:
        return [one for one in self.findings if one.severity == "warning"]


def find_nothing(_: str) -> MediaFile | None:
    return None


def validate(files: Mapping[str, bytes], site: str | None = None, find_media: FindMedia = find_nothing) -> Validated:
    """`files` by path relative to the folder; `site` is the slug that `site.json` must have; `find_media` knows the files that are no JSON."""
    reading = read_files(files)
    library = read_library(reading)
    findings = [*reading.faults, *check_all(reading, library, site, find_media)]
    findings.sort(key=lambda fault: (fault.file, fault.line, fault.column))
    whole = not any(fault.severity == "fault" for fault in findings)
    sources = build_sources(reading, library, find_media) if whole else {}
    return Validated(list(dict.fromkeys(findings)), sources, reading)


def check_all(reading: Reading, library: Library, site: str | None, find_media: FindMedia) -> Iterator[Fault]:
    yield from check_site_file(reading, site)
    yield from check_item_ids(reading)
    yield from check_former_ids(reading.items)
    declared = declare(reading, library)
    if declared is None:
        return
    blamed = {fault.file for fault in reading.faults if fault.severity == "fault"}
    for file, shaped in reading.items.items():
        faults = list(check_item(reading, shaped, declared, library, find_media))
        yield from faults
        if not any(fault.severity == "fault" for fault in faults) and not blamed & {file, SITE_FILE}:
            yield from check_tests(shaped, reading.site)
    for file, sidecar in reading.sidecars.items():
        yield from check_sidecar(reading, file, sidecar, declared, library, find_media)
    for source, translation in reading.translations.values():
        yield from check_translation(reading, source, translation, declared, library, find_media)
    yield from check_reach(library, {file: item for file, item in reading.items.items() if item.whole})


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
    articles = sum(isinstance(shaped.model, Article) for shaped in reading.items.values())
    for count, most, what in ((len(reading.items) - articles, ITEMS, "items"), (articles, ARTICLES, "articles")):
        if count > most:
            yield Fault(file=SITE_FILE, problem=f"there are {count:,} {what}", fix=f"at most {most:,}")
    first: dict[str, str] = {}
    for file, shaped in reading.items.items():
        id_ = shaped.document.value.get("id")
        if not isinstance(id_, str) or shaped.document.value.get("kind") == "site":
            continue
        if id_ in first:
            yield shaped.document.fault(("id",), f'"{id_}" is the id of {first[id_]}, too', "ids are told apart")
        first.setdefault(id_, file)


def declare(reading: Reading, library: Library) -> Declared | None:
    """`None` without a site that can be read: then every name would be a fault."""
    site = reading.site
    if site is None or not isinstance(site.model, Site):
        return None
    return replace(
        collect_declared(site.document, site.model),
        startables={id_: kind for kind in STARTABLE_KINDS for id_ in name_items(reading, kind)},
        finders=frozenset(
            shaped.model.id
            for shaped in reading.items.values()
            if isinstance(shaped.model, Quiz) and shaped.model.mode == "finder"
        ),
        articles=name_items(reading, "article") | library.unread,
        internal=frozenset(one.id for one in library.articles.values() if one.audience == "agents"),
        former=name_former_ids(reading.items),
        themes=name_items(reading, "theme") | {"default"},
    )


def name_items(reading: Reading, kind: str) -> frozenset[str]:
    """The ids of a kind, of files with faults too."""
    values = [shaped.document.value for shaped in reading.items.values()]
    return frozenset(value["id"] for value in values if value.get("kind") == kind and isinstance(value.get("id"), str))


def read_library(reading: Reading) -> Library:
    articles = {file: shaped.model for file, shaped in reading.items.items() if isinstance(shaped.model, Article)}
    faulty = {fault.file for fault in reading.faults if fault.file.endswith(".md")}
    return collect_library(articles, reading.translations, frozenset(faulty - articles.keys()))


def check_item(
    reading: Reading, shaped: Shaped[Item], declared: Declared, library: Library, find_media: FindMedia
) -> Iterator[Fault]:
    names = NameCheck(shaped.document, declared)
    match shaped.model:
        case Site() as site:
            yield from check_site(names, site)
        case Tour() as tour:
            yield from check_tour(names, tour)
            if shaped.whole:
                faults = list(check_ids(shaped.document, tour))
                yield from faults or check_flow(shaped.document, tour)
        case Announcement() as announcement:
            yield from check_startable(names, announcement)
            yield from check_buttons(names, announcement.buttons, ("buttons",))
        case Survey() as survey:
            yield from check_startable(names, survey)
            if shaped.whole:
                yield from check_survey(names, survey)
        case Quiz() as quiz:
            yield from check_quiz(names, quiz)
        case Checklist() as checklist:
            yield from check_checklist(names, checklist)
        case Snippet() as snippet:
            yield from check_snippet(names, snippet)
        case Theme() as theme:
            yield from check_theme(shaped.document, theme)
        case Article() as article if reading.site and isinstance(reading.site.model, Site):
            check = ArticleCheck(shaped.document, declared, library, reading.site.model, find_media)
            yield from check.check_article(article)
    if shaped.model and not isinstance(shaped.model, Article | Theme):
        yield from check_texts(reading, shaped.document, shaped.model, declared, library, find_media)


def check_texts(
    reading: Reading, document: Document, item: Item, declared: Declared, library: Library, find_media: FindMedia
) -> Iterator[Fault]:
    """Its texts, and what it shows."""
    if isinstance(item, Site):
        return
    yield from TextCheck(declared).check_item(document, item)
    yield from MediaCheck(document, find_media).check_item(item)
    if reading.site and isinstance(reading.site.model, Site):
        links = ArticleCheck(document, declared, library, reading.site.model, find_media)
        yield from RichTextCheck(links).check_item(item)


def check_translation(
    reading: Reading,
    source: str,
    shaped: Shaped[ArticleTranslation],
    declared: Declared,
    library: Library,
    find_media: FindMedia,
) -> Iterator[Fault]:
    item = reading.items.get(source)
    if item and item.whole and isinstance(item.model, Article) and shaped.model:
        assert reading.site is not None
        assert isinstance(reading.site.model, Site)
        check = ArticleCheck(shaped.document, declared, library, reading.site.model, find_media)
        locale = shaped.document.file.removesuffix(".md").removeprefix(source.removesuffix(".md") + ".")
        yield from check.check_translation(shaped.model, item.model, locale)


def check_tests(shaped: Shaped[Item], site: Shaped[Item] | None) -> Iterator[Fault]:
    if isinstance(shaped.model, Startable) and site and isinstance(site.model, Site):
        yield from check_expectations(shaped.document, shaped.model, site.model)


def check_sidecar(
    reading: Reading,
    file: str,
    sidecar: Shaped[Translations],
    declared: Declared,
    library: Library,
    find_media: FindMedia,
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
        if reading.site and isinstance(reading.site.model, Site):
            links = ArticleCheck(sidecar.document, declared, library, reading.site.model, find_media)
            yield from RichTextCheck(links).check_sidecar(sidecar.model, item.model)
