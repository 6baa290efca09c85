"""Edits in place: only what an edit names is written, nothing is lost, and nothing outside the folder is touched."""

from __future__ import annotations

import asyncio
import difflib
import json
from pathlib import Path
from typing import Any

import pytest

from handrail.authoring.dev import edits as editing
from handrail.content.folder import replace_file
from tests.server.authoring.dev.desk import Desk, open_desk
from tests.server.content.writing import write_tour

FILE = "tours/welcome.json"
ODD_LAYOUT = """{
    "kind" : "tour",  "id": "welcome",
    "title":   "Welcome",

    "steps": [ { "id":"new", "target": {"test_id": "new"}, "title": "Start \\u0068ere",
                 "text": "Press **New**.\\n\\nThen wait." },
               {"id": "done", "type": "modal", "title": "That is all"} ]
}
"""


def list_changes(before: str, after: str) -> list[str]:
    """As `git diff` tells them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in list(lines)[2:] if not line.startswith("@@")]


async def test_only_the_edit_differs(desk: Desk) -> None:
    path = desk.folder / FILE
    path.write_bytes(ODD_LAYOUT.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    answer = await desk.edit(FILE, "steps", 1, "title", value="That’s it", was="That is all")
    assert answer.status_code == 200, answer.text
    after = path.read_bytes().decode()
    assert after == ODD_LAYOUT.replace("\n", "\r\n").replace("That is all", "That’s it")
    assert path.stat().st_mode & 0o777 == 0o640
    assert list_changes(ODD_LAYOUT, after.replace("\r\n", "\n")) == [
        '-               {"id": "done", "type": "modal", "title": "That is all"} ]',
        '+               {"id": "done", "type": "modal", "title": "That’s it"} ]',
    ]
    assert answer.json()["revision"] == (await desk.state())["revision"]
    assert [one.name for one in path.parent.iterdir()] == ["welcome.json"]


async def test_insert_and_remove(desk: Desk) -> None:
    step = {"id": "more", "type": "modal", "title": "More"}
    assert (await desk.edit(FILE, "steps", 1, op="insert", value=step)).status_code == 200
    assert [one["id"] for one in (await desk.state())["items"][0]["steps"]] == ["new", "more", "done"]
    before = (desk.folder / FILE).read_text()
    assert (await desk.edit(FILE, "steps", 1, op="remove", was=step)).status_code == 200
    removed = list_changes(before, (desk.folder / FILE).read_text())
    assert removed
    assert all(line.startswith("-") for line in removed)


async def test_what_was_changed_meanwhile_is_told(desk: Desk) -> None:
    path = desk.folder / FILE
    path.write_text(path.read_text().replace("Start here", "Begin here"))
    before = path.read_bytes()
    answer = await desk.edit(FILE, "steps", 0, "title", value="Go", was="Start here")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/edit_conflict")
    told = {key: answer.json()[key] for key in ("file", "path", "found")}
    assert told == {"file": FILE, "path": ["steps", 0, "title"], "found": "Begin here"}
    assert path.read_bytes() == before


async def test_all_or_none(desk: Desk) -> None:
    before = (desk.folder / FILE).read_bytes()
    good = {"file": FILE, "op": "set", "path": ["title"], "value": "Changed"}
    bad = {"file": FILE, "op": "set", "path": ["steps", 0, "title"], "value": "x", "was": "something else"}
    assert (await desk.ask("edits", edits=[good, bad])).status_code == 409
    assert (desk.folder / FILE).read_bytes() == before
    first = {"file": FILE, "op": "set", "path": ["title"], "value": "One", "was": "Welcome"}
    second = {**first, "value": "Two", "was": "One"}
    assert (await desk.ask("edits", edits=[first, second])).status_code == 200
    assert json.loads((desk.folder / FILE).read_text())["title"] == "Two"


async def test_what_would_be_invalid_is_not_written(desk: Desk) -> None:
    before = (desk.folder / FILE).read_bytes()
    answer = await desk.edit(FILE, "steps", 0, "placement", value="sideways")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid_edit")
    fault = answer.json()["faults"][0]
    assert (fault["file"], fault["level"]) == (FILE, "fault")
    assert (desk.folder / FILE).read_bytes() == before
    nowhere = await desk.edit(FILE, "steps", 7, "title", value="x")
    assert (nowhere.status_code, nowhere.json()["type"]) == (422, "/problems/no_place")


async def test_what_was_wrong_already_may_stay_so(desk: Desk) -> None:
    path = desk.folder / FILE
    path.write_text(path.read_text().replace('"text":', '"txt":'))
    assert (await desk.edit(FILE, "title", value="Mended first")).status_code == 200
    path.write_text("{ not JSON")
    answer = await desk.edit(FILE, "title", value="x")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/no_place")
    assert path.read_text() == "{ not JSON"


@pytest.mark.parametrize(
    "file",
    ["../outside.json", "/etc/passwd", "tours/../../outside.json", "tours", "no-such.json", "link.json", "tours\\welcome.json",
     ".hidden.json", "schema/tour.json", "notes.txt", "guide.md", "FILE\0", "away/outside.json"],
)  # fmt: skip
async def test_nothing_else_is_read_or_written(folder: Path, file: str) -> None:
    outside = folder.parent / "outside.json"
    outside.write_text('{"kind": "tour"}')
    (folder / "link.json").symlink_to(outside)
    (folder / "away").symlink_to(folder.parent)
    (folder / "schema").mkdir()
    for name in (".hidden.json", "schema/tour.json", "notes.txt"):
        (folder / name).write_text('{"title": "x"}')
    (folder / "guide.md").write_text("---\nid: guide\ntitle: Guide\n---\nText.\n")
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    async with open_desk(folder) as desk:
        for answer in (await desk.edit(file, "title", value="x"), await desk.ask("source", file=file)):
            assert answer.status_code in (400, 404), answer.text
    assert {path: path.read_bytes() for path in before} == before


async def test_edits_at_once_lose_nothing(desk: Desk) -> None:
    """Also what the author's editor saves between our look at the file and our writing."""
    answers = await asyncio.gather(
        desk.edit(FILE, "title", value="Title"),
        desk.edit(FILE, "steps", 0, "title", value="First"),
        desk.edit(FILE, "steps", 1, "title", value="Last"),
        desk.edit(FILE, "priority", value=7),
    )
    assert {one.status_code for one in answers} == {200}
    tour = json.loads((desk.folder / FILE).read_text())
    assert (tour["title"], tour["priority"], [one["title"] for one in tour["steps"]]) == ("Title", 7, ["First", "Last"])


async def test_a_save_in_between_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path, look = desk.folder / FILE, editing.refuse_new_faults
    saves = iter(["Press **New** now.", "Press **New** at once."])

    def save_meanwhile(*given: Any) -> None:
        """The author's editor is just quicker, twice."""
        look(*given)
        if (text := next(saves, None)) is not None:
            path.write_text(
                json.dumps(write_tour(steps=[{**write_tour()["steps"][0], "text": text}, write_tour()["steps"][1]]))
            )

    monkeypatch.setattr(editing, "refuse_new_faults", save_meanwhile)
    assert (await desk.edit(FILE, "title", value="Ours", was="Welcome")).status_code == 200
    tour = json.loads(path.read_text())
    assert (tour["title"], tour["steps"][0]["text"]) == ("Ours", "Press **New** at once.")


async def test_a_file_that_cannot_be_written_stays_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = desk.folder / "tours" / "again.json"
    other.write_text(json.dumps(write_tour(id="again")))
    before = {path: path.read_bytes() for path in (desk.folder / FILE, other)}

    def fail_second(path: Path, content: bytes) -> None:
        if path.name == "again.json" and content != before[other]:
            raise OSError(28, "No space left on device")
        replace_file(path, content)

    monkeypatch.setattr("handrail.authoring.dev.edits.replace_file", fail_second)
    edits = [{"file": file, "op": "set", "path": ["title"], "value": "New"} for file in (FILE, "tours/again.json")]
    answer = await desk.ask("edits", edits=edits)
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/not_written")
    assert "No space left" in answer.json()["detail"]
    assert {path: path.read_bytes() for path in before} == before


async def test_a_new_item_gets_a_file(desk: Desk) -> None:
    made = await desk.ask("items", item=write_tour(id="second"))
    assert (made.status_code, made.json()["file"]) == (200, "tours/second.json")
    assert json.loads((desk.folder / "tours/second.json").read_text()) == write_tour(id="second")
    assert (desk.folder / "tours/second.json").read_text().startswith('{\n  "kind": "tour",\n')
    assert [one["id"] for one in (await desk.state())["items"]] == ["second", "welcome"]
    again = await desk.ask("items", item=write_tour(id="second"))
    assert (again.status_code, again.json()["type"]) == (409, "/problems/item_exists")
    snippet = {"kind": "snippet", "id": "hint", "title": "Hint", "text": "Here.", "target": {"test_id": "new"}}
    assert (await desk.ask("items", item=snippet)).json()["file"] == "snippets/hint.json"
    for item in (
        {},
        {"kind": "tour"},
        {"kind": "tour", "id": "../x"},
        {"kind": "site", "id": "x"},
        write_tour(id="x", steps=[]),
    ):
        refused = await desk.ask("items", item=item)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/invalid_edit"), item
    assert sorted(path.name for path in desk.folder.rglob("*.json")) == [
        "hint.json",
        "second.json",
        "site.json",
        "welcome.json",
    ]


async def test_a_file_is_told_as_it_was_written(desk: Desk) -> None:
    answer = await desk.ask("source", file=FILE)
    assert answer.json() == {"file": FILE, "value": write_tour()}
