"""What an article says in sentences: a compiled article in, its sections out. Code, pictures and rules are no sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handrail.content.compiled import ArticlePart, CompiledArticle
from handrail.help.text.sentences import split_sentences

HEADINGS = {"h2": 0, "h3": 1, "h4": 2}
BLOCKS = frozenset(("p", "li", "ul", "ol", "blockquote", "aside", "table", "thead", "tbody", "tr", "br"))
UNSAID = frozenset(("pre", "img", "video", "hr"))
FEWEST_LETTERS = 12


@dataclass(frozen=True)
class Section:
    """`headings`: the one that it stands under last, before it those above that one. The beginning of an article has none, nor `anchor`."""

    headings: Sequence[str]
    anchor: str | None
    sentences: Sequence[str]


def read_sections(article: CompiledArticle) -> list[Section]:
    above: list[str | None] = [None] * len(HEADINGS)
    anchor: str | None = None
    texts: list[str] = []
    sections: list[Section] = []

    def close() -> None:
        sentences = join_short(split_sentences("".join(texts)))
        sections.append(Section([one for one in above if one], anchor, sentences))

    for part in article.body:
        level = None if isinstance(part, str) else HEADINGS.get(part.tag)
        if isinstance(part, str) or level is None:
            texts.extend(read_part(part))
            continue
        close()
        above[level:] = ["".join(read_parts(part.children)).strip(), *[None] * (len(HEADINGS) - level - 1)]
        anchor, texts = part.id, []
    close()
    return [section for section in sections if section.sentences]


def read_parts(parts: Sequence[ArticlePart]) -> Iterator[str]:
    for part in parts:
        yield from read_part(part)


def read_part(part: ArticlePart) -> Iterator[str]:
    """Blocks are on lines of their own, the cells of a row side by side."""
    if isinstance(part, str):
        yield part.replace("\n", " ")
    elif part.tag in ("td", "th"):
        yield from (*read_parts(part.children), " – ")
    elif part.tag in BLOCKS:
        yield from ("\n", *read_parts(part.children), "\n")
    elif part.tag not in UNSAID:
        yield from read_parts(part.children)


def join_short(sentences: Sequence[str]) -> list[str]:
    """`Yes!` belongs to what comes next."""
    joined: list[str] = []
    begun = ""
    for sentence in (one.strip(" –") for one in sentences):
        begun = f"{begun} {sentence}".strip()
        if len(begun) >= FEWEST_LETTERS:
            joined.append(begun)
            begun = ""
    return [*joined, begun] if begun else joined
