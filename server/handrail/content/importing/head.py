"""The head of a file as other tools write it, YAML or TOML: what an article can have of it, and what it can't."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from handrail.content.importing.draft import Draft, start_draft
from handrail.content.rich.parse import normalise
from handrail.content.validation.yaml_head import YamlFault, read_yaml

HEAD = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?P<head>.*?)^(\1)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
TITLES, SUMMARIES, TAGS = ("title", "sidebar_label"), ("summary", "description", "excerpt"), ("tags", "keywords")
# About the look of a site of its own: nobody misses them here.
QUIET = {
    "id", "slug", "layout", "sidebar_position", "sidebar_label", "nav_order", "order", "weight", "date", "lastmod", "author", "authors",
    "permalink", "parent", "has_children", "hide", "icon", "template", "draft", "toc", "url", "categories", "category", "menu", "image",
}  # fmt: skip


@dataclass(frozen=True)
class ForeignHead:
    title: str | None = None
    summary: str | None = None
    tags: list[str] = field(default_factory=list)
    is_draft: bool = False


def split_head(file: str, text: str) -> tuple[ForeignHead, Draft]:
    """What the head says, and the text after it."""
    text = normalise(text).removeprefix("\ufeff").replace("\0", "")
    found = HEAD.match(text)
    if found is None:
        return ForeignHead(), start_draft(file, text, 1)
    draft = start_draft(file, text[found.end() :], text.count("\n", 0, found.end()) + 1)
    values = read_values(draft, found["head"], found[1] == "+++")
    return read_head(draft, values), draft


def read_values(draft: Draft, head: str, is_toml: bool) -> dict[str, Any]:
    try:
        values = tomllib.loads(head) if is_toml else read_yaml(head, 0, len(head))[0]
    except (YamlFault, tomllib.TOMLDecodeError) as error:
        why = error.problem if isinstance(error, YamlFault) else str(error)
        draft.note(1, f"the head can't be read: {why}", "left out; look at title and topic")
        return {}
    return values if isinstance(values, dict) else {}


def read_head(draft: Draft, values: dict[str, Any]) -> ForeignHead:
    for key in sorted(str(key) for key in values if key not in {*TITLES, *SUMMARIES, *TAGS, *QUIET}):
        draft.note(1, f'"{key[:40]}" in the head is nothing that an article has', "left out")
    return ForeignHead(
        title=pick_text(values, TITLES),
        summary=pick_text(values, SUMMARIES),
        tags=read_tags(values),
        is_draft=values.get("draft") is True,
    )


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
