"""Markdown in, markdown-it's tokens out, each link, image and tag of HTML with its place (`place_of`). Never raises, whatever the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

DEEPEST = 40
# Brackets in vain, in characters: beyond it, whatever else looks like a link is text.
PATIENCE = 3_000_000
CALLOUT = re.compile(r"\[!(\w{1,20})\][ \t]*\n?")
EXPLICIT_ID = re.compile(r"[ \t]*\{#([^\s{}]{1,100})\}[ \t]*$")
PLACED = {"link_open", "image", "html_inline"}
Rule = Callable[[StateInline, bool], bool]
RULES = (("link", link, "["), ("image", image, "!["), ("autolink", autolink, "<"), ("html_inline", html_inline, "<"))


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


def remember_place(rule: Rule, opening: str) -> Rule:
    """The offsets in the block's own text go with the token: markdown-it keeps lines only.

    A bracket that is never closed is looked for to the end each time, so what was looked at in vain is counted.
    """

    def run(state: StateInline, silent: bool) -> bool:
        before, at = len(state.tokens), state.pos
        if state.env.get("spent", 0) > PATIENCE:
            return False
        matched = rule(state, silent)
        if not matched and state.src.startswith(opening, at):
            state.env["spent"] = state.env.get("spent", 0) + state.posMax - at
        if matched and not silent:
            for token in state.tokens[before:]:
                if token.type in PLACED and "at" not in token.meta:
                    token.meta |= {"at": at, "end": state.pos}
                    break
        return matched

    return run


def prepare_inlines(state: StateCore) -> None:
    """Before they are read: where each stands in its line, and what `[!note]` and `{#anchor}` say goes to the block around."""
    lines = state.src.split("\n")
    before = (-1, 0)
    for index, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        token.meta["whole"] = token.content
        before = remember_column(token, lines, before)
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


def remember_column(token: Token, lines: Sequence[str], before: tuple[int, int]) -> tuple[int, int]:
    """Cells of a table share a line: each is looked for after the one before. Gives the line, and where this one ends in it."""
    line = token.map[0] if token.map else 0
    first = token.content.partition("\n")[0].strip()
    column = max(lines[line].find(first, before[1] if before[0] == line else 0), 0)
    token.meta["column"] = column
    return line, column + len(first)


def make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # a bad link is a fault that is told, not text
    for name, rule, opening in RULES:
        parser.inline.ruler.at(name, remember_place(rule, opening))
    parser.core.ruler.before("inline", "prepare", prepare_inlines)
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
    if token is block:
        line = min(block.map[0] if block.map else 0, len(lines) - 1)
        return Place(line + 1, len(lines[line]) - len(lines[line].lstrip()) + 1)
    return place_in(block, int(token.meta.get("at", 0)) + int(block.meta.get("cut", 0)), lines)


def place_in(block: Token, at: int, lines: Sequence[str]) -> Place:
    """Of an offset in the text of a block, as it was before `[!note]` was taken off."""
    rows = find_rows(block)
    row = bisect_right(rows, at) - 1
    line = min((block.map[0] if block.map else 0) + row, len(lines) - 1)
    own = str(block.meta["whole"])[rows[row] :].partition("\n")[0]
    shift = int(block.meta["column"]) if row == 0 else max(lines[line].find(own.strip()), 0)
    shift -= len(own) - len(own.lstrip())
    return Place(line + 1, max(shift, 0) + at - rows[row] + 1)


def find_rows(block: Token) -> list[int]:
    """Where each line of a block's text begins; looked for once."""
    if "rows" not in block.meta:
        block.meta["rows"] = [0, *(found.end() for found in re.finditer("\n", str(block.meta["whole"])))]
    rows: list[int] = block.meta["rows"]
    return rows


def text_of(tokens: Sequence[Token] | None) -> str:
    """What is read of inline tokens, `alt` texts too."""
    parts = []
    for index, token in enumerate(tokens or ()):
        match token.type:
            case "text" | "code_inline":
                parts.append(token.content)
            case "softbreak":
                parts.append(join_lines(tokens or (), index))
            case "hardbreak":
                parts.append(" ")
            case "image":
                parts.append(text_of(token.children))
    return "".join(parts)


def join_lines(tokens: Sequence[Token], index: int) -> str:
    """What a line end in a paragraph stands for: a space, but nothing within a script that has none between its words."""
    around = (tokens[at].content for at in (index - 1, index + 1) if 0 <= at < len(tokens))
    ends = [text[edge : edge + 1 or None] for text, edge in zip(around, (-1, 0), strict=False)]
    return "" if len(ends) == 2 and all(map(is_unspaced, ends)) else " "


def is_unspaced(character: str) -> bool:
    """Chinese and Japanese; Korean has spaces."""
    wide = bool(character) and unicodedata.east_asian_width(character) in ("W", "F")
    return wide and not unicodedata.name(character, "").startswith("HANGUL")
