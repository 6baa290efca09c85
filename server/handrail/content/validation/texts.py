"""Whether texts can be shown: their links, their placeholders, and the sidecars that translate them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from handrail.content.locales import fallbacks
from handrail.content.markdown import find_html, is_safe_link, read_text, read_title
from handrail.content.schema import Item, Translation, Translations
from handrail.content.source import Source, hash_text
from handrail.content.texts import Format, tell_format, texts_of
from handrail.content.theme import Theme
from handrail.content.validation.declared import Declared
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.parse import Document

SIDECAR = re.compile(r"(?P<stem>.+)\.(?P<locale>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.json")
EXAMPLE = '{{ first_name | default: "you" }}'


@dataclass(frozen=True)
class TextCheck:
    declared: Declared

    def check_item(self, document: Document, item: Item) -> Iterator[Fault]:
        for key, text in texts_of(item):
            yield from self.check_text(document, to_path(item, key), tell_format(item, key), text)

    def check_text(self, document: Document, path: Path, format_: Format, text: str) -> Iterator[Fault]:
        """What is written as an article is has a check of its own (`rich_texts.py`), as links to items have."""
        if format_ == "address":
            return
        for tag in [] if format_ == "rich" else find_html(text)[:1]:
            problem = f"HTML in a text: {tag.splitlines()[0][:40]}"
            yield document.fault(path, problem, "write Markdown; what is to be seen as it is goes in `backticks`")
        if format_ in ("plain", "rich"):
            if "{{" in text:
                yield document.fault(path, "there are no placeholders here", "they go into the title or text of a step")
            return
        read = read_title(text) if format_ == "title" else read_text(text)
        for link in [] if format_ == "linked" else read.links:
            if not is_safe_link(link):
                yield document.fault(
                    path,
                    f'the link to "{link[:60]}" is not allowed',
                    "https://…, mailto:… or a path of the site, as in /invoices",
                )
        for unread in read.unread:
            yield document.fault(path, f"{unread} is no placeholder", f"as in {EXAMPLE}")
        for trait in sorted(read.traits - self.declared.traits.keys()):
            fix = suggest(trait, sorted(self.declared.traits), "declare it in site.json under traits", few=0)
            yield document.fault(path, f'trait "{trait}" is not declared', fix)

    def check_sidecar(self, document: Document, sidecar: Translations, item: Item, locale: str) -> Iterator[Fault]:
        if locale not in self.declared.locales:
            fix = suggest(locale, self.declared.locales)
            yield document.fault((), f'"{locale}" is no locale of this site', fix)
        texts = dict(texts_of(item))
        for key, value in sidecar.root.items():
            if key == "$schema":
                continue
            if key not in texts:
                yield document.fault((key,), f'there is no "{key}" to translate', suggest(key, texts, few=0), key=True)
                continue
            path: Path = (key, "text") if isinstance(value, Translation) else (key,)
            said = value.text if isinstance(value, Translation) else value
            yield from self.check_text(document, path, tell_format(item, key), said)
            if isinstance(value, Translation) and value.source not in (None, hash_text(texts[key])):
                fix = f'check the translation, then write "source": "{hash_text(texts[key])}"'
                yield document.fault((key, "source"), "the source text has changed since", fix, warning=True)


def list_untranslated(sources: Iterable[Source]) -> dict[str, list[str]]:
    """By locale the texts that fall back to the source's language, as `first-invoice: steps.new.text`. Locales without any sidecar are left out."""
    written = [source for source in sources if not isinstance(source.item, Theme)]
    locales = sorted({locale for source in written for locale in source.translations})
    missing: dict[str, list[str]] = {}
    for locale in locales:
        for source in written:
            chain = fallbacks(locale, locale)
            there = {key for tag in chain for key in source.translations.get(tag, {})}
            keys = [key for key, text in texts_of(source.item) if text and key not in there]
            missing.setdefault(locale, []).extend(f"{source.item.id}: {key}" for key in keys)
    return {locale: keys for locale, keys in missing.items() if keys}


def to_path(item: Item, key: str) -> Path:
    """`steps.new.title` -> `("steps", 0, "title")`: what stands in a list is named by its id."""
    path: list[str | int] = []
    current: Any = item
    for part in key.split("."):
        if isinstance(current, list):
            ids = [getattr(one, "id", str(index)) for index, one in enumerate(current)]
            path.append(ids.index(part))
            current = current[ids.index(part)]
        else:
            path.append(part)
            current = getattr(current, part, None)
    return tuple(path)
