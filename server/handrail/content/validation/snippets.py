"""Whether snippets say what can be shown: they are written as articles are, but in a JSON text, so a fault is told at its beginning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handrail.content.rich.links import read_link
from handrail.content.rich.media import name_all_captions
from handrail.content.schema import Translation, Translations
from handrail.content.snippet import Snippet
from handrail.content.validation.articles import LINKS, ArticleCheck
from handrail.content.validation.faults import Fault, Path
from handrail.content.validation.library import ArticleFile, inspect_once


@dataclass(frozen=True)
class SnippetCheck:
    """`links`: what knows where a link of an article may lead."""

    links: ArticleCheck

    def check_snippet(self, snippet: Snippet) -> Iterator[Fault]:
        document = self.links.document
        if not document.value.get("text") and not document.value.get("media"):
            yield document.fault((), "there is neither text nor media", "say what helps")
        yield from self.check_text(snippet.id, snippet.text, ("text",))

    def check_sidecar(self, sidecar: Translations, snippet: Snippet) -> Iterator[Fault]:
        value = sidecar.root.get("text")
        if isinstance(value, Translation):
            yield from self.check_text(snippet.id, value.text, ("text", "text"))
        elif value:
            yield from self.check_text(snippet.id, value, ("text",))

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


def list_text_media(
    snippet: Snippet, translations: Mapping[str, Mapping[str, object]], locales: Iterable[str]
) -> list[str]:
    """What its texts show, and where captions of its videos would be."""
    translated = [texts["text"] for texts in translations.values() if texts.get("text")]
    texts = [snippet.text, *(str(text["text"] if isinstance(text, dict) else text) for text in translated)]
    named = [media.address for text in texts for media in inspect_once(text).media]
    return [*named, *name_all_captions(named, locales)]
