"""`site.json` of the folder that articles are taken into: with their topics, or a new one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from handrail.content.importing.names import make_slug, make_words
from handrail.content.site_help import Topic


def write_site(folder: str, topics: Iterable[Topic]) -> str:
    """For a folder that has none yet, called as the folder is."""
    site = {"kind": "site", "id": make_slug(folder) or "site", "title": make_words(folder)}
    return write(site | {"topics": [describe(topic) for topic in topics]})


def add_topics(text: str, topics: Iterable[Topic]) -> str | None:
    """What it says already stays; `None` when nothing is to be added, or it is no object that topics could be added to."""
    try:
        site: Any = json.loads(text)
    except ValueError:  # `validate` tells what is wrong with it
        return None
    there = site.get("topics", []) if isinstance(site, dict) else None
    if not isinstance(there, list):
        return None
    known = {topic.get("id") for topic in there if isinstance(topic, dict)}
    new = [describe(topic) for topic in topics if topic.id not in known]
    return write(site | {"topics": [*there, *new]}) if new else None


def describe(topic: Topic) -> Mapping[str, str]:
    return {"id": topic.id, "title": topic.title}


def write(site: Mapping[str, Any]) -> str:
    return json.dumps(site, indent=2, ensure_ascii=False) + "\n"
