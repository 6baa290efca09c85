"""Authors' text in, the small node tree that pages get out. Never HTML: `validate` refuses it, and what gets by stays literal.

Markdown: emphasis, code, links, lists, line breaks. `{{ first_name | default: "you" }}` becomes a `Var`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handrail.content.compiled import TextElement, TextPart, Var

PLACEHOLDER = re.compile(r'\{\{\s*([a-z][a-z0-9_]{0,62})\s*\|\s*default:\s*"([^"{}]{0,200})"\s*\}\}')
# A placeholder stands in for itself while Markdown is read, as two characters that no text may have (Unicode 23.7) around its number.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
STAND_IN = re.compile(f"{OPEN}([0-9]+){CLOSE}")
SAFE_LINK = re.compile(r"https?://[^/\\]|mailto:[^\s]|/(?![/\\])", re.IGNORECASE)
TAGS = {
    "paragraph": "p",
    "strong": "strong",
    "em": "em",
    "link": "a",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
}

markdown = MarkdownIt("zero", {"maxNesting": 20}).enable(
    [
        "list",
        "emphasis",
        "backticks",
        "link",
        "autolink",
        "escape",
        "entity",
        "newline",
        "balance_pairs",
        "fragments_join",
    ]
)
markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # a bad link is a fault that is told, not text
html_markdown = MarkdownIt("zero", {"html": True, "maxNesting": 20}).enable(
    ["backticks", "autolink", "escape", "html_inline", "html_block"]
)
title_markdown = MarkdownIt("zero").enable(
    ["emphasis", "backticks", "escape", "entity", "balance_pairs", "fragments_join"]
)


@dataclass
class Text:
    """`links` are all that were written, good or bad; `unread` is what looks like a placeholder and is none."""

    parts: list[TextPart]
    links: list[str] = field(default_factory=list)
    traits: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)


def is_safe_link(href: str) -> bool:
    """http, https, mailto, or a path of the host's own site; another scheme or another host without one is none."""
    return SAFE_LINK.match(href) is not None


def find_html(source: str) -> list[str]:
    """Tags and comments that would be HTML, were it allowed. Not what stands in backticks or is escaped."""
    if "<" not in source:
        return []
    tokens = [inner for token in html_markdown.parse(source) for inner in (token, *(token.children or ()))]
    return [token.content.strip() for token in tokens if token.type in ("html_inline", "html_block")]


def read_text(source: str) -> Text:
    """Blocks: paragraphs and lists."""
    return _read(markdown, source, inline=False)


def read_title(source: str) -> Text:
    """One line: emphasis and code only."""
    return _read(title_markdown, source, inline=True)


def _read(parser: MarkdownIt, source: str, *, inline: bool) -> Text:
    variables: list[Var] = []

    def stand_in(found: re.Match[str]) -> str:
        variables.append(Var(var=found.group(1), default=found.group(2)))
        return f"{OPEN}{len(variables) - 1}{CLOSE}"

    bare = PLACEHOLDER.sub(stand_in, source.replace(OPEN, "").replace(CLOSE, ""))
    text = Text([], traits={variable.var for variable in variables})
    text.unread = re.findall(r"\{\{[^{}]{0,40}(?:\}\})?", bare)
    tokens = parser.parseInline(bare) if inline else parser.parse(bare)
    text.parts = Builder(variables, text.links).build(tokens)
    return text


class Builder:
    """Markdown's flat tokens into a tree."""

    def __init__(self, variables: list[Var], links: list[str]) -> None:
        self.variables = variables
        self.links = links

    def build(self, tokens: list[Token]) -> list[TextPart]:
        stack: list[tuple[str, str | None, list[TextPart]]] = [("", None, [])]
        for token in tokens:
            into = stack[-1][2]
            kind = token.type.removesuffix("_open").removesuffix("_close")
            if token.hidden:  # the paragraph of a tight list item
                continue
            if token.nesting == 1:
                stack.append((TAGS[kind], self.read_link(token) if kind == "link" else None, []))
            elif token.nesting == -1:
                tag, href, children = stack.pop()
                stack[-1][2].append(TextElement.model_validate({"tag": tag, "href": href, "children": children}))
            elif kind == "inline":
                into.extend(self.build(token.children or []))
            elif kind == "hardbreak":
                into.append(TextElement(tag="br"))
            elif kind == "code_inline":
                into.append(TextElement(tag="code", children=self.fill(token.content)))
            else:
                into.extend(self.fill(" " if kind == "softbreak" else token.content))
        return join(stack[0][2])

    def read_link(self, token: Token) -> str:
        href = str(token.attrGet("href") or "")
        self.links.append(href)
        return href

    def fill(self, text: str) -> list[TextPart]:
        """`"Hi \ufdd00\ufdd1!"` -> `["Hi ", Var, "!"]`."""
        parts = STAND_IN.split(text)
        filled: list[TextPart] = [self.variables[int(part)] if index % 2 else part for index, part in enumerate(parts)]
        return [part for part in filled if part != ""]


def join(parts: list[TextPart]) -> list[TextPart]:
    """Texts that follow each other become one."""
    joined: list[TextPart] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
