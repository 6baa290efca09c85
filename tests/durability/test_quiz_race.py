"""One person takes a quiz at two server processes at once: whatever comes first, each attempt is graded once, and no more than there are."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.durability.ground import Ground
from tests.server.cast import Stage
from tests.server.learn.quizzes.taking import RIGHT, WRONG, write_quiz

SITE = {"kind": "site", "id": "acme", "title": "Acme"}
ATTEMPTS = 3


async def publish(client: httpx.AsyncClient, stage: Stage) -> None:
    files = {"site.json": json.dumps(SITE), "basics.json": json.dumps(write_quiz(attempts=ATTEMPTS))}
    pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=stage.bearer)
    assert pushed.status_code == 201, pushed.text
    path, version = "/api/sites/acme/environments/production/publish", {"version": pushed.json()["version"]}
    assert (await client.post(path, json=version, headers=stage.bearer)).status_code == 200


async def post(client: httpx.AsyncClient, stage: Stage, path: str, body: dict[str, Any]) -> httpx.Response:
    headers = {"Content-Type": "text/plain", "Origin": stage.origin}
    return await client.post(path, content=json.dumps({"key": stage.key} | body), headers=headers)


async def race(urls: list[str], stage: Stage) -> None:
    async with (
        httpx.AsyncClient(base_url=urls[0], timeout=60) as here,
        httpx.AsyncClient(base_url=urls[1], timeout=60) as there,
    ):
        await publish(here, stage)
        synced = (await post(here, stage, "/v1/sync", {"url": "/"})).json()
        (quiz,) = (item for item in synced["items"] if item["id"] == "basics")
        mine = {"token": synced["token"], "hash": quiz["hash"], "run": "r1"}

        async def take(client: httpx.AsyncClient, attempt: str, answers: dict[str, Any]) -> httpx.Response:
            given = [{"question": question, "answer": answer} for question, answer in answers.items()]
            body = mine | {"attempt": attempt, "answers": given, "finish": True}
            return await post(client, stage, "/v1/quizzes/basics/attempts", body)

        begun = [str(uuid4()) for _ in range(ATTEMPTS + 2)]
        tries = [(attempt, answers) for attempt in begun for answers in (RIGHT, WRONG)]
        got = await asyncio.gather(*(take(client, *one) for one in tries for client in (here, there)))

        problems = Counter(answer.json()["type"] for answer in got if not answer.is_success)
        assert problems.keys() <= {"/problems/no_attempts_left", "/problems/answered_already"}, problems
        taken = [answer.json() for answer in got if answer.is_success]
        assert sorted({one["number"] for one in taken}) == [1, 2, 3]
        assert len({one["attempt"] for one in taken}) == ATTEMPTS
        assert {one["score"] for one in taken} <= {0, 6}
        for attempt in {one["attempt"] for one in taken}:
            assert len({one["score"] for one in taken if one["attempt"] == attempt}) == 1

        tables = (await post(there, stage, "/v1/me/export", mine)).json()["tables"]
        graded = [event["props"] for event in tables["event"] if event["name"] == "quiz_graded"]
        kept = {one["attempt"]: one for one in tables["quiz_attempt"]}
        assert len(graded) == len(kept) == ATTEMPTS
        assert {one["attempt"]: one["score"] for one in graded} == {id_: one["score"] for id_, one in kept.items()}
        assert all(len(one["answers"]) == len(RIGHT) for one in kept.values())
        progress = tables["person_state"][0]["progress"]["basics"]
        assert (progress["attempts"], progress.get("passed", False)) == (
            ATTEMPTS,
            any(one["passed"] for one in kept.values()),
        )


@pytest.mark.slow
def test_two_servers_grade_one_person_once(ground: Ground) -> None:
    servers = [ground.make_server(), ground.make_server()]
    for server in servers:
        server.start()
    asyncio.run(race([server.url for server in servers], ground.stage))
