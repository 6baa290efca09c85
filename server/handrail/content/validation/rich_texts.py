"""Whether texts that are written as articles are, but in a JSON text, can be shown. So a fault is told at the beginning of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handrail.content.rich.links import read_link
from handrail.content.rich.media import name_all_captions
from handrail.content.schema import Item, Translation, Translations
from handrail.content.texts import tell_format, texts_of
from handrail.content.validation.articles import LINKS, ArticleCheck
from handrail.content.validation.faults import Fault, Path
from handrail.content.validation.library import ArticleFile, inspect_once
from handrail.content.validation.texts import to_path


@dataclass(frozen=True)
class RichTextCheck:
    """`links`: what knows where a link of an article may lead."""

    links: ArticleCheck

    def check_item(self, item: Item) -> Iterator[Fault]:
        for key, text in texts_of(item):
            if tell_format(item, key) == "rich":
                yield from self.check_text(item.id, text, to_path(item, key))

    def check_sidecar(self, sidecar: Translations, item: Item) -> Iterator[Fault]:
        known = dict(texts_of(item))
        for key, value in sidecar.root.items():
            if key in known and tell_format(item, key) == "rich":
                path: Path = (key, "text") if isinstance(value, Translation) else (key,)
                yield from self.check_text(item.id, value.text if isinstance(value, Translation) else value, path)

    def check_text(self, id_: str, text: str, path: Path) -> Iterator[Fault]:
        inspected, document = inspect_once(text), self.links.document
        own = ArticleFile(id_, document.file, "everyone", frozenset(), inspected)
        for refused in inspected.refused:
            yield document.fault(path, refused.problem, refused.fix)
        for written in inspected.links:
            link = read_link(written.address)
            if link.kind in ("here", "file"):
                yield document.fault(path, f'the link to "{written.address[:60]}" is not allowed', LINKS)
            else:
                yield from self.links.check_link(link, written, own, path)
        for media in inspected.media:
            yield from self.links.check_media(media, path)


def list_text_media(item: Item, translations: Mapping[str, Mapping[str, object]], locales: Iterable[str]) -> list[str]:
    """What its texts show, and where captions of its videos would be."""
    rich = {key: text for key, text in texts_of(item) if tell_format(item, key) == "rich"}
    translated = [said for texts in translations.values() for key, said in texts.items() if key in rich and said]
    texts = [*rich.values(), *(str(said["text"] if isinstance(said, dict) else said) for said in translated)]
    named = [media.address for text in texts for media in inspect_once(text).media]
    return [*named, *name_all_captions(named, locales)]
