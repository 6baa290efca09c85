"""Content for tests: the least that is valid, changed as a test needs it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

SITE: dict[str, Any] = {
    "kind": "site",
    "id": "acme",
    "title": "Acme",
    "locales": ["en", "nb"],
    "traits": {"first_name": "string", "role": "string", "age": "number", "beta": "boolean", "since": "time", "tags": "strings"},
    "account": {"plan": {"type": "string", "description": "free, pro or team"}, "seats": "number"},
    "events": {"invoice_sent": {"props": {"amount": "number"}}, "signed_up": {}},
    "segments": {"big": {"account": "seats", "gte": 100}},
}  # fmt: skip
STEP: dict[str, Any] = {"id": "new", "target": {"test_id": "new"}, "title": "Start here", "text": "Press **New**."}
LAST: dict[str, Any] = {"id": "done", "type": "modal", "title": "That is all"}


def write_tour(**changes: Any) -> dict[str, Any]:
    return {"kind": "tour", "id": "welcome", "title": "Welcome", "steps": [STEP, LAST], **changes}


def write_files(*tours: Mapping[str, Any], site: Mapping[str, Any] = SITE) -> dict[str, str]:
    files = {f"tours/{tour['id']}.json": json.dumps(tour, indent=2) for tour in tours}
    return {"site.json": json.dumps(site, indent=2), **files}
