"""The rich text of a Usertour step in, words out, with the buttons and questions that stand among them."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from handrail.content.importing.tours.html_words import read_html
from handrail.content.importing.tours.notes import Keys, Notes
from handrail.content.importing.tours.values import Doubt, Items, Known, Record, Value
from handrail.content.importing.tours.words import Block, Gatherer, Image, Kind, Piece, Words
from handrail.content.markdown import is_safe_link

DEEPEST = 40
HEADINGS = ("h1", "h2", "h3", "heading-one", "heading-two", "heading-three", "heading")
LISTS: dict[str, Kind] = {
    "bulleted-list": "-",
    "ul": "-",
    "numbered-list": "1.",
    "ol": "1.",
    "unordered-list": "-",
    "ordered-list": "1.",
}
Title = Words | None
RENDERER = MarkdownIt("commonmark", {"html": False})
ATTRIBUTE = re.compile(r"""\{\{[ ]*([\w.]{1,60})[ ]*(?:\|[ ]*default:[ ]*["']([^"']{0,200})["'][ ]*)?\}\}""")
"""`{{ name | default: "you" }}`, as its Markdown has the person's attributes."""


def read_blocks(value: Value | None, notes: Notes) -> tuple[tuple[Title, Words], list[Keys]]:
    """Title and text; the first heading is the title."""
    reader = BlockReader(notes)
    if value is not None:
        reader.read(value, 0)
    reader.gatherer.close()
    words = Words(tuple(reader.gatherer.blocks), tuple(reader.images))
    return (Words((reader.title,)) if reader.title else None, words), reader.elements


class BlockReader:
    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.gatherer = Gatherer()
        self.images: list[Image] = []
        self.elements: list[Keys] = []
        self.title: Block | None = None

    def read(self, value: Value, depth: int, kind: Kind = "p", like: Piece | None = None) -> None:
        if depth > DEEPEST:
            self.notes.tell(value.line, "this is nested too deeply to be read", "left out")
            return
        if isinstance(value, Items):
            for one in value.items:
                self.read(one, depth + 1, kind, like)
        if not isinstance(value, Record):
            return
        element = value.entries.get("element")
        if isinstance(element, Record):
            self.read_element(element, depth)
        if "text" in value.entries and "type" not in value.entries:
            self.read_leaf(value, like)
            return
        self.read_node(value, depth, kind, like)

    def read_element(self, element: Record, depth: int) -> None:
        match say(element.entries.get("type")):
            case "group" | "column" | "":
                pass
            case "text" if "markdown" in element.entries:
                self.read_markdown(element)
            case "text":
                self.gatherer.close()
                self.read(element.entries.get("data", Known(None, element.line)), depth + 1)
                self.gatherer.close()
            case "image":
                self.images.append(Image(say(element.entries.get("url")), say(element.entries.get("alt"))))
            case "embed":
                address = say(element.entries.get("url"))[:60]
                self.notes.tell(
                    element.line,
                    f"something is embedded: {address}",
                    "left out; a step has an image or a video in media",
                )
            case _:
                self.elements.append(Keys(element, self.notes))

    def read_markdown(self, element: Record) -> None:
        """The first heading of the first text is the title. A link's `{target=_blank}` is not said to readers."""
        line = element.lines.get("markdown", element.line)
        said = ATTRIBUTE.sub(
            lambda found: self.tell_attribute(line, found[1], found[2] or ""), say(element.entries.get("markdown"))
        )
        text = said.replace("{target=_blank}", "").strip()
        first, _, rest = text.partition("\n")
        heading = first.lstrip("#")
        if heading != first and heading.startswith(" ") and self.title is None and not self.gatherer.blocks:
            self.title = next(iter(read_html(RENDERER.renderInline(heading.strip(" #"))).blocks), None)
            text = rest
        words = read_html(RENDERER.render(text))
        self.notes.doubt(words, line)
        self.gatherer.close()
        self.gatherer.blocks += words.blocks
        self.images += words.images

    def read_node(self, node: Record, depth: int, kind: Kind, like: Piece | None) -> None:
        """A paragraph, a heading, a list, a link, an attribute."""
        type_ = say(node.entries.get("type"))
        children = node.entries.get("children", Known(None, node.line))
        if type_ == "link":
            self.read(children, depth + 1, kind, self.link(node))
        elif type_ == "user-attribute":
            self.read_attribute(node, like)
        elif type_ in LISTS:
            self.read(children, depth + 1, LISTS[type_])
        elif type_ in ("list-item", "li"):
            self.gatherer.close(kind if kind != "p" else "-")
            self.read(children, depth + 1, kind)
            self.gatherer.close()
        elif type_ in HEADINGS and self.title is None and not self.gatherer.blocks:
            self.read(children, depth + 1, kind)
            self.gatherer.close()
            self.title, self.gatherer.blocks = next(iter(self.gatherer.blocks), None), []
        elif type_ in ("paragraph", "p", *HEADINGS, "code", "blockquote") and not self.in_entry():
            self.gatherer.close()
            mark = Piece("", strong=type_ in HEADINGS, code=type_ == "code") if type_ != "paragraph" else like
            self.read(children, depth + 1, kind, mark)
            self.gatherer.close()
        else:
            self.read(children, depth + 1, kind, like)

    def in_entry(self) -> bool:
        return self.gatherer.kind != "p"

    def link(self, node: Record) -> Piece:
        href = read_link(node.entries.get("data")) or say(node.entries.get("url"))
        if not is_safe_link(href):
            self.notes.tell(
                node.line,
                f'the link to "{href[:60]}" is nothing for a step',
                "its text stays; https://…, mailto:… or a path of the site",
            )
        return Piece("", href=href if is_safe_link(href) else "")

    def read_attribute(self, node: Record, like: Piece | None) -> None:
        code, fallback = say(node.entries.get("attrCode")), say(node.entries.get("fallback"))
        self.gatherer.add(replace(like or Piece(""), text=self.tell_attribute(node.line, code, fallback)))

    def tell_attribute(self, line: int, code: str, fallback: str) -> str:
        """What stands in its place."""
        known = Doubt(
            f'the person\'s "{code[:60]}" is told',
            f'it reads "{fallback[:60] or "…"}" now; declare the trait in site.json and write {{{{ trait | default: "…" }}}}',
        )
        self.notes.tell(line, *known)
        return fallback or "…"

    def read_leaf(self, leaf: Record, like: Piece | None) -> None:
        said = leaf.entries
        of = like or Piece("")
        self.gatherer.add(
            Piece(
                say(said.get("text")),
                of.strong or is_on(said.get("bold")),
                of.em or is_on(said.get("italic")),
                of.code or is_on(said.get("code")),
                of.href,
            )
        )


def read_link(value: Value | None) -> str:
    """An address as a text, or as rich text without marks; what is the person's in it is left out."""
    match value:
        case Known():
            return say(value)
        case Items():
            return "".join(read_link(one) for one in value.items[:20])
        case Record():
            return say(value.entries.get("text")) or read_link(value.entries.get("children"))
    return ""


def say(value: Value | None) -> str:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""


def is_on(value: Value | None) -> bool:
    return isinstance(value, Known) and value.value is True
