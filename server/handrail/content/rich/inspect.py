"""What a text has that can be wrong or leads elsewhere: links, images and headings, each with its place, and what may not stand there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from handrail.content.rich.anchors import Heading, list_headings
from handrail.content.rich.media import read_address
from handrail.content.rich.parse import DEEPEST, Place, normalise, parse_rich, place_of, text_of, walk
from handrail.content.rich.tree import CALLOUTS


@dataclass(frozen=True)
class Written:
    """A link or the address of an image as it was written; `alt` is what the image shows."""

    address: str
    alt: str
    place: Place


@dataclass(frozen=True)
class Refused:
    place: Place
    problem: str
    fix: str


@dataclass(frozen=True)
class Inspected:
    headings: Sequence[Heading]
    links: Sequence[Written]
    media: Sequence[Written]
    refused: Sequence[Refused]


def inspect(source: str) -> Inspected:
    """Of any text."""
    tokens, lines = parse_rich(source), normalise(source).split("\n")
    links, media = [], []
    for token, block in walk(tokens):
        if token.type == "link_open":
            href = str(token.attrGet("href") or "")
            links.append(Written(href, "", place_of(token, block, lines)))
        elif token.type == "image":
            alt = text_of(token.children).strip()
            media.append(Written(read_address(token), alt, place_of(token, block, lines)))
    return Inspected(list_headings(tokens), links, media, list(refuse(tokens, lines)))


def refuse(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Refused]:
    for token, block in walk(tokens):
        for problem, fix in tell_refused(token):
            yield Refused(place_of(token, block, lines), problem, fix)
    yield from refuse_doubled(tokens, lines)
    if deep := next((token for token in tokens if token.level >= DEEPEST - 1), None):
        yield Refused(place_of(deep, deep, lines), "this is nested too deeply", f"at most {DEEPEST // 2} levels")


def tell_refused(token: Token) -> Iterator[tuple[str, str]]:
    """What is wrong, and what would be right."""
    match token.type:
        case "html_inline" | "html_block" if not token.content.startswith("</"):
            tag = token.content.strip().splitlines()[0][:40]
            yield f"HTML in a text: {tag}", "write Markdown; what is to be seen as it is goes in `backticks`"
        case "heading_open" if token.tag == "h1":
            yield "a heading of the first level, which is the title", "begin with ##"
        case "heading_open" if token.tag in ("h5", "h6"):
            yield f"a heading of level {token.tag[1]}", "there is ## to ####"
        case "blockquote_open" if token.meta.get("callout", "note") not in CALLOUTS:
            yield f"[!{token.meta['callout']}] is no callout", f"there is {', '.join(CALLOUTS)}"


def refuse_doubled(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Refused]:
    """Anchors that authors gave."""
    seen: set[str] = set()
    for token in tokens:
        anchor = token.meta.get("id") if token.type == "heading_open" else None
        if anchor in seen:
            yield Refused(place_of(token, token, lines), f"#{anchor} is the anchor of two headings", "keep one of them")
        if anchor:
            seen.add(anchor)
