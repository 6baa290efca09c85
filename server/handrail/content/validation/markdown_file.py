"""Bytes of a Markdown file in, its head and its text as a document that knows its places out; or the fault."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from typing import Any

from handrail.content.article import LARGEST_ARTICLE
from handrail.content.rich.parse import normalise
from handrail.content.schema import is_slug
from handrail.content.validation.faults import Fault, Path
from handrail.content.validation.parse import Document, decode_text, is_sound, place
from handrail.content.validation.places import Places
from handrail.content.validation.yaml_head import YamlFault, read_yaml

NO_ARTICLES = {"readme.md", "license.md", "changelog.md"}
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
TRANSLATION = re.compile(r"(?P<stem>.+)\.(?P<locale>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")
EXAMPLE = "begin with a line of ---, then title: …, then a line of ---"


def is_article_file(file: str) -> bool:
    """Those for people who look after the folder are none."""
    return file.endswith(".md") and posixpath.basename(file).lower() not in NO_ARTICLES


def find_translated(file: str, files: Collection[str]) -> tuple[str, str] | None:
    """`refunds.nb.md` beside `refunds.md` -> `("refunds.md", "nb")`."""
    named = TRANSLATION.fullmatch(file)
    return (f"{named['stem']}.md", named["locale"]) if named and f"{named['stem']}.md" in files else None


class TextPlaces(Places):
    """Also those in the text: `("text", 3, 7)` is its third line, seventh column."""

    first_line = 1

    def find(self, path: Path, key: bool = False) -> tuple[int, int]:
        if path[:1] == ("text",) and len(path) == 3:
            return self.first_line + int(path[1]) - 1, int(path[2])
        return super().find(path, key)


def parse_markdown_file(file: str, raw: bytes) -> Document | list[Fault]:
    """The document's value is what the head says, and the text under "text"."""
    if len(raw) > LARGEST_ARTICLE:
        fix = "split what it says into several articles"
        return [Fault(file=file, problem=f"the file has more than {LARGEST_ARTICLE:,} bytes", fix=fix)]
    text = decode_text(file, raw)
    if isinstance(text, Fault):
        return [text]
    text = normalise(text)
    if not is_sound(text):
        return [place(file, text, text.find("\0"), "a NUL character", "leave it out")]
    first = FENCE.match(text)
    second = FENCE.search(text, first.end()) if first else None
    if first is None or second is None:
        problem = "the head is missing" if first is None else "the head never ends"
        return [Fault(file=file, problem=problem, fix=EXAMPLE)]
    try:
        head, places = read_yaml(text, first.end(), second.start())
    except YamlFault as fault:
        return [place(file, text, fault.offset, fault.problem, fault.fix)]
    head = {} if head is None else head
    if not isinstance(head, dict):
        return [place(file, text, first.end() + 1, "the head is no list of keys", "as in title: Refunds")]
    if "text" in head:
        line, column = places.find(("text",), key=True)
        return [
            Fault(
                file=file,
                line=line,
                column=column,
                problem='unknown key "text"',
                fix="the text is what follows the head",
            )
        ]
    return Document(
        file, text, head | {"text": text[second.end() + 1 :]}, known_places=find_text(places, second.end() + 1)
    )


def find_text(head: Places, start: int) -> TextPlaces:
    places = TextPlaces(head.text, head.keys, head.values)
    places.values[("text",)] = min(start, len(head.text))
    places.first_line = places.locate(start)[0]
    return places


def name_article(document: Document) -> Document | list[Fault]:
    """With the `id` and `kind` that its author left to us."""
    head: dict[str, Any] = document.value
    stem = posixpath.basename(document.file).removesuffix(".md")
    if head.get("id") is None and not is_slug(stem):
        if translation := TRANSLATION.fullmatch(document.file):
            source = posixpath.basename(translation["stem"])
            problem = (
                f'there is no {source[:63]}.md, which this would be the translation of, into "{translation["locale"]}"'
            )
            return [document.fault((), problem, "write that first; or rename this file")]
        return [
            document.fault(
                (), f'"{stem[:63]}" can be no id', "say one in the head, as in id: refunds; or rename the file"
            )
        ]
    named = {"kind": "article", **head, "id": stem if head.get("id") is None else head["id"]}
    return Document(document.file, document.text, named, known_places=document.places)
