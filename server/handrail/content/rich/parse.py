"""Markdown in, markdown-it's tokens out, each link, image and tag of HTML with its place (`place_of`). Never raises, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

DEEPEST = 40
CALLOUT = re.compile(r"\[!(\w{1,20})\][ \t]*\n?")
EXPLICIT_ID = re.compile(r"[ \t]*\{#([^\s{}]{1,100})\}[ \t]*$")
PLACED = {"link_open", "image", "html_inline"}
Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True)
class Place:
    """Both from 1; columns in characters."""

    line: int
    column: int


def parse_rich(source: str) -> list[Token]:
    return markdown.parse(source)


def normalise(source: str) -> str:
    """Line ends as `place_of` counts them."""
    return source.replace("\r\n", "\n").replace("\r", "\n")


def remember_place(rule: Rule) -> Rule:
    """The offset in the block's own text goes with the token: markdown-it keeps lines only."""

    def run(state: StateInline, silent: bool) -> bool:
        before, at = len(state.tokens), state.pos
        matched = rule(state, silent)
        if matched and not silent:
            for token in state.tokens[before:]:
                if token.type in PLACED:
                    token.meta.setdefault("at", at)
                    break
        return matched

    return run


def take_marks_off(state: StateCore) -> None:
    """`[!note]` and `{#anchor}` are no text: what they say goes to the block that they stand in."""
    for index, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        token.meta["whole"] = token.content
        if index >= 2 and state.tokens[index - 2].type == "blockquote_open":
            found = CALLOUT.match(token.content)
            if found:
                state.tokens[index - 2].meta["callout"] = found[1].lower()
                token.content, token.meta["cut"] = token.content[found.end() :], found.end()
        elif index >= 1 and state.tokens[index - 1].type == "heading_open":
            found = EXPLICIT_ID.search(token.content)
            if found:
                state.tokens[index - 1].meta["id"] = found[1]
                token.content = token.content[: found.start()]


def make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # a bad link is a fault that is told, not text
    for name, rule in (("link", link), ("image", image), ("autolink", autolink), ("html_inline", html_inline)):
        parser.inline.ruler.at(name, remember_place(rule))
    parser.core.ruler.before("inline", "marks", take_marks_off)
    return parser


markdown = make_parser()


def walk(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Every token of a text, each with the block token that has its lines. What is in an image's `alt` is left out."""
    for token in tokens:
        yield token, token
        for inner in token.children or () if token.type == "inline" else ():
            yield inner, token


def place_of(token: Token, block: Token, lines: Sequence[str]) -> Place:
    """Where a token of `walk` stands, in the lines of the normalised source."""
    first = block.map[0] if block.map else 0
    if token is block:
        line = min(first, len(lines) - 1)
        return Place(line + 1, len(lines[line]) - len(lines[line].lstrip()) + 1)
    content = str(block.meta.get("whole", block.content))
    at = int(token.meta.get("at", 0)) + int(block.meta.get("cut", 0))
    before = content[:at]
    row = before.count("\n")
    line = min(first + row, len(lines) - 1)
    own = content.split("\n")[row]
    shift = lines[line].find(own.strip()) - (len(own) - len(own.lstrip())) if own.strip() else 0
    return Place(line + 1, max(shift, 0) + at - (before.rfind("\n") + 1) + 1)


def text_of(tokens: Sequence[Token] | None) -> str:
    """What is read of inline tokens, `alt` texts too."""
    parts = []
    for token in tokens or ():
        match token.type:
            case "text" | "code_inline":
                parts.append(token.content)
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "image":
                parts.append(text_of(token.children))
    return "".join(parts)
