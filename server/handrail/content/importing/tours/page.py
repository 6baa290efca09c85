"""A page in, or a component as Vue and Svelte have them: its scripts with their lines, and its elements out."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from handrail.content.importing.tours.intro_attributes import Element
from handrail.content.importing.tours.program import Dialect
from handrail.content.importing.tours.values import Doubt, Known

RUN = {"", "module", "text/javascript", "application/javascript", "text/babel", "text/jsx", "text/typescript"}
TEMPLATE = Doubt("the text is put together by a template", 'say it in words, or as {{ trait | default: "…" }}')
WATCHED = ("data-intro", "data-hint")


@dataclass(frozen=True)
class Script:
    source: str
    dialect: Dialect
    line: int


@dataclass
class Page:
    scripts: list[Script] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)


class PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.script: tuple[Dialect, int] | None = None
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        said = {name: value or "" for name, value in attrs}
        if tag == "script" and said.get("type", "").lower() in RUN:
            dialect: Dialect = "typescript" if said.get("lang") in ("ts", "typescript") else "tsx"
            self.script = dialect, line + (self.get_starttag_text() or "").count("\n")
        elif any(name in said for name in WATCHED):
            values = {
                name: Known(value, line, (TEMPLATE,) if "{{" in value or "<%" in value else ())
                for name, value in said.items()
            }
            self.page.elements.append(Element(line, tag, values))

    def handle_data(self, data: str) -> None:
        if self.script:
            self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self.script:
            dialect, line = self.script
            self.page.scripts.append(Script("".join(self.parts), dialect, line))
            self.script, self.parts = None, []


def read_page(source: str) -> Page:
    """Of any text."""
    reader = PageReader()
    reader.feed(source)
    reader.close()
    return reader.page
