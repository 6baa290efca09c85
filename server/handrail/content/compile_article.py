"""An article's source and a locale in, what a reader gets out. Pure."""

from __future__ import annotations

from itertools import pairwise

from handrail.content.article import Article
from handrail.content.compiled import CompiledArticle, CompiledHeading
from handrail.content.locales import fallbacks
from handrail.content.rich.anchors import list_headings
from handrail.content.rich.links import read_link, write_item
from handrail.content.rich.parse import parse_rich, text_of
from handrail.content.rich.tree import Addresses, build_tree
from handrail.content.source import Source

LONGEST_SUMMARY = 300
BEGINNING, ENOUGH_FOR_A_SUMMARY = 500, 3_000


def compile_article(source: Source, locale: str) -> CompiledArticle:
    """What is not translated stays in the source's language: title, summary and text, one by one."""
    article = source.item
    assert isinstance(article, Article)
    text = pick_text(source, "text", locale) or article.text
    outline = list_headings(parse_rich(article.text)) if text is not article.text else ()
    tokens = parse_rich(text)
    headings = list_headings(tokens, like=outline)
    return CompiledArticle(
        kind="article",
        id=article.id,
        locale=locale,
        title=pick_text(source, "title", locale) or article.title,
        summary=summarise(source, locale),
        topic=article.topic,
        tags=article.tags,
        related=article.related,
        body=build_tree(tokens, headings, find_addresses(source, locale)),
        headings=[CompiledHeading(id=one.id, level=min(max(one.level, 2), 4), text=one.text) for one in headings],
    )


def pick_text(source: Source, key: str, locale: str) -> str | None:
    """Of the nearest translation that has it."""
    chain = fallbacks(locale, source.locale)
    return next((text for tag in chain if (text := source.translations.get(tag, {}).get(key))), None)


def summarise(source: Source, locale: str) -> str:
    """The summary, or else how the text begins, in the nearest locale that has either."""
    article = source.item
    assert isinstance(article, Article)
    for tag in fallbacks(locale, source.locale):
        texts = source.translations.get(tag, {})
        if found := texts.get("summary") or begin(texts.get("text", "")):
            return found
    return article.summary or begin(article.text)


def begin(text: str) -> str:
    """The first paragraph, as plain text."""
    read = find_paragraph(text[:BEGINNING].rpartition("\n\n")[0]) if len(text) > BEGINNING else ""
    return shorten(read or find_paragraph(text[:ENOUGH_FOR_A_SUMMARY]))


def find_paragraph(text: str) -> str:
    for before, token in pairwise(parse_rich(text)):
        if before.type == "paragraph_open" and (read := " ".join(text_of(token.children).split())):
            return read
    return ""


def shorten(text: str) -> str:
    """To a whole word, where words have spaces between them."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    cut = text[: LONGEST_SUMMARY - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def find_addresses(source: Source, locale: str) -> Addresses:
    """Links to a file, or to a place in the same text, become links to an article; files go by their name on this server."""

    def link(href: str) -> str | None:
        read = read_link(href)
        match read.kind:
            case "article" if read.id in source.withheld:
                return None
            case "here":
                return write_item(source.item.id, read.anchor)
            case "article":
                return write_item(read.id, read.anchor)
            case "file" if read.id in source.links:
                return write_item(source.links[read.id], read.anchor)
        return href

    def media(address: str) -> str | None:
        name = source.media.get(address)
        return f"/v1/content/{name}" if name else address if address.startswith("https://") else None

    return Addresses(link, media, fallbacks(locale, source.locale))
