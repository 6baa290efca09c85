"""Tokens in, the node tree that pages get out. Never HTML: `validate` refuses it, and what gets by stays literal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from markdown_it.token import Token

from handrail.content.compiled import ArticleElement, ArticlePart, Callout
from handrail.content.media import is_remote
from handrail.content.rich.anchors import Heading
from handrail.content.rich.highlight import highlight
from handrail.content.rich.media import is_video, name_captions, read_address
from handrail.content.rich.parse import join_lines, text_of

CALLOUTS: tuple[str, ...] = get_args(Callout)
TAGS = {
    "paragraph": "p",
    "strong": "strong",
    "em": "em",
    "s": "del",
    "link": "a",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    **{tag: tag for tag in ("blockquote", "table", "thead", "tbody", "tr", "th", "td")},
}
ALIGN = {f"text-align:{side}": side for side in ("left", "center", "right")}


@dataclass(frozen=True)
class Addresses:
    """From what an author wrote to what a page gets: of a link, `None` when it is its text alone; of an image, a video or captions, `None` when there is no such file.

    `locales` are those in which captions are looked for, the reader's first, the author's last: that is what captions without one are in.
    """

    link: Callable[[str], str | None]
    media: Callable[[str], str | None]
    locales: Sequence[str] = ()


def build_tree(tokens: Sequence[Token], headings: Sequence[Heading], addresses: Addresses) -> list[ArticlePart]:
    """`headings` are those of `list_headings`, in order."""
    return Builder(iter(headings), addresses).build(tokens)


class Builder:
    """markdown-it's flat tokens into a tree."""

    def __init__(self, headings: Iterator[Heading], addresses: Addresses) -> None:
        self.headings = headings
        self.addresses = addresses

    def build(self, tokens: Sequence[Token]) -> list[ArticlePart]:
        stack: list[tuple[dict[str, Any], list[ArticlePart]]] = [({}, [])]
        for index, token in enumerate(tokens):
            into = stack[-1][1]
            if token.hidden:  # the paragraph of a tight list item
                continue
            if token.nesting == 1:
                stack.append((self.open(token), []))
            elif token.nesting == -1:
                attributes, children = stack.pop()
                if attributes["tag"] == "a" and attributes["href"] is None:
                    stack[-1][1].extend(children)
                elif children or attributes["tag"] != "p":
                    stack[-1][1].append(ArticleElement(**attributes, children=join(children)))
            elif token.type == "inline":
                into.extend(self.build(token.children or []))
            elif token.type == "softbreak":
                into.append(join_lines(tokens, index))
            else:
                into.append(self.leaf(token))
        return join(stack[0][1])

    def open(self, token: Token) -> dict[str, Any]:
        kind = token.type.removesuffix("_open")
        match kind:
            case "heading":
                level = min(max(int(token.tag[1:]), 2), 4)
                return {"tag": f"h{level}", "id": next(self.headings).id}
            case "link":
                return {"tag": "a", "href": self.addresses.link(str(token.attrGet("href") or ""))}
            case "ordered_list" if token.attrGet("start") is not None:
                return {"tag": "ol", "start": int(str(token.attrGet("start")))}
            case "blockquote" if token.meta.get("callout") in CALLOUTS:
                return {"tag": "aside", "callout": token.meta["callout"]}
            case "th" | "td":
                return {"tag": kind, "align": ALIGN.get(str(token.attrGet("style")))}
        return {"tag": TAGS[kind]}

    def leaf(self, token: Token) -> ArticlePart:
        match token.type:
            case "hardbreak":
                return ArticleElement(tag="br")
            case "hr":
                return ArticleElement(tag="hr")
            case "code_inline":
                return ArticleElement(tag="code", children=[token.content])
            case "fence" | "code_block":
                return build_code(token)
            case "image":
                return self.build_media(token)
            case "html_block":
                return ArticleElement(tag="p", children=[token.content.strip()])
        return token.content

    def build_media(self, token: Token) -> ArticlePart:
        alt, written = text_of(token.children).strip(), read_address(token)
        src = self.addresses.media(written)
        if src is None:
            return alt
        if not is_video(written):
            return ArticleElement(tag="img", src=src, alt=alt)
        captions, locale = self.find_captions(written)
        return ArticleElement(tag="video", src=src, alt=alt, captions=captions, captions_locale=locale)

    def find_captions(self, video: str) -> tuple[str | None, str | None]:
        """Their address and their locale. Of a video elsewhere nobody knows which there are."""
        media, locales = self.addresses.media, self.addresses.locales
        for locale in () if is_remote(video) else locales:
            if found := media(name_captions(video, locale)):
                return found, locale
        found = media(name_captions(video))
        return found, locales[-1] if found and locales else None


def build_code(token: Token) -> ArticleElement:
    language = token.info.split(maxsplit=1)[0].lower() if token.info.strip() else ""
    children: list[ArticlePart] = [
        piece if kind is None else ArticleElement(tag="span", token=kind, children=[piece])
        for kind, piece in highlight(token.content.removesuffix("\n"), language)
    ]
    return ArticleElement(tag="pre", language=language[:40] or None, children=children)


def join(parts: list[ArticlePart]) -> list[ArticlePart]:
    """Texts that follow each other become one; empty ones go."""
    joined: list[ArticlePart] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return joined
