"""The texts of an item as somebody sees them in their locale, and where each is written: in the item's own file, or in the sidecar that translates it.

In go a source as it is shown, and files as they are now; out come texts, and what a file becomes. Nothing is read or written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from handrail.authoring.dev.problems import EditConflict, NoPlaceToEdit
from handrail.authoring.dev.wire import Rewrite, Wording
from handrail.content.article import Article
from handrail.content.compile import Compiler
from handrail.content.compile_rich import compile_rich
from handrail.content.compiled import ArticlePart, TextPart, Var
from handrail.content.edit import Edit
from handrail.content.layout import Style
from handrail.content.markdown import read_text, read_title
from handrail.content.source import Source, hash_text
from handrail.content.texts import Format, tell_format, texts_of
from handrail.content.validation.faults import Path

UNSEEN = {"alt", "captions", "accept"}
"""What is heard, fetched or compared, and stands nowhere on the page."""
SIDECAR_STYLE = Style("  ", "\n", " ")


def list_wordings(source: Source, locale: str) -> list[Wording]:
    """In the order of the file; of an article none, as it is no JSON."""
    if isinstance(source.item, Article):
        return []
    compiler = Compiler(source, locale)
    written = source.translations.get(locale, {})
    return [
        Wording(
            name=key,
            text=compiler.text(key, text),
            was=written.get(key) if is_translated(source, locale, key) else text,
            source=text if is_translated(source, locale, key) else None,
            shown=spell(read_parts(compiler, key, text, tell_format(source.item, key))),
            is_long=".options." not in key and tell_format(source.item, key) in ("text", "linked", "rich"),
        )
        for key, text in texts_of(source.item)
        if UNSEEN.isdisjoint(key.split("."))
    ]


def is_translated(source: Source, locale: str, key: str) -> bool:
    """Whether it is written in a sidecar, or would be."""
    return locale != source.locale or key in source.translations.get(locale, {})


def read_parts(compiler: Compiler, key: str, written: str, format_: Format) -> Sequence[TextPart | ArticlePart]:
    if format_ == "rich":
        return compile_rich(compiler, key, written)
    text = compiler.text(key, written)
    if format_ == "plain":
        return [text]
    return (read_title(text) if format_ == "title" else read_text(text)).parts


def spell(parts: Iterable[TextPart | ArticlePart]) -> list[str]:
    """What can be read of it: one text more than there are places that each person's own words fill in."""
    spelt = [""]
    for part in parts:
        if isinstance(part, str):
            spelt[-1] += part
        elif isinstance(part, Var):
            spelt.append("")
        else:
            first, *more = spell(part.children)
            spelt[-1] += first
            spelt += more
    return spelt


def name_sidecar(file: str, locale: str) -> str:
    return f"{file.removesuffix('.json')}.{locale}.json"


def find_place(file: str, value: Any, key: str) -> Path:
    """Where that text stands in the JSON of an item: what is in a list is named by its id. Raises `NoPlaceToEdit`."""
    path: list[str | int] = []
    for part in key.split("."):
        at: str | int = part
        if isinstance(value, list):
            ids = [
                str(one.get("id", index)) if isinstance(one, dict) else str(index) for index, one in enumerate(value)
            ]
            at = ids.index(part) if part in ids else -1
            value = value[at] if part in ids else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
        if value is None:
            raise NoPlaceToEdit(f"{file} has no {key} any more. Nothing was written.", file=file, path=[*path])
        path.append(at)
    return tuple(path)


def edit_item(file: str, value: Any, wanted: Rewrite) -> Edit:
    """In the item's own file."""
    return Edit(op="set", path=find_place(file, value, wanted.name), value=wanted.text, was=wanted.was)


def edit_sidecar(file: str, value: Mapping[str, Any], wanted: Rewrite, written: str) -> Edit:
    """`written`: what was translated. Raises `EditConflict`."""
    there = value.get(wanted.name)
    found = there.get("text") if isinstance(there, dict) else there
    if found != wanted.was:
        raise EditConflict(
            f"{file}: {wanted.name} was changed meanwhile. Look at what is there now, then edit that.",
            file=file,
            path=[wanted.name],
            found=found,
        )
    said = (
        wanted.text if isinstance(there, str) else {**(there or {}), "text": wanted.text, "source": hash_text(written)}
    )
    return Edit(op="set", path=(wanted.name,), value=said)


def begin_sidecar(file: str, beside: Mapping[str, bytes], wanted: Rewrite, written: str) -> bytes:
    """A new one, that names the schema which those beside it name. Raises `EditConflict` where there was one."""
    if wanted.was is not None:
        raise EditConflict(f"{file} is gone. Nothing was written.", file=file, path=[wanted.name], found=None)
    schemas = (read_schema(content) for content in beside.values())
    value: dict[str, JsonValue] = {"$schema": named} if (named := next(filter(None, schemas), None)) else {}
    value[wanted.name] = {"text": wanted.text, "source": hash_text(written)}
    return (SIDECAR_STYLE.write(value, "", open_=True) + "\n").encode()


def read_schema(content: bytes) -> str | None:
    try:
        named = json.loads(content).get("$schema")
    except (ValueError, RecursionError, AttributeError):
        return None  # Told as a fault of its own.
    return named if isinstance(named, str) else None
