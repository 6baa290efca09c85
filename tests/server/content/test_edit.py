"""Edits of JSON in place: what comes out says what was meant, and nothing else has moved."""

from __future__ import annotations

import difflib
import json
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.edit import Edit, EditConflict, NoPlace, apply_edits
from handrail.content.folder import replace_file
from handrail.content.validation.faults import Path

TOUR = """{
  "kind": "tour",  "id": "first",
  "audience": { "all": [{ "account": "plan", "in": ["pro", "team"] }] },
  "steps": [
    {
      "id": "new",
      "target": [
        { "test_id": "new-invoice" },
        { "role": "button", "name": { "en": "New invoice" } }
      ],
      "title": "Start  here <!-- keep -->"
    },
    { "id": "done", "type": "modal", "title": "That is all \\u2013 really" }
  ]
}
"""


def edit(text: str, op: str, path: Path, value: Any = None, **more: Any) -> str:
    return apply_edits(text, [Edit.model_validate({"op": op, "path": list(path), "value": value, **more})])


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


CASES: dict[str, tuple[str, Path, Any, list[str]]] = {
    "a text": (
        "set",
        ("steps", 0, "title"),
        "Begin “here”",
        ['-      "title": "Start  here <!-- keep -->"', '+      "title": "Begin “here”"'],
    ),
    "one locator of several": (
        "set",
        ("steps", 0, "target"),
        [{"test_id": "create"}, {"role": "button", "name": {"en": "New invoice"}}],
        ['-        { "test_id": "new-invoice" },', '+        { "test_id": "create" },'],
    ),
    "one locator more, before those that stay": (
        "set",
        ("steps", 0, "target"),
        [{"label": "New"}, {"test_id": "new-invoice"}, {"role": "button", "name": {"en": "New invoice"}}],
        ['+        { "label": "New" },'],
    ),
    "one locator put before what stays of several": (
        "set",
        ("steps", 0, "target"),
        [{"role": "button", "name": {"en": "New invoice"}}],
        ['-        { "test_id": "new-invoice" },'],
    ),
    "one locator more at the end, and another first": (
        "set",
        ("steps", 0, "target"),
        [{"test_id": "new"}, {"role": "button", "name": {"en": "New invoice"}}, {"css": "#new"}],
        [
            '-        { "test_id": "new-invoice" },',
            '-        { "role": "button", "name": { "en": "New invoice" } }',
            '+        { "test_id": "new" },',
            '+        { "role": "button", "name": { "en": "New invoice" } },',
            '+        { "css": "#new" }',
        ],
    ),
    "a name in one more language": (
        "set",
        ("steps", 0, "target", 1, "name"),
        {"en": "New invoice", "nb": "Ny faktura"},
        [
            '-        { "role": "button", "name": { "en": "New invoice" } }',
            '+        { "role": "button", "name": { "en": "New invoice", "nb": "Ny faktura" } }',
        ],
    ),
    "a key more, on a line of its own": (
        "set",
        ("steps", 0, "placement"),
        "top",
        [
            '-      "title": "Start  here <!-- keep -->"',
            '+      "title": "Start  here <!-- keep -->",',
            '+      "placement": "top"',
        ],
    ),
    "a step before the others": (
        "insert",
        ("steps", 0),
        {"id": "hello", "type": "modal", "title": "Hello"},
        [
            "+    {",
            '+      "id": "hello",',
            '+      "type": "modal",',
            '+      "title": "Hello"',
            "+    },",
        ],
    ),
    "a step after the others, as the last one is set": (
        "insert",
        ("steps", 2),
        {"id": "bye", "type": "modal", "title": "Bye"},
        [
            '-    { "id": "done", "type": "modal", "title": "That is all \\u2013 really" }',
            '+    { "id": "done", "type": "modal", "title": "That is all \\u2013 really" },',
            '+    { "id": "bye", "type": "modal", "title": "Bye" }',
        ],
    ),
    "a locator more": (
        "insert",
        ("steps", 0, "target", 2),
        {"css": "#new"},
        [
            '-        { "role": "button", "name": { "en": "New invoice" } }',
            '+        { "role": "button", "name": { "en": "New invoice" } },',
            '+        { "css": "#new" }',
        ],
    ),
    "a value within a line": (
        "insert",
        ("audience", "all", 0, "in", 0),
        "free",
        [
            '-  "audience": { "all": [{ "account": "plan", "in": ["pro", "team"] }] },',
            '+  "audience": { "all": [{ "account": "plan", "in": ["free", "pro", "team"] }] },',
        ],
    ),
    "a step less": (
        "remove",
        ("steps", 1),
        None,
        [
            "-    },",
            '-    { "id": "done", "type": "modal", "title": "That is all \\u2013 really" }',
            "+    }",
        ],
    ),
    "the first key of a line": (
        "remove",
        ("kind",),
        None,
        ['-  "kind": "tour",  "id": "first",', '+  "id": "first",'],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_only_what_was_meant_differs(case: str) -> None:
    op, path, value, lines = CASES[case]
    assert changed_lines(TOUR, edit(TOUR, op, path, value)) == lines


def test_what_stood_there_stays_when_it_is_set_again() -> None:
    assert edit(TOUR, "set", ("steps",), json.loads(TOUR)["steps"]) == TOUR


@pytest.mark.parametrize("text", ['{\r\n\t"a": {\r\n\t\t"b": 1\r\n\t}\r\n}\r\n', '{"a":{"b":1}}'])
def test_line_ends_and_indents_are_the_authors(text: str) -> None:
    after = edit(text, "set", ("a", "long"), ["word " * 20] * 3)
    assert json.loads(after)["a"]["long"] == ["word " * 20] * 3
    assert after.count("\r\n") == after.count("\n") or "\r" not in text
    assert edit(after, "remove", ("a", "long")) == text


def test_several_edits_are_made_one_after_the_other() -> None:
    edits = [
        Edit(op="remove", path=("steps", 0)),
        Edit(op="set", path=("steps", 0, "title"), value="Bye", was="That is all – really"),
    ]
    assert [step["title"] for step in json.loads(apply_edits(TOUR, edits))["steps"]] == ["Bye"]


@pytest.mark.parametrize("was", ["Start here", None, 1, True])
def test_what_was_changed_meanwhile_is_not_written_over(was: Any) -> None:
    with pytest.raises(EditConflict) as raised:
        edit(TOUR, "set", ("steps", 0, "title"), "Mine", was=was)
    assert raised.value.found == "Start  here <!-- keep -->"


def test_nothing_was_there_is_said_by_null() -> None:
    assert '"placement": "top"' in edit(TOUR, "set", ("steps", 0, "placement"), "top", was=None)


@pytest.mark.parametrize(
    ("op", "path"),
    [
        ("set", ("steps", 2)),
        ("set", ("steps", 9, "title")),
        ("set", ("kind", "of")),
        ("insert", ("steps", 3)),
        ("insert", ("audience", "any")),
        ("remove", ("theme",)),
        ("remove", ("steps", 2)),
    ],
)
def test_where_there_is_no_place_nothing_is_made_up(op: str, path: Path) -> None:
    with pytest.raises(NoPlace):
        edit(TOUR, op, path, 1)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
layouts = st.sampled_from([{"indent": None}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}])


def list_paths(value: Any, path: Path = ()) -> list[Path]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in parts for found in ((*path, key), *list_paths(one, (*path, key)))]


def look_up(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


@given(st.dictionaries(st.text(max_size=4), values, min_size=1, max_size=4), layouts, values, st.data())
def test_an_edit_does_to_a_text_what_it_does_to_its_value(
    whole: dict[str, Any], layout: dict[str, Any], new: Any, data: st.DataObject
) -> None:
    text = json.dumps(whole, ensure_ascii=data.draw(st.booleans()), **layout)
    path = data.draw(st.sampled_from(list_paths(whole)))
    around = look_up(whole, path[:-1])
    op = data.draw(st.sampled_from(["set", "remove"] + ["insert"] * isinstance(around, list)))
    after = edit(text, op, path, new)
    if op == "set":
        around[path[-1]] = new
    elif op == "insert":
        around.insert(path[-1], new)
    else:
        del around[path[-1]]
    assert json.loads(after) == whole


def test_a_file_is_replaced_at_once_and_stays_what_it_was(tmp_path: File) -> None:
    file, link = tmp_path / "tour.json", tmp_path / "link.json"
    replace_file(file, b"{}")
    other = tmp_path / "other.json"
    other.write_bytes(b"")
    assert file.stat().st_mode == other.stat().st_mode
    file.chmod(0o640)
    link.symlink_to(file)
    replace_file(link, b"[]")
    assert (file.read_bytes(), file.stat().st_mode & 0o777, link.is_symlink()) == (b"[]", 0o640, True)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.json", "other.json", "tour.json"]
