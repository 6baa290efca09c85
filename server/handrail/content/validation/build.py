"""Content without faults in, the sources that are kept of it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handrail.content.article import Article
from handrail.content.media import FindMedia, is_remote, resolve_address
from handrail.content.rich.links import read_link
from handrail.content.rich.media import name_all_captions
from handrail.content.schema import Site
from handrail.content.source import Source, build_source
from handrail.content.validation.library import ArticleFile, Library
from handrail.content.validation.media import list_addresses
from handrail.content.validation.reading import Reading
from handrail.content.validation.rich_texts import find_withheld, list_text_media
from handrail.content.validation.texts import SIDECAR


def build_sources(reading: Reading, library: Library, find_media: FindMedia) -> dict[str, Source]:
    """By file."""
    site = reading.site
    assert site is not None
    assert isinstance(site.model, Site)
    locales = site.model.locales
    translations = collect_translations(reading)
    files: dict[str, list[ArticleFile]] = {}
    for one in (*library.articles.values(), *library.translations.values()):
        files.setdefault(one.id, []).append(one)
    sources = {}
    for file, shaped in reading.items.items():
        own = files.get(shaped.model.id, []) if isinstance(shaped.model, Article) else []
        addresses = (
            list_media(own, locales)
            if own
            else list_addresses(shaped.model, translations.get(file, {}))
            if shaped.model
            else []
        )
        withheld: set[str] = set()
        if shaped.model and not isinstance(shaped.model, Article):
            addresses = [*addresses, *list_text_media(shaped.model, translations.get(file, {}), locales)]
            withheld = find_withheld(shaped.model, translations.get(file, {}), library)
        sources[file] = build_source(
            shaped.document.value,
            translations.get(file, {}),
            locales[0],
            name_media(file, addresses, find_media),
            name_links(file, own, library),
            withheld,
        )
    return sources


def collect_translations(reading: Reading) -> dict[str, dict[str, Any]]:
    """What is translated of each file, by locale."""
    translations: dict[str, dict[str, Any]] = {}
    for file, sidecar in reading.sidecars.items():
        named = SIDECAR.fullmatch(file)
        assert named is not None
        translations.setdefault(f"{named['stem']}.json", {})[named["locale"]] = sidecar.document.value
    for file, (source, shaped) in reading.translations.items():
        locale = name_locale(file, source)
        translations.setdefault(source, {})[locale] = shaped.document.value
    return translations


def name_locale(file: str, source: str) -> str:
    """`("refunds.nb.md", "refunds.md")` -> `nb`."""
    return file.removesuffix(".md").removeprefix(f"{source.removesuffix('.md')}.")


def list_media(own: Iterable[ArticleFile], locales: Iterable[str]) -> list[str]:
    """What the files of an article name, and where captions of its videos would be."""
    named = [media.address for one in own for media in one.inspected.media]
    return list(dict.fromkeys([*named, *name_all_captions(named, locales)]))


def name_media(file: str, addresses: Iterable[str], find_media: FindMedia) -> dict[str, str]:
    """What each file is served as, by its address."""
    inside = {address: resolve_address(file, address) for address in addresses if not is_remote(address)}
    found = {address: find_media(path) for address, path in inside.items() if path}
    return {address: one.name for address, one in found.items() if one}


def name_links(file: str, own: Iterable[ArticleFile], library: Library) -> Mapping[str, str]:
    """The article that each file is which an article links to."""
    read = [read_link(link.address) for one in own for link in one.inspected.links]
    found = {link.id: library.find_file(file, link.id) for link in read if link.kind == "file"}
    return {path: id_ for path, id_ in sorted(found.items()) if id_}
