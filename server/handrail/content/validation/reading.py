"""Files in; items, sidecars and translations as far as they can be read out, with the faults that kept them from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.content.article import Article, ArticleTranslation
from handrail.content.schema import JSON_KINDS, Item, Site, Translations
from handrail.content.validation.faults import Fault, suggest
from handrail.content.validation.markdown_file import (
    find_translated,
    is_article_file,
    name_article,
    parse_markdown_file,
)
from handrail.content.validation.parse import Document, check_document, parse_document
from handrail.content.validation.shape import Shaped, read_shape
from handrail.content.validation.texts import SIDECAR
from handrail.content.validation.wording import show

SITE_FILE = "site.json"
FILES, ARTICLE_FILES, LONGEST_PATH = 2_000, 50_000, 300


@dataclass
class Reading:
    """What was read of all files."""

    items: dict[str, Shaped[Item]] = field(default_factory=dict)
    sidecars: dict[str, Shaped[Translations]] = field(default_factory=dict)
    translations: dict[str, tuple[str, Shaped[ArticleTranslation]]] = field(default_factory=dict)
    """Of articles, each with the file that it translates."""
    faults: list[Fault] = field(default_factory=list)

    @property
    def site(self) -> Shaped[Item] | None:
        shaped = self.items.get(SITE_FILE)
        return shaped if shaped and isinstance(shaped.model, Site) else None


def read_files(files: Mapping[str, bytes]) -> Reading:
    reading = Reading()
    articles = {file for file in files if file.endswith(".md")}
    for count, most, what in (
        (len(files) - len(articles), FILES, "files"),
        (len(articles), ARTICLE_FILES, "files .md"),
    ):
        if count > most:
            reading.faults.append(Fault(file=SITE_FILE, problem=f"there are {count:,} {what}", fix=f"at most {most:,}"))
            return reading
    for file in sorted(files):
        if not is_inside(file):
            fix = f"at most {LONGEST_PATH} characters, within the folder, as in tours/welcome.json"
            shown = "".join(character if character.isprintable() else "\ufffd" for character in file[:60])
            reading.faults.append(Fault(file=shown, problem="this is no name for a file", fix=fix))
            continue
        if file in articles:
            read_markdown(reading, file, files)
            continue
        document = parse_document(file, files[file])
        if isinstance(document, list):
            reading.faults += document
        else:
            reading.faults += check_document(document)
            read_document(reading, document, files)
    return reading


def is_inside(file: str) -> bool:
    """Over the API anything may come as a name; a fault's line with it goes to terminals, and one day a file may be written by it."""
    return 0 < len(file) <= LONGEST_PATH and file.isprintable() and not {"", ".", ".."} & set(file.split("/"))


def read_document(reading: Reading, document: Document, files: Mapping[str, bytes]) -> None:
    value = document.value
    if not isinstance(value, dict):
        reading.faults.append(document.fault((), "should be an object", "a file is one item: { … }"))
    elif (sidecar := SIDECAR.fullmatch(document.file)) and ("kind" not in value or f"{sidecar['stem']}.json" in files):
        shaped = read_shape(document, Translations)
        reading.sidecars[document.file] = shaped
        reading.faults += shaped.faults
    elif (model := JSON_KINDS.get(str(value.get("kind")))) is None:
        reading.faults.append(tell_kind(document, value))
    else:
        item: Shaped[Any] = read_shape(document, model)
        reading.items[document.file] = item
        reading.faults += item.faults


def read_markdown(reading: Reading, file: str, files: Mapping[str, bytes]) -> None:
    """An article, or a translation of one."""
    if not is_article_file(file):
        return
    document = parse_markdown_file(file, files[file])
    source = find_translated(file, files)
    if source is None and isinstance(document, Document):
        document = name_article(document)
    if isinstance(document, list):
        reading.faults += document
    elif source is None:
        item: Shaped[Any] = read_shape(document, Article)
        reading.items[file] = item
        reading.faults += map(quote_in_yaml, item.faults)
    else:
        shaped = read_shape(document, ArticleTranslation)
        reading.translations[file] = source[0], shaped
        reading.faults += map(quote_in_yaml, shaped.faults)


def quote_in_yaml(fault: Fault) -> Fault:
    """What is no text in YAML most often looks like one."""
    wanted = fault.problem.startswith("should be a text, not") and not fault.fix
    return fault.model_copy(update={"fix": 'put it in "quotes"'}) if wanted else fault


def tell_kind(document: Document, value: dict[str, Any]) -> Fault:
    there = ", ".join(JSON_KINDS)
    if "kind" not in value:
        return document.fault((), '"kind" is missing', f"there is {there}")
    kind = value["kind"]
    if kind == "article":
        return document.fault(
            ("kind",), "an article is a Markdown file", "as in refunds.md, with its keys between two lines of ---"
        )
    return document.fault(("kind",), f"{show(kind)} is no kind", suggest(kind, JSON_KINDS))
