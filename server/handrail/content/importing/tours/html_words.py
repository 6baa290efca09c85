"""HTML of a text in, words out. What a step's text has no form for stays as plain text, or is told."""

from __future__ import annotations

from html.parser import HTMLParser

from handrail.content.importing.html import BLOCKS, DROPPED, HEADINGS
from handrail.content.importing.tours.values import Doubt
from handrail.content.importing.tours.words import BREAK, Gatherer, Image, Kind, Piece, Words
from handrail.content.markdown import is_safe_link

STRONG, EM, CODE = (
    {"b", "strong", *HEADINGS, "th", "summary", "dt"},
    {"i", "em", "cite", "var"},
    {"code", "kbd", "tt", "samp", "pre"},
)
PARAGRAPHS = (
    BLOCKS | HEADINGS.keys() | {"pre", "blockquote", "hr", "li", "figcaption", "main", "nav", "aside", "center"}
)
PLAIN = {
    "span",
    "font",
    "small",
    "big",
    "label",
    "u",
    "mark",
    "wbr",
    "ins",
    "sub",
    "sup",
    "abbr",
    "q",
    "time",
    "tbody",
    "thead",
    "td",
    "html",
    "body",
    "br",
}
TABLES = {"table"}


class Converter(HTMLParser):
    """Calls in, words out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.gatherer = Gatherer()
        self.open: list[tuple[str, str]] = []
        """Tags, each with where it leads."""
        self.lists: list[str] = []
        self.dropped = 0
        self.images: list[Image] = []
        self.doubts: dict[str, Doubt] = {}

    def tell(self, problem: str, fix: str) -> None:
        self.doubts.setdefault(problem, Doubt(problem, fix))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: (value or "").strip() for name, value in attrs}
        if tag in DROPPED:
            self.tell(f"<{tag}> in a text", "left out")
            self.dropped += tag != "embed"
        if self.dropped:
            return
        if tag == "br":
            self.gatherer.add(BREAK)
        elif tag == "img":
            self.images.append(Image(said.get("src", ""), said.get("alt", "")))
        elif tag in ("video", "audio", "input", "button", "select", "textarea"):
            self.tell(f"<{tag}> in a text", "its text is taken; a step has media and buttons of its own")
        if tag in ("ul", "ol"):
            self.lists.append(tag)
        if tag in TABLES or tag in HEADINGS:
            self.tell(f"<{tag}> in a text", "its words are a paragraph now" if tag in TABLES else "it is strong now")
        if tag in PARAGRAPHS:
            self.gatherer.close(self.kind() if tag == "li" else self.gatherer.kind if self.is_first_of_entry() else "p")
        if tag not in ("br", "img", "hr", "wbr", "input", "source", "link", "meta", "col") and len(self.open) < 500:
            self.open.append((tag, self.read_href(said) if tag == "a" else ""))

    def is_first_of_entry(self) -> bool:
        """`<li><p>`: the entry has begun, and nothing is in it yet."""
        return self.gatherer.kind != "p" and not any(piece.text.strip() for piece in self.gatherer.pieces)

    def kind(self) -> Kind:
        return "1." if self.lists and self.lists[-1] == "ol" else "-"

    def read_href(self, said: dict[str, str]) -> str:
        href = said.get("href", "")
        if href and is_safe_link(href):
            return href
        self.tell(
            f'the link to "{href[:60]}" is nothing for a step',
            "its text stays; https://…, mailto:… or a path of the site",
        )
        return ""

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED:
            self.dropped = max(self.dropped - 1, 0)
            return
        if self.dropped:
            return
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag in PARAGRAPHS:
            self.gatherer.close()
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                break

    def handle_data(self, data: str) -> None:
        if self.dropped:
            return
        tags = {tag for tag, _ in self.open}
        href = next((href for _, href in reversed(self.open) if href), "")
        self.gatherer.add(Piece(data.replace("\n", " "), bool(tags & STRONG), bool(tags & EM), bool(tags & CODE), href))
        if "td" in tags and data.strip():
            self.gatherer.add(Piece(" "))


def read_html(html: str) -> Words:
    """Of any text."""
    converter = Converter()
    converter.feed(html)
    converter.close()
    converter.gatherer.close()
    return Words(tuple(converter.gatherer.blocks), tuple(converter.images), tuple(converter.doubts.values()))
