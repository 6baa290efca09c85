"""The tours of ours on the measured page: the same three steps as the peers show (`adapters/steps.js`), and crowds of tours that only wait."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

STEPS = (
    ("first", "Start here", "Every invoice starts with this button."),
    ("second", "Find one again", "Type a customer or a number."),
    ("third", "Sort them", "Press a heading to sort by it."),
)


def make_tour(id_: str, start: Json, interaction: str = "blocked") -> Json:
    steps = [
        {"id": target, "target": {"css": f"#{target}"}, "title": title, "text": text, "interaction": interaction}
        for target, title, text in STEPS
    ]
    return {"kind": "tour", "id": id_, "title": f"The tour {id_}", "start": start, "steps": steps}


def write_files(slug: str, tours: list[Json]) -> dict[str, str]:
    """A content folder as the API takes it."""
    site = {"kind": "site", "id": slug, "title": "Measured"}
    return {"site.json": json.dumps(site)} | {f"tours/{tour['id']}.json": json.dumps(tour) for tour in tours}


def list_by_hand() -> list[Json]:
    """Never due by themselves while we look, yet listed with their content: their delay is too long."""
    late = {"delay": "1h"}
    return [make_tour("dimmed", late), make_tour("ringed", late, "open")]


def list_due() -> list[Json]:
    return [make_tour("due", {"on": "page"})]


def list_elsewhere() -> list[Json]:
    """Nothing is due on the measured page."""
    return [make_tour("elsewhere", {"when": {"url": "/elsewhere"}})]


def list_no_hints() -> list[Json]:
    """Help with nothing on the page but its launcher: one snippet, which has no element."""
    return [make_hint("whole")]


def list_hints(count: int) -> list[Json]:
    """Snippets on elements of the measured page: found by test ids and by names, shown in each way."""
    ways: list[Json] = [
        {"show": "beside", "target": {"test_id": "amount-{n}"}},
        {"show": "underline", "target": {"role": "link", "name": "INV-{n}"}},
        {"show": "focus", "target": {"test_id": "amount-{n}"}},
    ]
    texts = [json.dumps(way) for way in ways]
    hints = [json.loads(texts[n % len(texts)].replace("{n}", str(n))) for n in range(count)]
    return [*list_no_hints(), *(make_hint(f"hint-{n}") | hint for n, hint in enumerate(hints))]


def make_hint(id_: str) -> Json:
    return {"kind": "snippet", "id": id_, "title": f"About {id_}", "text": "It is in the list.", "page": "/"}


def list_crowd(count: int) -> list[Json]:
    """All eligible, none due: what they wait for is of every sort, and most of it has to be looked for on the page."""
    conditions: list[Json] = [
        {"element": {"test_id": "not-there-{n}"}, "state": "visible"},
        {"all": [{"url": "/"}, {"element": {"css": "#not-there-{n}"}, "state": "visible"}]},
        {"element": {"role": "button", "name": "Not there {n}"}, "state": "visible"},
        {"url": "/not/there/{n}/*"},
        {"all": [{"not": {"seen": "crowd-0"}}, {"element": {"test_id": "not-there"}, "state": "visible"}]},
    ]
    texts = [json.dumps(condition) for condition in conditions]
    return [
        make_tour(f"crowd-{n}", {"when": json.loads(texts[n % len(texts)].replace("{n}", str(n)))})
        for n in range(count)
    ]
