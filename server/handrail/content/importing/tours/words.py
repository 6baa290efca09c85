"""Texts of a step on their way: pieces with what is said of them in, the Markdown that a step may have out. What was plain stays plain: it is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote

from handrail.content.compiled import TextElement, TextPart
from handrail.content.importing.tours.values import Doubt
from handrail.content.markdown import is_safe_link, read_text

SPECIAL = re.compile(r"([\\`*_\[\]<]|&(?=#?\w+;)|\{(?=\{)|(?<=\{)\{)")
MARKER = re.compile(r"^(\s*)([-+#]|\d{1,9}(?=[.)]))")
SAFE = "/:?#[]@!$&'()*+,;=%~-._"
SURROGATES = re.compile("[\ud800-\udfff]")
NOT_SHOWN = re.compile("[\0-\x08\x0b-\x1f\x7f\ufdd0\ufdd1\ufeff]")


@dataclass(frozen=True)
class Piece:
    """`break` is a line's end that stays."""

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    href: str = ""


BREAK = Piece("\n")
Kind = Literal["p", "-", "1."]
"""A paragraph, or an entry of a list without or with numbers."""


@dataclass(frozen=True)
class Block:
    """A paragraph, or one entry of a list."""

    pieces: tuple[Piece, ...]
    kind: Kind = "p"


@dataclass(frozen=True)
class Image:
    src: str
    alt: str


@dataclass(frozen=True)
class Words:
    """`doubts` are what could not be taken as it was."""

    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass
class Gatherer:
    """Blocks as they are read, one piece after the other."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    kind: Kind = "p"

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)

    def close(self, kind: Kind = "p") -> None:
        """What comes next is of this kind."""
        if pieces := trim(self.pieces):
            self.blocks.append(Block(pieces, self.kind))
        self.pieces, self.kind = [], kind


def trim(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Runs of space become one, and none is left at either end."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece == BREAK:
            while kept and kept[-1] != BREAK and not kept[-1].text.strip():
                kept.pop()
            kept += [BREAK] if kept and kept[-1] != BREAK else []
            continue
        text = re.sub(r"\s+", " ", clean(piece.text))
        if not kept or kept[-1] == BREAK or kept[-1].text.endswith(" "):
            text = text.lstrip()
        if text:
            kept.append(replace(piece, text=text))
    while kept and (kept[-1] == BREAK or not kept[-1].text.strip()):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def split_pieces(pieces: Sequence[Piece], at: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What comes before a place in their text, and what after it."""
    first: list[Piece] = []
    for index, piece in enumerate(pieces):
        if at <= len(piece.text):
            rest = (replace(piece, text=piece.text[at:]), *pieces[index + 1 :])
            return trim([*first, replace(piece, text=piece.text[:at])]), trim(rest)
        first.append(piece)
        at -= len(piece.text)
    return trim(first), ()


def clean(text: str) -> str:
    """Without what no text may have; two halves of a character become one."""
    if SURROGATES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return NOT_SHOWN.sub("", text)


def clean_line(text: str, longest: int) -> str:
    """For a label or the title of a tour, which have no Markdown: nothing that would be taken for HTML or a placeholder."""
    plain = re.sub(r"<|\{\{+", " ", clean(text))
    return " ".join(plain.split())[:longest].strip()


def read_plain(text: str) -> Words:
    """Blank lines part paragraphs."""
    blocks = (Block(trim([Piece(part)])) for part in re.split(r"\n\s*\n", text))
    return Words(tuple(block for block in blocks if block.pieces))


def say_plain(words: Words) -> str:
    return " ".join("".join(piece.text for piece in block.pieces) for block in words.blocks)


def write_words(words: Words, longest: int) -> tuple[str, bool]:
    """As Markdown, and whether something had to be left out for its length."""
    blocks = list(words.blocks)
    cut = False
    while True:
        text = write_blocks(blocks)
        if len(text) <= longest:
            return text, cut
        cut = True
        if len(blocks) > 1:
            blocks.pop()
        else:
            said = "".join(piece.text for piece in blocks[0].pieces)
            blocks = [Block((Piece(shorten(said, min(len(said) * 3 // 4, longest))),))]


def write_title(pieces: Sequence[Piece], longest: int) -> tuple[str, bool]:
    """On one line; links are text."""
    flat = [replace(piece, text=piece.text.replace("\n", " "), href="") for piece in pieces]
    text = write_pieces(flat, in_title=True)
    cut = False
    said = "".join(piece.text for piece in flat)
    while len(text) > longest:
        cut, said = True, shorten(said, min(len(said) * 3 // 4, longest))
        text = escape(said)
    return text.strip(), cut


def shorten(text: str, longest: int) -> str:
    """At a space where there is one."""
    kept = text[: max(longest - 1, 1)]
    at = kept.rfind(" ")
    return f"{(kept[:at] if at > len(kept) // 2 else kept).rstrip()}…"


def write_blocks(blocks: Sequence[Block]) -> str:
    parts: list[str] = []
    number = 0
    for index, block in enumerate(blocks):
        number = number + 1 if block.kind == "1." else 0
        mark = {"p": "", "-": "- ", "1.": f"{number}. "}[block.kind]
        if index:
            same = block.kind != "p" and blocks[index - 1].kind == block.kind
            parts.append("\n" if same else "\n\n")
        text = write_pieces(block.pieces)
        parts.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    return "".join(parts)


def write_pieces(pieces: Sequence[Piece], *, in_title: bool = False) -> str:
    """With emphasis where Markdown shows it as such; where it would show stars, without."""
    marked = "".join(mark(piece) for piece in join_same(pieces))
    wanted = "".join(piece.text for piece in pieces)
    if not in_title and shown(marked) != squash(wanted):
        marked = "".join(mark(replace(piece, strong=False, em=False, code=False)) for piece in pieces)
        if shown(marked) != squash(wanted):
            marked = "".join(escape(piece.text) if piece != BREAK else "\\\n" for piece in pieces)
    elif in_title and shown(marked) != squash(wanted):
        marked = escape(wanted)
    return escape_start(marked)


def join_same(pieces: Sequence[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece != BREAK and joined[-1] != BREAK and replace(joined[-1], text=piece.text) == piece:
            joined[-1] = replace(piece, text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def mark(piece: Piece) -> str:
    if piece == BREAK:
        return "\\\n"
    inner = piece.text.strip()
    if not inner:
        return piece.text
    before, after = piece.text[: len(piece.text) - len(piece.text.lstrip())], piece.text[len(piece.text.rstrip()) :]
    is_code = piece.code and "{{" not in inner
    if is_code:
        fence = "`" * (max((len(run) for run in re.findall("`+", inner)), default=0) + 1)
        room = " " if inner.startswith("`") or inner.endswith("`") else ""
        text = f"{fence}{room}{inner}{room}{fence}"
    else:
        text = escape(inner)
    text = f"*{text}*" if piece.em else text
    text = f"**{text}**" if piece.strong else text
    if piece.href and is_safe_link(piece.href):
        text = f"[{text}]({write_address(piece.href)})"
    return f"{before}{text}{after}"


def write_address(href: str) -> str:
    odd = re.search(r"[()\s<>\\*_`]", href)
    return f"<{quote(href, safe=SAFE)}>" if odd else href


def escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def escape_start(text: str) -> str:
    """Nothing at the start of a line is taken for a list."""
    return "\n".join(MARKER.sub(lambda found: escape_marker(found[1], found[2]), line) for line in text.split("\n"))


def escape_marker(space: str, sign: str) -> str:
    return f"{space}{sign}\\" if sign[0].isdigit() else f"{space}\\{sign}"


def shown(markdown: str) -> str:
    return squash("".join(flatten(read_text(escape_start(markdown)).parts)))


def flatten(parts: Iterable[TextPart]) -> Iterable[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, TextElement):
            yield " " if part.tag == "br" else ""
            yield from flatten(part.children)


def squash(text: str) -> str:
    return " ".join(text.split())
