"""The head of a file as other tools write it, YAML or TOML: what an article can have of it, and what it can't."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from handrail.content.importing.draft import Draft, start_draft
from handrail.content.rich.parse import normalise
from handrail.content.validation.faults import Fault
from handrail.content.validation.parse import place
from handrail.content.validation.yaml_head import YamlFault, read_yaml

HEAD = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?P<head>.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# One without its end: keys, each with what belongs to it.
BEGUN = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?P<head>(?:[\w-]+[ \t]*[:=].*\n(?:[ \t-].*\S.*\n)*)+)")
TITLES, SUMMARIES, TAGS = ("title", "sidebar_label"), ("summary", "description", "excerpt"), ("tags", "keywords")
# About the look of a site of its own: nobody misses them here.
QUIET = {
    "id", "slug", "layout", "sidebar_position", "sidebar_label", "nav_order", "order", "weight", "date", "lastmod", "author", "authors",
    "permalink", "parent", "has_children", "hide", "icon", "template", "draft", "toc", "url", "categories", "category", "menu", "image",
}  # fmt: skip
KNOWN = {*TITLES, *SUMMARIES, *TAGS, *QUIET}


@dataclass(frozen=True)
class ForeignHead:
    title: str | None = None
    summary: str | None = None
    tags: list[str] = field(default_factory=list)
    is_draft: bool = False


def split_head(file: str, text: str) -> tuple[ForeignHead, Draft]:
    """What the head says, and the text after it."""
    text = normalise(text).removeprefix("\ufeff").replace("\0", "")
    found, begun = HEAD.match(text), BEGUN.match(text)
    values = read_values(text, found) if found else None
    # A line of --- far below may be a rule, and what stands above it the text.
    if begun and not isinstance(values, dict) and (not found or begun.end() < found.end("head")):
        read = read_values(text, begun)
        if isinstance(read, dict) and KNOWN & read.keys():
            ends = place(file, text, 0, "the head never ends", "it is read as far as there are keys")
            return take_head(file, text, begun, read, ends)
    if found is None:
        return ForeignHead(), start_draft(file, text, 1)
    if isinstance(values, YamlFault):
        why = f"the head can't be read: {values.problem}"
        return take_head(
            file, text, found, {}, place(file, text, values.offset, why, "left out; look at title and topic")
        )
    return take_head(file, text, found, values or {})


def read_values(text: str, found: re.Match[str]) -> dict[str, Any] | YamlFault:
    try:
        values = tomllib.loads(found["head"]) if found[1] == "+++" else read_yaml(text, *found.span("head"))[0]
    except YamlFault as fault:
        return fault
    except tomllib.TOMLDecodeError as error:
        return YamlFault(0, str(error), "")
    return values if isinstance(values, dict) else {}


def take_head(
    file: str, text: str, found: re.Match[str], values: dict[str, Any], fault: Fault | None = None
) -> tuple[ForeignHead, Draft]:
    draft = start_draft(file, text[found.end() :], text.count("\n", 0, found.end()) + 1)
    if fault:
        draft.notes.append(fault.model_copy(update={"severity": "warning"}))
    for key in sorted(str(key) for key in values if key not in KNOWN):
        draft.note(1, f'"{key[:40]}" in the head is nothing that an article has', "left out")
    head = ForeignHead(
        title=pick_text(values, TITLES),
        summary=pick_text(values, SUMMARIES),
        tags=read_tags(values),
        is_draft=values.get("draft") is True,
    )
    return head, draft


def pick_text(values: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """On one line, of what can be printed."""
    said = (values.get(key) for key in keys)
    return next((clean(str(one)) for one in said if isinstance(one, str | int | float) and str(one).strip()), None)


def read_tags(values: dict[str, Any]) -> list[str]:
    said: Any = next((values[key] for key in TAGS if key in values), [])
    listed = said.split(",") if isinstance(said, str) else said if isinstance(said, list) else []
    words = [clean(str(one))[:60] for one in listed if isinstance(one, str | int | float)]
    return list(dict.fromkeys(word for word in words if word))[:30]


def clean(text: str) -> str:
    return "".join(character for character in " ".join(text.split()) if character.isprintable())
