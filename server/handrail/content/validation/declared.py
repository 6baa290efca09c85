"""What content may name: the traits, account fields, events, segments and locales of `site.json`, all that starts, all articles and themes.

Names come from the files as they are, so that a declaration with a fault of its own does not make every use of it one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.content.schema import FieldType, Site, name_type
from handrail.content.startable import StartableKind
from handrail.content.validation.parse import Document

Fields = Mapping[str, FieldType | None]
"""The type of each; `None` when it is not to be read."""


@dataclass(frozen=True)
class Declared:
    """`startables`: the kind of whatever starts, by id; `former`: its present id by each former one. `finders`: quizzes that are not graded; `internal`: articles for agents alone."""

    traits: Fields = field(default_factory=dict)
    account: Fields = field(default_factory=dict)
    events: Mapping[str, Fields] = field(default_factory=dict)
    segments: frozenset[str] = frozenset()
    locales: tuple[str, ...] = ("en",)
    startables: Mapping[str, StartableKind] = field(default_factory=dict)
    finders: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    internal: frozenset[str] = frozenset()
    former: Mapping[str, str] = field(default_factory=dict)
    themes: frozenset[str] = frozenset({"default"})


def collect_declared(document: Document, site: Site) -> Declared:
    """All but what starts, articles and themes, which are other files. `site` may lack what has faults; `document` says that it is there."""
    events = {name: event.props for name, event in site.events.items()}
    return Declared(
        traits=collect_fields(document.value.get("traits"), site.traits),
        account=collect_fields(document.value.get("account"), site.account),
        events={
            name: collect_fields(raw.get("props") if isinstance(raw, dict) else None, events.get(name, {}))
            for name, raw in as_object(document.value.get("events")).items()
        },
        segments=frozenset(as_object(document.value.get("segments"))),
        locales=tuple(site.locales),
    )


def collect_fields(raw: Any, read: Mapping[str, Any]) -> Fields:
    return {name: name_type(read[name]) if name in read else None for name in as_object(raw)}


def as_object(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, dict) else {}
