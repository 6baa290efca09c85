"""An item in, what can be found of it out: a `Document` for each locale that makes a difference in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handrail.content.article import Article
from handrail.content.compile import compile_tour
from handrail.content.compile_article import pick_text
from handrail.content.compiled import TextElement, TextPart
from handrail.content.rich.anchors import Heading, list_headings
from handrail.content.rich.parse import parse_rich, text_of
from handrail.content.snippet import Snippet
from handrail.content.source import Source
from handrail.content.tour import Tour
from handrail.help.search.passages import Document, Passage, cut_passage

BLOCKS = ("p", "li", "ul", "ol", "br")


def describe_item(source: Source) -> list[Document]:
    """None for what is not looked for: a theme, the site."""
    match source.item:
        case Article():
            return [describe_article(source, locale) for locale in source.locales]
        case Snippet():
            return [describe_snippet(source, locale) for locale in source.locales]
        case Tour():
            return [describe_tour(source, locale) for locale in source.locales]
        case _:
            return []


def describe_article(source: Source, locale: str) -> Document:
    article = source.item
    assert isinstance(article, Article)
    written = pick_text(source, "text", locale) or article.text
    passages = list(read_sections(written, article.text))
    summary = pick_text(source, "summary", locale) or article.summary
    if summary and summary not in passages[0].text:
        passages[0] = passages[0].model_copy(update={"text": f"{summary} {passages[0].text}".strip()})
    return Document(
        kind="article",
        id=article.id,
        locale=locale,
        title=pick_text(source, "title", locale) or article.title,
        passages=[part for passage in passages for part in cut_passage(passage)],
        tags=article.tags,
        topic=article.topic,
        audience=article.audience,
    )


def read_sections(written: str, original: str) -> Iterator[Passage]:
    """Its beginning, and what follows each heading."""
    tokens = parse_rich(written)
    outline = list_headings(parse_rich(original)) if written != original else ()
    headings = iter(list_headings(tokens, like=outline))
    heading: Heading | None = None
    texts: list[str] = []
    is_heading = False
    for token in tokens:
        if token.type == "heading_open":
            yield make_passage(heading, texts)
            heading, texts, is_heading = next(headings), [], True
        elif token.type == "heading_close":
            is_heading = False
        elif token.type == "inline" and not is_heading:
            texts.append(text_of(token.children))
        elif token.type in ("fence", "code_block"):
            texts.append(token.content)
    yield make_passage(heading, texts)


def make_passage(heading: Heading | None, texts: Sequence[str]) -> Passage:
    text = " ".join(" ".join(texts).split())
    return Passage(text=text, heading=heading.text or None if heading else None, anchor=heading.id if heading else None)


def describe_snippet(source: Source, locale: str) -> Document:
    """One passage: it is short."""
    snippet = source.item
    assert isinstance(snippet, Snippet)
    written = pick_text(source, "text", locale) or snippet.text
    sections = read_sections(written, snippet.text)
    text = " ".join(part for one in sections for part in (one.heading, one.text) if part)
    return Document(
        kind="snippet",
        id=snippet.id,
        locale=locale,
        title=pick_text(source, "title", locale) or snippet.title,
        passages=cut_passage(Passage(text=text)),
    )


def describe_tour(source: Source, locale: str) -> Document:
    """One passage: it is the tour that is started, not a step of it."""
    body = compile_tour(source, locale)
    texts = [read_parts([*step.title, ". ", *step.text] if step.text else step.title) for step in body.steps]
    whole = Passage(text=" ".join(text for text in texts if text))
    return Document(kind="tour", id=body.id, locale=locale, title=body.title, passages=cut_passage(whole))


def read_parts(parts: Sequence[TextPart]) -> str:
    """What is read; a word that differs from person to person is left out."""
    return " ".join(write_parts(parts).split())


def write_parts(parts: Sequence[TextPart]) -> str:
    return "".join(
        part if isinstance(part, str) else write_element(part) if isinstance(part, TextElement) else " "
        for part in parts
    )


def write_element(element: TextElement) -> str:
    inner = write_parts(element.children)
    return f" {inner} " if element.tag in BLOCKS else inner
