"""An item as it is kept: what the author wrote, its translations and the language it is written in. The hash is over all of it.

So an item's hash says all that any locale of it shows, images and videos too, and never changes its meaning.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from handrail.content.article import Article, ArticleTranslation
from handrail.content.schema import KINDS, Item, Translation, Translations

HASH_LENGTH = 32


@dataclass(frozen=True)
class Source:
    """`text` is canonical JSON; `translations` are texts by locale and key; `media` the name that a file of the folder is served by, by its address; `links` the article that another file is, by its path from this one; `withheld` ids of articles that no reader of it may have."""

    text: str
    item: Item
    locale: str
    translations: Mapping[str, Mapping[str, str]]
    media: Mapping[str, str]
    links: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:HASH_LENGTH]

    @property
    def locales(self) -> list[str]:
        """Those that make a difference, its own first."""
        named = find_locales(json.loads(self.text)["item"])
        return list(dict.fromkeys([self.locale, *self.translations, *sorted(named)]))


def build_source(
    raw: Mapping[str, Any],
    translations: Mapping[str, Mapping[str, Any]],
    locale: str,
    media: Mapping[str, str] = MappingProxyType({}),
    links: Mapping[str, str] = MappingProxyType({}),
    withheld: Iterable[str] = (),
) -> Source:
    """From values that were validated; `$schema` is the editor's and does not count."""
    plain = {key: value for key, value in raw.items() if key != "$schema"}
    sidecars = {
        tag: {key: value for key, value in texts.items() if key != "$schema"} for tag, texts in translations.items()
    }
    kept: dict[str, Any] = {"item": plain, "locale": locale, "translations": sidecars}
    named: dict[str, Any] = {"media": dict(media), "links": dict(links), "withheld": sorted(withheld)}
    return read_source(write_canonical(kept | {key: value for key, value in named.items() if value}))


def read_source(text: str) -> Source:
    """What `build_source` wrote."""
    kept = json.loads(text)
    model = KINDS[kept["item"]["kind"]]
    item = model.model_validate(kept["item"])
    read = read_article_translation if isinstance(item, Article) else read_translation
    translations = {locale: read(texts) for locale, texts in kept["translations"].items()}
    media, links, withheld = kept.get("media", {}), kept.get("links", {}), frozenset(kept.get("withheld", ()))
    return Source(text, item, kept["locale"], translations, media, links, withheld)


def read_translation(texts: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: value.text if isinstance(value, Translation) else value
        for key, value in Translations.model_validate(texts).root.items()
    }


def read_article_translation(texts: Mapping[str, Any]) -> dict[str, str]:
    read = ArticleTranslation.model_validate(texts)
    said = {"title": read.title, "summary": read.summary, "text": read.text}
    return {key: text for key, text in said.items() if text}


def write_canonical(value: Any) -> str:
    """The same value, the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_text(text: str) -> str:
    """Of a text that is translated: `source` in a sidecar."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def find_locales(value: Any) -> set[str]:
    """Of names that locators give per locale: `{"name": {"en": …, "nb": …}}`."""
    if isinstance(value, list):
        return {tag for one in value for tag in find_locales(one)}
    if not isinstance(value, dict):
        return set()
    named = {tag for key in ("name", "label", "text") if isinstance(value.get(key), dict) for tag in value[key]}
    return named.union(*(find_locales(one) for one in value.values()))
