"""Links to other files become links to articles, images go by where they lie now; what leads nowhere becomes plain text, and is told."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from handrail.content.importing.draft import Draft, Edit
from handrail.content.importing.html import escape, write_address
from handrail.content.importing.names import make_words
from handrail.content.media import KIND_OF, FindMedia, is_remote
from handrail.content.rich.anchors import make_anchor
from handrail.content.rich.links import read_link
from handrail.content.rich.media import read_address
from handrail.content.rich.parse import markdown, text_of, walk

AFTER = re.compile(r"\{:?[^{}\n]*\}")
PUBLIC = ("", "static/", "public/", "assets/", "docs/")


@dataclass(frozen=True)
class Page:
    """An article that was taken: where it lies now, the places in it, and the anchor of its title."""

    id: str
    path: str
    anchors: frozenset[str]
    title_anchor: str


@dataclass
class LinkConverter:
    """`pages` by the file that each was. Where each image lies now is added to `media`."""

    pages: Mapping[str, Page]
    find_media: FindMedia
    media: dict[str, str]
    root: str

    def convert(self, draft: Draft, path: str) -> None:
        """`path` is where the article lies now."""
        edits = []
        for token, block in walk(draft.parse()):
            if token.type == "link_open":
                edits += list(self.convert_link(draft, token, block))
            elif token.type == "image":
                edits += list(self.convert_image(draft, token, block, path))
        draft.apply(edits)

    def convert_link(self, draft: Draft, token: Token, block: Token) -> Iterator[Edit]:
        href = str(token.attrGet("href") or "")
        address, problem, done = self.find_address(draft.file, href)
        if address == href and not problem:
            return
        line = (block.map or [0])[0] + 1
        if problem:
            draft.note(line, problem, done)
        span = draft.span(token, block)
        if span is None:
            return
        if token.markup == "autolink":
            yield Edit(*span, draft.text[span[0] + 1 : span[1] - 1])
            return
        at = int(token.meta["at"])
        label_end = parseLinkLabel(StateInline(block.content, markdown, {}, []), at, True)
        tail = draft.span_in(block, label_end, int(token.meta["end"]))
        if label_end < 0 or tail is None:
            return
        after = AFTER.match(draft.text, tail[1])
        end = after.end() if after else tail[1]
        yield from [] if address else [Edit(span[0], span[0] + 1, "")]
        yield Edit(tail[0], end, f"]({address})" if address else "")

    def find_address(self, file: str, href: str) -> tuple[str | None, str, str]:
        """What it becomes, `None` for no link; what is wrong, and what was done about it."""
        read = read_link(href)
        if read.kind == "page" and not href.startswith("/"):
            return href, "", ""
        if read.kind == "here":
            return self.find_anchor(self.pages[file], read.anchor, "#")
        if urlsplit(href).scheme or href.startswith("//"):
            return None, f'the link to "{href[:60]}" is nothing for an article', "it is plain text now"
        path, _, anchor = href.partition("#")
        found = self.find_page(file, unquote(path.partition("?")[0]))
        if found is None:
            return None, f'the link to "{href[:60]}" leads to nothing that was taken', "it is plain text now"
        return self.find_anchor(found, unquote(anchor), f"article:{found.id}")

    def find_anchor(self, page: Page, anchor: str, address: str) -> tuple[str | None, str, str]:
        joined = "#" if address == "#" else f"{address}#"
        for known in (anchor, make_anchor(anchor)):
            if known in page.anchors:
                return f"{joined}{known}", "", ""
        if not anchor or make_anchor(anchor) == page.title_anchor:
            return (address, "", "") if address != "#" else (None, "", "")
        if address == "#":
            return None, f"there is no place #{anchor[:60]}", "the link is plain text now"
        return address, f"{page.id} has no place #{anchor[:60]}", "the link leads to its beginning"

    def find_page(self, file: str, path: str) -> Page | None:
        """Files are linked with and without their ending, and as folders."""
        folder = posixpath.dirname(file)
        inside = path.lstrip("/")
        bases = [f"{part}{inside}" for part in ("", "docs/")] if path.startswith("/") else [
            posixpath.join(folder, path),
            posixpath.join(folder, posixpath.basename(file).partition(".")[0], path),
        ]  # fmt: skip
        for base in bases:
            if found := self.find_base(base):
                return found
        return self.ends.get(posixpath.normpath(inside).removesuffix(".html")) if path.startswith("/") else None

    @cached_property
    def ends(self) -> Mapping[str, Page | None]:
        """By each end of a path, without its ending: many a site serves a folder within the folder. `None` for what several have."""
        found: dict[str, Page | None] = {}
        for file, page in self.pages.items():
            parts = posixpath.splitext(file)[0].split("/")
            for start in range(1, len(parts)):
                end = "/".join(parts[start:])
                found[end] = None if end in found else page
        return found

    def find_base(self, base: str) -> Page | None:
        stem = posixpath.normpath(base).removesuffix(".html")
        names = (stem, f"{stem}.md", f"{stem}.markdown", f"{stem}/index.md", f"{stem}/README.md")
        return next((self.pages[name] for name in names if name in self.pages), None)

    def convert_image(self, draft: Draft, token: Token, block: Token, path: str) -> Iterator[Edit]:
        address, alt = read_address(token), text_of(token.children).strip()
        span = draft.span(token, block)
        if span is None:
            return
        line = (block.map or [0])[0] + 1
        after = AFTER.match(draft.text, span[1])
        end = after.end() if after else span[1]
        found = address if is_remote(address) else self.find_file(draft, address, line, path)
        if found is None:
            yield Edit(span[0], end, escape(alt or name_words(address)))
            return
        if not alt:
            alt = name_words(address)
            draft.note(line, f'"{address[:60]}" says nothing to those who don\'t see it', f'it says "{alt}" now')
        if found != address or after or alt != text_of(token.children).strip():
            yield Edit(span[0], end, f"![{escape(alt)}]({write_address(found)})")

    def find_file(self, draft: Draft, address: str, line: int, path: str) -> str | None:
        """The path from the article to where the file lies now."""
        if urlsplit(address).scheme or address.startswith("//"):
            draft.note(line, f'the image "{address[:60]}" is nothing for an article', "what it shows stays as text")
            return None
        bare = address.partition("?")[0].partition("#")[0]
        folder = posixpath.dirname(draft.file)
        tried = (
            [f"{part}{bare.lstrip('/')}" for part in PUBLIC] if bare.startswith("/") else [posixpath.join(folder, bare)]
        )
        for wanted in map(posixpath.normpath, tried):
            media = None if wanted.startswith("..") else self.find_media(wanted)
            if media is None:
                continue
            if media.type is None or KIND_OF[media.type] == "captions":
                draft.note(line, f'"{address[:60]}" is of no type that can be shown', "what it shows stays as text")
                return None
            self.media.setdefault(wanted, f"{self.root}/media/{media.hash[:12]}-{make_file_name(wanted)}")
            captions = posixpath.splitext(wanted)[0] + ".vtt"
            if KIND_OF[media.type] == "video" and self.find_media(captions) is not None:
                self.media.setdefault(captions, posixpath.splitext(self.media[wanted])[0] + ".vtt")
            return posixpath.relpath(self.media[wanted], posixpath.dirname(path))
        draft.note(line, f'there is no file "{address[:60]}"', "what it shows stays as text")
        return None


def name_words(address: str) -> str:
    """What an image shows, by the name of its file."""
    return make_words(posixpath.basename(address.partition("?")[0].partition("#")[0]).rpartition(".")[0])


def make_file_name(path: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", posixpath.basename(path)).lstrip(".-") or "file"
