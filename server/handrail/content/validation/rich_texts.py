"""Whether texts that are written as articles are, but in a JSON text, can be shown. So a fault is told at the beginning of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handrail.content.markdown import read_text
from handrail.content.rich.inspect import Written
from handrail.content.rich.links import read_link
from handrail.content.rich.media import name_all_captions
from handrail.content.rich.parse import Place
from handrail.content.schema import Item, Translation, Translations
from handrail.content.texts import tell_format, texts_of
from handrail.content.validation.articles import LINKS, ArticleCheck
from handrail.content.validation.faults import Fault, Path
from handrail.content.validation.library import ArticleFile, Library, inspect_once
from handrail.content.validation.texts import to_path


@dataclass(frozen=True)
class RichTextCheck:
    """`links`: what knows where a link of an article may lead."""

    links: ArticleCheck

    def check_item(self, item: Item) -> Iterator[Fault]:
        for key, text in texts_of(item):
            yield from self.check_text(item, key, text, to_path(item, key))

    def check_sidecar(self, sidecar: Translations, item: Item) -> Iterator[Fault]:
        known = dict(texts_of(item))
        for key, value in sidecar.root.items():
            if key in known:
                path: Path = (key, "text") if isinstance(value, Translation) else (key,)
                said = value.text if isinstance(value, Translation) else value
                yield from self.check_text(item, key, said, path)

    def check_text(self, item: Item, key: str, text: str, path: Path) -> Iterator[Fault]:
        document = self.links.document
        match tell_format(item, key):
            case "rich":
                inspected = inspect_once(text)
                own = ArticleFile(item.id, document.file, "everyone", frozenset(), inspected)
                for refused in inspected.refused:
                    yield document.fault(path, refused.problem, refused.fix)
                yield from self.check_links(inspected.links, own, path)
                for media in inspected.media:
                    yield from self.links.check_media(media, path)
            case "linked":
                own = ArticleFile(item.id, document.file, "everyone", frozenset(), inspect_once(text))
                yield from self.check_links(list_card_links(text), own, path)

    def check_links(self, links: Iterable[Written], own: ArticleFile, path: Path) -> Iterator[Fault]:
        for written in links:
            link = read_link(written.address)
            if link.kind in ("here", "file"):
                yield self.links.document.fault(path, f'the link to "{written.address[:60]}" is not allowed', LINKS)
            else:
                yield from self.links.check_link(link, written, own, path)


def list_card_links(text: str) -> list[Written]:
    """Of a text that is read as those of cards are, not as an article is."""
    return [Written(href, "", Place(1, 1)) for href in read_text(text).links]


def list_text_media(item: Item, translations: Mapping[str, Mapping[str, object]], locales: Iterable[str]) -> list[str]:
    """What its texts show, and where captions of its videos would be."""
    named = [media.address for text in list_rich(item, translations) for media in inspect_once(text).media]
    return [*named, *name_all_captions(named, locales)]


def find_withheld(item: Item, translations: Mapping[str, Mapping[str, object]], library: Library) -> set[str]:
    """Articles for agents alone that its texts link to: who reads it is no agent."""
    links = [read_link(link.address) for text in list_rich(item, translations) for link in inspect_once(text).links]
    others = [library.articles.get(link.id) for link in links if link.kind == "article"]
    return {other.id for other in others if other and other.audience == "agents"}


def list_rich(item: Item, translations: Mapping[str, Mapping[str, object]]) -> list[str]:
    """In all languages."""
    rich = {key: text for key, text in texts_of(item) if tell_format(item, key) == "rich"}
    translated = [said for texts in translations.values() for key, said in texts.items() if key in rich and said]
    return [*rich.values(), *(str(said["text"] if isinstance(said, dict) else said) for said in translated)]
