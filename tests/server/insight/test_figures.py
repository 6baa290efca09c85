"""Figures worked out by hand, of a handful of people: the API, the files, the console and the command line all tell the same."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import re
from typing import Any
from uuid import uuid4

import httpx
import pytest

from handrail.core.clock import DAY, HOUR, MINUTE, Clock
from tests.server.cast import Cast, MovingClock
from tests.server.cli.conftest import Run
from tests.server.cli.conftest import folder as folder
from tests.server.cli.conftest import offline as offline
from tests.server.cli.conftest import run as run
from tests.server.console.test_sign_in import sign_in
from tests.server.learn.quizzes.conftest import NewTaker, Publish
from tests.server.learn.quizzes.conftest import publish as publish
from tests.server.learn.quizzes.conftest import taker as taker
from tests.server.learn.quizzes.taking import Taker, make_attempt, ok

QUIZ = {
    "kind": "quiz", "id": "basics", "title": "The basics", "pass": 0.75,
    "questions": [
        {"id": "side", "type": "choice", "points": 3, "text": "Which *side*?", "options": [
            {"id": "a", "text": "Here", "right": True}, {"id": "b", "text": "**There**"}, {"id": "c", "text": "Nowhere"}]},
        {"id": "rate", "type": "number", "text": "How much?", "answer": 25, "tolerance": 0.5},
    ],
}  # fmt: skip
SURVEY = {
    "kind": "survey", "id": "opinion", "title": "Your opinion",
    "questions": [
        {"id": "friend", "type": "nps", "text": "Would **you**?"},
        {"id": "content", "type": "csat", "text": "Content?"},
        {"id": "ease", "type": "ces", "text": "Easy?"},
        {"id": "tools", "type": "poll", "several": True, "text": "With?", "options": [{"id": "a", "text": "Axe"}, {"id": "b", "text": "Bow"}]},
        {"id": "why", "type": "text", "text": "Why?"},
    ],
}  # fmt: skip
CHECKLIST = {
    "kind": "checklist", "id": "start", "title": "Get going",
    "items": [{"id": id_, "title": id_.title(), "by_hand": True} for id_ in ("look", "send")],
}  # fmt: skip
NEWS = {"kind": "announcement", "id": "exports", "title": "Exports"}
SAID: list[dict[str, Any]] = [
    {"friend": 10, "content": 5, "ease": 7, "tools": ["a", "b"]},
    {"friend": 9, "content": 4, "ease": 2, "tools": ["b"], "why": "=Fast, and \"good\""},
    {"friend": 9, "content": 3},
    {"friend": 8},
    {"friend": 6},
]  # fmt: skip
FILES: dict[tuple[str, str], list[list[str]]] = {
    # 3 of 4 points, then 1 and 1: (0.75 + 0.25 + 0.25) / 3. What ben's second attempt took over is not asked again.
    ("quizzes", "quizzes"): [["basics", "The basics", "3", "1", "4", "3", "0.4167"]],
    ("quizzes", "questions"): [
        ["basics", "side", "Which side?", "4", "1", "There", "2"],
        ["basics", "rate", "How much?", "2", "1", "7", "1"],
    ],
    ("surveys", "surveys"): [["opinion", "Your opinion", "5", "5"]],
    # 3 promoters less 1 detractor of 5; 2 content of 3; the mean of 7 and 2.
    ("surveys", "questions"): [
        ["opinion", "friend", "Would you?", "nps", "5", "40.0", "6 1, 8 1, 9 2, 10 1"],
        ["opinion", "content", "Content?", "csat", "3", "66.7", "3 1, 4 1, 5 1"],
        ["opinion", "ease", "Easy?", "ces", "2", "4.5", "2 1, 7 1"],
        ["opinion", "tools", "With?", "poll", "2", "", "Axe 1, Bow 2"],
        ["opinion", "why", "Why?", "text", "1", "", ""],
    ],
    ("surveys", "verbatims"): [["opinion", "why", "", "'=Fast, and \"good\""]],
    # 10 minutes and 2 hours: the shortest that is as long as half of them, and as nine in ten.
    ("checklists", "checklists"): [["start", "Get going", "3", "2", "600", "7200"]],
    ("checklists", "entries"): [["start", "look", "Look", "3", "0", "3"], ["start", "send", "Send", "2", "1", "3"]],
    ("announcements", "announcements"): [["exports", "Exports", "3", "1", "1", "0", "1"]],
}  # fmt: skip
TOLD_OTHERWISE = {"0.4167": "42 %", "600": "10 min", "7200": "2 h", "'=Fast, and \"good\"": "=Fast, and \"good\""}  # fmt: skip


@pytest.fixture(autouse=True)
def wide_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """For any line of the command's."""
    monkeypatch.setenv("COLUMNS", "300")


async def live(people: list[Taker], clock: MovingClock) -> None:
    ada, ben, cleo, *_ = people
    ok(await ada.take(make_attempt(), answers={"side": "a", "rate": 7}, finish=True))
    first = make_attempt()
    ok(await ben.take(first, answers={"side": "b", "rate": 25.5}, finish=True))
    ok(await ben.take(make_attempt(), answers={"side": "c"}, retry_of=first, finish=True))
    ok(await cleo.take(make_attempt(), answers={"side": "b"}))
    for one, said in zip(people, SAID, strict=True):
        listed = (await one.device.sync(one.device.happened("survey_started", "opinion", "s1")))["items"]
        (hash_,) = [item["hash"] for item in listed if item["id"] == "opinion"]
        answers = [{"question": question, "answer": answer} for question, answer in said.items()]
        body = {"response": str(uuid4()), "hash": hash_, "answers": answers}
        assert (await one.device.post("/v1/surveys/opinion/responses", body)).status_code == 200
    for one, takes, ending in ((ada, 2 * HOUR, "completed"), (ben, 10 * MINUTE, "dismissed"), (cleo, 0, None)):
        entries = ("look", "send") if takes else ("look",)
        began = [one.device.happened("checklist_started", "start", "c1")]
        done = [one.device.happened("checklist_item_completed", "start", "c1", step=entry) for entry in entries]
        await one.device.sync(*began, *done, one.device.happened("announcement_started", "exports", "n1"))
        clock.advance(takes)
        if takes:
            await one.device.sync(one.device.happened("checklist_completed", "start", "c1"))
        if ending:
            await one.device.sync(one.device.happened(f"announcement_{ending}", "exports", "n1"))


async def test_every_door_tells_what_was_worked_out(
    publish: Publish, taker: NewTaker, clock: MovingClock, client: httpx.AsyncClient, cast: Cast, run: Run
) -> None:
    clock.instant = Clock().now() - DAY  # the command line has a clock of its own
    await publish(QUIZ, SURVEY, CHECKLIST, NEWS)
    people = [await taker(name).arrive(name) for name in ("ada", "ben", "cleo", "dan", "eve")]
    await live(people, clock)
    await sign_in(client, cast.victor)
    for report in ("quizzes", "surveys", "checklists", "announcements"):
        page = await client.get(f"/console/acme/reports/{report}")
        shown = [read_cells(row) for row in re.findall("<tr>(.*?)</tr>", page.text, re.DOTALL)]
        printed = (await asyncio.to_thread(run, "report", report, "acme")).out.splitlines()
        asked = await client.get(f"/api/sites/acme/reports/{report}", headers=cast.acme.bearer)
        tables = {table: rows for (of, table), rows in FILES.items() if of == report}
        for table, expected in tables.items():
            filed = await client.get(f"/console/acme/reports/{report}/{table}.csv")
            assert read_rows(filed.text) == expected
            for row, one in zip(expected, asked.json()[table], strict=True):
                values = [str(value) for value in read_values(one)]
                assert [cell for cell in row if re.fullmatch(r"[\d.]+", cell) and cell not in values] == []
                cells = [TOLD_OTHERWISE.get(cell, cell) for cell in row if cell]
                assert any(all(cell in line for cell in cells) for line in printed), (cells, printed)
                # A list of counts is one with bars there.
                parts = [
                    part for cell in cells for part in (cell.split(", ") if re.search(r" \d+, ", cell) else [cell])
                ]
                assert any(all(part in line for part in parts) for line in shown), (parts, shown)
        taken = (await asyncio.to_thread(run, "report", report, "acme", "--json")).json
        assert taken.keys() == asked.json().keys()
        assert [taken[table] for table in tables] == [asked.json()[table] for table in tables]
        *_, last = tables
        written = await asyncio.to_thread(run, "report", report, "acme", "--csv", "--table", last)
        assert read_rows(written.out) == tables[last]


def read_rows(file: str) -> list[list[str]]:
    """Of a file for spreadsheets, without its head and its days."""
    _, *rows = csv.reader(io.StringIO(file.removeprefix("\ufeff")))
    return [["" if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) else cell for cell in row] for row in rows]


def read_cells(row: str) -> str:
    """A row of a table as it is read."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", row)).split())


def read_values(found: dict[str, Any]) -> list[Any]:
    return [inner for value in found.values() for inner in (value.values() if isinstance(value, dict) else [value])]
