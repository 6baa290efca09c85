"""Whatever is written, `validate` answers: with faults that have a place, or with items that compile."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.content.compile import compile_start, compile_theme, compile_tour
from handrail.content.folder import FolderMedia, read_folder
from handrail.content.media import MediaFile
from handrail.content.validation.validate import validate
from tests.server.content.validation.test_parse import JSON_VALUES
from tests.server.content.writing import LAST, SITE, STEP, write_tour

ACME = Path(__file__).resolve().parents[4] / "tours/acme"
# What belongs together: help would need its topics, and has tests of its own.
DEMO = re.compile(r"tours/.*\.json|theme\.json")
FILES: dict[str, Any] = {
    **{path: json.loads(raw) for path, raw in read_folder(ACME).items() if DEMO.fullmatch(path)},
    "site.json": {**SITE, "id": "acme"},
    "quizzes/invoice-basics.json": {
        "kind": "quiz",
        "id": "invoice-basics",
        "title": "Invoice basics",
        "questions": [
            {
                "id": "a",
                "type": "choice",
                "text": "A?",
                "options": [{"id": "y", "text": "Y", "right": True}, {"id": "n", "text": "N"}],
            },
            {"id": "b", "type": "true-false", "text": "B?", "answer": True, "hint": "*Look*.", "points": 2},
            {"id": "c", "type": "text", "text": "C?", "accept": ["C"], "explanation": "So it is."},
            {"id": "d", "type": "number", "text": "D?", "answer": 4, "tolerance": 0.5, "unit": "kg"},
            {"id": "e", "type": "do", "text": "E", "when": {"event": "signed_up"}, "page": "/e"},
        ],
    },
    "tours/rich.json": write_tour(
        id="rich",
        audience={"all": [{"segment": "big"}, {"not": {"any": [{"trait": "tags", "contains": "a"}]}}]},
        frequency={"every": "30d"},
        start={"on": "event", "event": "signed_up", "when": {"url": ["/a", "/b"]}, "delay": "1s"},
        steps=[
            {**STEP, "next": [{"if": {"device": "phone"}, "to": "done"}, {"to": "hidden"}]},
            {"id": "hidden", "type": "hidden", "advance": {"on": "event", "event": "signed_up"}},
            {**LAST, "buttons": [{"label": "Go", "do": "go", "to": "new"}, {"label": "Finish", "do": "complete"}]},
        ],
        tests=[{"person": {"traits": {"role": "a"}, "events": [{"name": "signed_up"}]}, "expect": "ineligible"}],
    ),
    "tours/kinds.json": write_tour(
        id="kinds",
        was=["sorts"],
        theme="night",
        schedule={"from": "2026-01-01T00:00:00Z", "days": ["mon"], "hours": {"from": "22:00", "to": "06:00"}},
        goal={"event": "signed_up", "hold_out": 0.1},
        steps=[
            {**STEP, "highlights": [{"css": "a"}, [{"test_id": "b"}]], "padding": 0, "radius": 9},
            {**STEP, "id": "tip", "type": "tooltip", "media": {"image": "media/a.png", "alt": "A"}},
            {"id": "beside", "type": "slide-out", "title": "B", "media": {"video": "https://a.test/b.mp4", "alt": "B"}},
            {
                "id": "bar",
                "type": "banner",
                "title": "C",
                "position": "top",
                "buttons": [
                    {"label": "Later", "do": "snooze", "for": "day"},
                    {"label": "More", "do": "link", "url": "/more"},
                    {"label": "Yes", "do": "track", "event": "signed_up"},
                ],
            },
            LAST,
        ],
        tests=[{"now": "2026-01-05T23:00:00+01:00", "expect": "eligible"}],
    ),
    "tours/kinds.nb.json": {"steps.tip.media.alt": "Å"},
    "themes/night.json": {
        "kind": "theme",
        "id": "night",
        "scheme": "dark",
        "dark": {"ink": "#ffffff"},
        "font": "Inter",
    },
    "tours/rich.nb.json": {"title": "Rik", "steps.new.title": {"text": "Begynn", "source": "00000000"}},
}
IMAGE = MediaFile("0" * 64, "png", 100)
ACME_MEDIA = FolderMedia(ACME)
ODD = JSON_VALUES | st.sampled_from(
    [
        {},
        [],
        "",
        "welcome",
        "new",
        "/",
        {"all": []},
        {"any": [{}]},
        {"test_id": "a"},
        {"trait": "role"},
        "steps",
        "{{ x }}",
        "../../a.png",
        "https://a.test",
        "#000000",
        "tooltip",
    ]
)


def find_media(path: str) -> MediaFile | None:
    return IMAGE if path == "tours/media/a.png" else ACME_MEDIA.find(path)


def list_paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, one in inner for found in list_paths(one, (*path, key)))]


PLACES = [(file, path) for file, value in FILES.items() for path in list_paths(value)]


def change(files: dict[str, Any], file: str, path: tuple[Any, ...], new: Any, how: str) -> None:
    if not path:
        files[file] = new
        return
    *before, last = path
    value = files[file]
    for part in before:
        if not isinstance(value, dict | list) or (isinstance(value, dict) and part not in value):
            return
        if isinstance(value, list) and (not isinstance(part, int) or part >= len(value)):
            return
        value = value[part]
    if isinstance(value, dict):
        if how == "remove":
            value.pop(last, None)
        else:
            value[str(last) + ("x" if how == "rename" else "")] = new
    elif isinstance(value, list) and isinstance(last, int) and last < len(value):
        if how == "remove":
            value.pop(last)
        else:
            value[last] = new


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), ODD, st.sampled_from(["replace", "rename", "remove"])),
        min_size=1,
        max_size=3,
    )
)
def test_any_change_is_refused_with_places_or_compiles(changes: list[tuple[Any, Any, str]]) -> None:
    files = copy.deepcopy(FILES)
    for (file, path), new, how in changes:
        change(files, file, path, new, how)
    texts = {path: json.dumps(value, indent=1) for path, value in files.items()}
    validated = validate({path: text.encode() for path, text in texts.items()}, find_media=find_media)
    for finding in validated.findings:
        lines = texts.get(finding.file, "").split("\n")
        assert finding.line <= len(lines)
        assert finding.column <= len(lines[finding.line - 1]) + 1
        assert "\n" not in str(finding)
        assert finding.problem
    assert bool(validated.faults) is not bool(validated.items)
    for source in validated.items.values():
        if source.item.kind == "theme":
            assert compile_theme(source.item)
        if source.item.kind == "tour":
            assert compile_tour(source, "nb").steps
            assert compile_start(source, "nb")


def test_the_files_that_are_changed_are_right_themselves() -> None:
    files = {path: json.dumps(value).encode() for path, value in FILES.items()}
    assert validate(files, find_media=find_media).faults == []
