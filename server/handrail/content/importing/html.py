"""HTML in a text becomes Markdown as far as Markdown has words for it; of the rest the text stays, and that is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it.token import Token

from handrail.content.importing.draft import Draft, Edit, prefix_of
from handrail.content.rich.parse import walk

INLINE = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em"), "*"),
    **dict.fromkeys(("code", "kbd", "tt", "samp"), "`"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
}
BLOCKS = {"p", "div", "section", "center", "article", "figure", "ul", "ol", "table", "tr", "details", "header", "footer", "picture", "dl", "dt", "dd"}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
DROPPED = {"script", "style", "iframe", "svg", "form", "object", "embed", "canvas", "noscript", "template"}
KNOWN = {*INLINE, *BLOCKS, *HEADINGS, *DROPPED, "a", "img", "br", "hr", "li", "td", "th", "thead", "tbody", "summary", "video", "source", "pre", "span", "font", "small", "big", "sup", "sub", "u", "mark", "abbr", "cite", "q", "var", "ins", "figcaption", "blockquote", "input", "button", "label", "nav", "main", "aside", "colgroup", "col", "caption", "time", "wbr"}  # fmt: skip
NAME = re.compile(r"</?([A-Za-z][\w.-]*)")
TAG = re.compile(r"(?<!\\)<")
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def convert_html(draft: Draft) -> None:
    """Blocks first: what is in them may have tags within its lines."""
    tokens = draft.parse()
    draft.apply([edit for token in tokens if token.type == "html_block" for edit in convert_block(draft, token)])
    draft.apply(list(convert_inlines(draft)))
    escape_rest(draft)


def convert_block(draft: Draft, token: Token) -> Iterator[Edit]:
    assert token.map is not None
    first, end = token.map
    while end > first + 1 and not draft.lines[end - 1].strip():
        end -= 1
    said = token.content.strip()
    if not said.startswith(("<!--", "</")):
        draft.note(first + 1, f"HTML: {said.splitlines()[0][:40]}", tell_done(said))
    prefix = prefix_of(draft.lines[first], token.content)
    text = "\n".join(f"{prefix}{line}".rstrip() for line in read_html(said).split("\n"))
    yield draft.replace_lines(first, end, text)


def tell_done(html: str) -> str:
    names = {found.lower() for found in NAME.findall(html)}
    gone = sorted(names & DROPPED)
    return f"{', '.join(gone)} left out" if gone else "its text is taken as Markdown; look at it"


def convert_inlines(draft: Draft) -> Iterator[Edit]:
    hrefs: list[str] = []
    for token, block in walk(draft.parse()):
        if token.type != "html_inline":
            continue
        span = draft.span(token, block)
        if span is not None:
            yield Edit(*span, convert_tag(draft, token.content, block, hrefs))


def convert_tag(draft: Draft, tag: str, block: Token, hrefs: list[str]) -> str:
    found = NAME.match(tag)
    if found is None:  # a comment, a declaration
        return ""
    name, closes, said = found[1].lower(), tag.startswith("</"), read_attributes(tag)
    if name in INLINE:
        return INLINE[name]
    match name:
        case "a" if closes:
            return f"]({hrefs.pop()})" if hrefs else ""
        case "a" if "href" in said:
            hrefs.append(write_address(said["href"]))
            return "["
        case "img" if "src" in said:
            return f"![{escape(said.get('alt', ''))}]({write_address(said['src'])})"
        case "br":
            return " "
    line = (block.map or [0])[0] + 1
    if name not in KNOWN:
        draft.note(line, f"{tag[:40]} is no HTML", "taken as text")
        return tag.replace("<", "\\<")
    if not closes and name not in ("span", "wbr", "p", "font"):
        draft.note(line, f"HTML: {tag[:40]}", "the tag is left out, what is in it stays")
    return ""


def escape_rest(draft: Draft) -> None:
    """What could not be placed is shown as it was written."""
    edits: dict[int, Edit] = {}
    for token, block in walk(draft.parse()):
        if token.type in ("html_inline", "html_block"):
            first, end = block.map or (0, 1)
            draft.note(first + 1, f"HTML: {token.content.strip()[:40]}", "shown as it is written")
            text = "\n".join(TAG.sub(r"\\<", line) for line in draft.lines[first:end])
            edits[first] = draft.replace_lines(first, end, text)
    draft.apply(edits.values())


class Converter(HTMLParser):
    """Calls in, Markdown in `parts` out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hrefs: list[str] = []
        self.dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in DROPPED:
            self.dropped += tag != "embed"
        if self.dropped:
            return
        match tag:
            case "a" if said.get("href"):
                self.hrefs.append(write_address(said["href"]))
                self.parts.append("[")
            case "img" | "video" | "source" if said.get("src"):
                self.parts.append(
                    f"![{escape(said.get('alt') or said.get('title') or '')}]({write_address(said['src'])})"
                )
            case "br":
                self.parts.append("\n")
            case "hr":
                self.parts.append("\n\n---\n\n")
            case "li":
                self.parts.append("\n- ")
            case "summary":
                self.parts.append("\n\n**")
            case "td" | "th":
                self.parts.append(" ")
            case _ if tag in HEADINGS:
                self.parts.append(f"\n\n{'#' * HEADINGS[tag]} ")
            case _ if tag in INLINE:
                self.parts.append(INLINE[tag])
            case _ if tag in BLOCKS:
                self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED:
            self.dropped = max(self.dropped - 1, 0)
        elif self.dropped:
            return
        elif tag == "a" and self.hrefs:
            self.parts.append(f"]({self.hrefs.pop()})")
        elif tag == "summary":
            self.parts.append("**\n\n")
        elif tag in INLINE:
            self.parts.append(INLINE[tag])
        elif tag in BLOCKS or tag in HEADINGS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.dropped:
            self.parts.append(re.sub(r"\s+", " ", data).replace("<", "\\<"))


def read_html(html: str) -> str:
    """Of any text."""
    converter = Converter()
    converter.feed(html)
    converter.close()
    lines = [line.strip() for line in "".join(converter.parts).split("\n")]
    text = "\n".join(line for line in lines if line not in ("-", "****", "**", "``"))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def read_attributes(tag: str) -> dict[str, str]:
    return {found[1].lower(): found[2] or found[3] or found[4] or "" for found in ATTRIBUTE.finditer(tag)}


def write_address(address: str) -> str:
    address = address.strip()
    return (
        f"<{address}>"
        if re.search(r"[\s()<>]", address) and not set("<>\n") & set(address)
        else re.sub(r"[\s<>()]", "", address)
    )


def escape(text: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(text.split()))
