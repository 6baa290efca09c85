"""HTML of a mail in, plain text out, what it quotes marked by `> ` as in plain mails. Nothing of the HTML is kept. Pure.

A scanner of our own, because the time it takes must grow with the length alone, whatever a stranger sends: a parser that looks ahead for
the end of each broken tag does not promise that.
"""

from __future__ import annotations

import re
from html import unescape

from handrail.contact.mail.fold import ORIGINAL

LONGEST = 2_000_000
LONGEST_TAG = 2_000
DEEPEST_QUOTE = 20
# What is not text at all. Each matches in any case, up to the end if nothing closes it, so nothing is looked at twice.
UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|title|template|noscript|svg)\b[^<>]*>.*?(?:</\1\b[^<>]*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)|[!?/][^<>]*)>")
ATTRIBUTE = re.compile(r"""\b(id|class|style|href|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)
BLOCK = re.compile(
    "address|article|aside|blockquote|center|d[dlt]|div|fieldset|figure|footer|form|h[1-6r]|header|li|main|nav|[ou]l|p|pre|section|table|tr"
)
SPACED = re.compile("p|h[1-6]|[ou]l|table|blockquote|pre")
VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
# Where Outlook and Yahoo begin what they quote; others use blockquote.
QUOTED_FROM = re.compile(r"\b(divRplyFwdMsg|appendonsend|yahoo_quoted|ms-outlook-mobile-reference-message)\b")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(html: str) -> str:
    writer, seen = Writer(), UNSEEN.sub(" ", html[:LONGEST])
    at = 0
    for found in TAG.finditer(seen):
        writer.add_text(seen[at : found.start()])
        at = found.end()
        closing, name, rest = found[1], found[2], found[3]
        if name and closing:
            writer.end(name.lower())
        elif name:
            writer.start(name.lower(), rest)
    writer.add_text(seen[at:])
    return writer.finish()


def read_attributes(rest: str) -> dict[str, str]:
    found = ATTRIBUTE.finditer(rest[:LONGEST_TAG])
    return {one[1].lower(): unescape(one[2] or one[3] or one[4] or "") for one in found}


class Writer:
    """What a reader would see, line by line. Within a hidden element its name and depth are kept, to know when it ends."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pieces: list[str] = []
        self.quotes = 0
        self.preformatted = 0
        self.hidden, self.depth = "", 0
        self.link: tuple[str, int] | None = None

    def finish(self) -> str:
        self.end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip("\n")

    def start(self, tag: str, rest: str) -> None:
        if self.hidden:
            self.depth += tag == self.hidden
            return
        given = read_attributes(rest) if rest else {}
        if HIDDEN.search(given.get("style", "")) and not VOID.fullmatch(tag):
            self.hidden, self.depth = tag, 1
            return
        if QUOTED_FROM.search(f"{given.get('id', '')} {given.get('class', '')}"):
            self.end_line()
            self.add_line(ORIGINAL)
        if BLOCK.fullmatch(tag):
            self.end_block(tag)
        match tag:
            case "br":
                self.end_line(even_empty=True)
            case "li":
                self.pieces = ["- "]
            case "blockquote":
                self.quotes += 1
            case "pre":
                self.preformatted += 1
            case "td" | "th":
                self.pieces.append(" ")
            case "a":
                self.link = (given.get("href", "").strip(), len(self.pieces))
            case "img":
                self.pieces.append(given.get("alt", ""))

    def end(self, tag: str) -> None:
        if self.hidden:
            self.depth -= tag == self.hidden
            if not self.depth:
                self.hidden = ""
            return
        if tag == "a":
            self.end_link()
        if BLOCK.fullmatch(tag):
            self.end_block(tag)
        if tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif tag == "pre":
            self.preformatted = max(0, self.preformatted - 1)

    def add_text(self, raw: str) -> None:
        if self.hidden or not raw:
            return
        if not self.preformatted:
            self.pieces.append(SPACE.sub(" ", unescape(raw)))
            return
        first, *others = unescape(raw).split("\n")
        self.pieces.append(first.replace(" ", "\u00a0"))
        for other in others:
            self.end_line(even_empty=True)
            self.pieces.append(other.replace(" ", "\u00a0"))

    def end_link(self) -> None:
        """An address that the words do not show is written behind them: there is no link to follow any more."""
        if self.link is None:
            return
        (href, begun), self.link = self.link, None
        label = "".join(self.pieces[begun:]).strip().rstrip("/")
        shown = {href.rstrip("/"), href.partition("://")[2].rstrip("/")}
        if href.startswith(("http://", "https://")) and label and label not in shown:
            self.pieces.append(f" ({href})")

    def end_block(self, tag: str) -> None:
        self.end_line()
        if SPACED.fullmatch(tag) and self.lines and self.lines[-1].strip("> "):
            self.add_line("")

    def end_line(self, *, even_empty: bool = False) -> None:
        """Spaces in a row are one, but for those that do not break."""
        text = re.sub(" +", " ", "".join(self.pieces)).strip(" ")
        self.pieces = []
        if self.link is not None:
            self.link = (self.link[0], 0)
        if text.strip() or even_empty:
            self.add_line(text)

    def add_line(self, text: str) -> None:
        quoted = "> " * min(self.quotes, DEEPEST_QUOTE)
        self.lines.append((quoted + text.replace("\u00a0", " ")).rstrip())
