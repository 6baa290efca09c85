"""What the bar is told: items and steps with their lines, faults with theirs, and the next save at once. And whom the author acts as."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from handrail.preview.limits import LARGEST_ANSWER
from tests.server.authoring.dev.desk import Desk, open_desk, write_folder
from tests.server.content.writing import LAST, SITE, write_files, write_tour

FILE = "tours/welcome.json"


async def test_items_and_steps_have_their_lines(desk: Desk) -> None:
    state = await desk.state()
    lines = (desk.folder / FILE).read_text().splitlines()
    (item,) = state["items"]
    assert (item["id"], item["kind"], item["title"], item["file"]) == ("welcome", "tour", "Welcome", FILE)
    assert '"id": "welcome"' in lines[item["line"] - 1]
    assert [(one["id"], one["type"], one["title"]) for one in item["steps"]] == [
        ("new", "spotlight", "Start here"),
        ("done", "modal", "That is all"),
    ]
    assert [lines[one["line"]].strip() for one in item["steps"]] == ['"id": "new",', '"id": "done",']
    assert state["site"] == {
        "id": "acme",
        "locales": SITE["locales"],
        "traits": SITE["traits"],
        "account": SITE["account"],
    }
    assert (state["faults"], state["acting"]) == ([], None)


async def test_a_save_is_told_to_who_waits(desk: Desk) -> None:
    since = (await desk.state())["revision"]
    assert (await desk.state(since="of another run", wait=20))["revision"] == since  # at once
    assert (await desk.state(since=since))["revision"] == since
    waiting = asyncio.create_task(desk.state(since=since, wait=20))
    await desk.drafts.refresh()
    assert not waiting.done()
    path = desk.folder / FILE
    path.write_text(path.read_text().replace("Start here", "Begin"))
    await desk.drafts.refresh()
    state = await waiting
    assert state["revision"] != since
    assert state["items"][0]["steps"][0]["title"] == "Begin"
    shown = await desk.sync()
    assert "Begin" in json.dumps(next(iter(shown["bodies"].values())))


async def test_while_there_are_faults_the_last_good_drafts_stay(desk: Desk) -> None:
    path = desk.folder / FILE
    good, before = path.read_text(), (await desk.sync())["items"]
    path.write_text(good.replace('"text"', '"txt"'))
    await desk.drafts.refresh()
    state = await desk.state()
    (fault,) = [one for one in state["faults"] if one["level"] == "fault"]
    assert (fault["file"], fault["line"]) == (FILE, good.splitlines().index('      "text": "Press **New**."') + 1)
    assert fault["fix"] == 'did you mean "text"?'
    assert (await desk.sync())["items"] == before
    path.write_text("{")
    await desk.drafts.refresh()
    assert (await desk.state())["faults"][0]["line"] == 1
    path.write_text(good)
    await desk.drafts.refresh()
    assert (await desk.state())["faults"] == []


def move(folder: Path, there: Path) -> Path:
    return folder.rename(there)


async def test_a_folder_that_begins_broken_or_goes_away(folder: Path) -> None:
    (folder / "site.json").write_text("{")
    async with open_desk(folder) as desk:
        assert (await desk.state())["faults"]
        assert (await desk.sync())["items"] == []
        kept = move(folder, folder.parent / "elsewhere")
        await desk.drafts.refresh()
        assert (await desk.state())["faults"][0]["problem"] == "the folder cannot be read"
        move(kept, folder)
        write_folder(folder, write_files(write_tour()))
        await desk.drafts.refresh()
        assert (await desk.state())["faults"] == []
        assert [one["id"] for one in (await desk.sync())["items"]] == ["welcome"]


async def test_acting_as_somebody(desk: Desk) -> None:
    audience = {"all": [{"account": "plan", "is": "pro"}, {"completed": "welcome"}]}
    write_folder(desk.folder, write_files(write_tour(), write_tour(id="second", audience=audience)))
    await desk.drafts.refresh()

    async def act(**body: Any) -> tuple[dict[str, Any], dict[str, bool]]:
        answer = await desk.ask("act", **body)
        assert answer.status_code == 200, answer.text
        acted = answer.json()
        user = {"user_token": acted["user_token"]} if acted["user_token"] else {}
        synced = await desk.sync(**user)
        assert synced["identity"] is None
        return acted, {one["id"]: one["auto"] for one in synced["items"]}

    acted, due = await act(
        sub="ann", traits={"first_name": "Ann"}, account={"plan": "pro"}, completed=["welcome"], locale="nb"
    )
    assert (acted["locale"], due) == ("nb", {"second": True, "welcome": False})
    assert (await desk.state())["acting"]["sub"] == "ann"
    acted, due = await act(sub="ann", account={"plan": "pro"})  # begins anew
    assert due == {"welcome": True}
    acted, _ = await act(now="2031-02-03T04:05:06Z")
    assert acted["now"] == "2031-02-03T04:05:06.000Z"
    assert acted["user_token"] is not None
    assert (await desk.sync())["now"] == "2031-02-03T04:05:06.000Z"
    acted, due = await act(sub=None, now=None)
    assert (acted["user_token"], acted["locale"], due) == (None, "nb", {"welcome": True})
    assert acted["now"].startswith("2026-01-05T09:00")
    await act(locale=None)
    assert (await desk.state())["acting"] is None


@pytest.mark.parametrize("body", [{"completed": ["nothing"]}, {"now": "yesterday"}, {"sub": ""}, {"traits": []}])
async def test_nobody_to_act_as(desk: Desk, body: dict[str, Any]) -> None:
    answer = await desk.ask("act", **body)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid_body")
    assert (await desk.state())["acting"] is None


async def test_what_is_too_large_for_a_preview_is_named(tmp_path: Path) -> None:
    video = b"\0\0\0\x18ftypisom" + b"\0" * LARGEST_ANSWER
    tour = write_tour(steps=[{**LAST, "media": {"video": "../media/large.mp4", "alt": "All of it"}}])
    write_folder(tmp_path, write_files(tour))
    (tmp_path / "media").mkdir()
    (tmp_path / "media/large.mp4").write_bytes(video)
    async with open_desk(tmp_path) as desk:
        state = await desk.state()
        (told,) = [one for one in state["faults"] if one["file"] == "media/large.mp4"]
        assert told["level"] == "warning"
        assert "4 MB" in told["problem"]
        assert state["items"][0]["hash"]  # it is shown all the same
