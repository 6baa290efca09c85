"""What a folder has, for the bar: in go the files as they were read, out come items and steps with their lines. Each file is looked at once for each of its texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handrail.authoring.dev.wire import ListedItem, ListedStep, SiteFacts
from handrail.content.validation.parse import Document
from handrail.content.validation.reading import SITE_FILE, Reading

UNLISTED = {"site", "theme"}


class Listing:
    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ListedItem | None]] = {}

    def list_items(self, reading: Reading) -> list[ListedItem]:
        """In the order of their files, also those with faults."""
        known = self._known
        self._known = {}
        for file, shaped in reading.items.items():
            text, found = known.get(file, (None, None))
            if text != shaped.document.text:
                text, found = shaped.document.text, list_item(shaped.document)
            self._known[file] = text, found
        return [item for _, item in self._known.values() if item is not None]


def list_item(document: Document) -> ListedItem | None:
    value = document.value
    id_, kind = value.get("id"), value.get("kind")
    if not isinstance(id_, str) or not isinstance(kind, str) or kind in UNLISTED:
        return None
    steps = value.get("steps") if kind == "tour" else None
    return ListedItem(
        id=id_,
        kind=kind,
        title=read_text(value, "title"),
        file=document.file,
        line=document.places.find(("id",), key=True)[0] if document.file.endswith(".json") else 1,
        steps=[
            list_step(document, index, step)
            for index, step in enumerate(steps if isinstance(steps, list) else [])
            if isinstance(step, dict)
        ],
    )


def list_step(document: Document, index: int, step: Mapping[str, Any]) -> ListedStep:
    page = step.get("page")
    return ListedStep(
        id=read_text(step, "id"),
        type=read_text(step, "type") or "spotlight",
        title=read_text(step, "title"),
        page=page if isinstance(page, str) else None,
        line=document.places.find(("steps", index))[0],
    )


def read_text(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""


def read_site(reading: Reading) -> SiteFacts:
    """As far as it can be read."""
    shaped = reading.items.get(SITE_FILE)
    value = shaped.document.value if shaped else {}
    locales = value.get("locales")
    declared = {key: found for key in ("traits", "account") if isinstance(found := value.get(key), dict)}
    return SiteFacts(
        id=read_text(value, "id"),
        locales=[one for one in locales if isinstance(one, str)] if isinstance(locales, list) else ["en"],
        traits=declared.get("traits", {}),
        account=declared.get("account", {}),
    )
