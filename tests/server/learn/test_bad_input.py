"""What no page would send, at both doors: tokens of others and of other purposes, and numbers that are none. Each is told what is wrong, and nothing is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from starlette.applications import Starlette

from handrail.core.signing import Purpose
from tests.server.cast import Cast, services_of
from tests.server.content.kinds import write_survey
from tests.server.database_views import count_rows
from tests.server.learn.quizzes.conftest import NewTaker, Publish
from tests.server.learn.quizzes.conftest import publish as publish
from tests.server.learn.quizzes.conftest import taker as taker
from tests.server.learn.quizzes.taking import NUMBER, TEXT, Taker, write_quiz

KEPT = ("quiz_attempt", "quiz_answer", "survey_response", "survey_anonymous")
NO_JSON = ("0x10", "+5", "05", "1.", "01e5", "--1", "١٢", "1,5")
NO_NUMBER = ("NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1" + "0" * 400, '"1,5"', '"١٢"', '"12"', "true", "null", "[]", "[7]", "{}")  # fmt: skip


@dataclass(frozen=True)
class Door:
    """Where the answer to a question goes: `question` takes a number."""

    path: str
    question: str
    item: str
    new: str

    async def knock(self, taker: Taker, answer: str = "7", **changes: Any) -> httpx.Response:
        """`answer` as it is written in JSON, or is not."""
        device = taker.device
        body = {"key": device.stage.key, "token": device.token, self.new: str(uuid4()), "run": "r1"} | changes
        said = f'{{"question": "{self.question}", "answer": {answer}}}'
        text = f'{json.dumps({"hash": taker.hashes[self.item], **body})[:-1]}, "answers": [{said}]}}'
        headers = {"Content-Type": "text/plain", "Origin": device.stage.origin}
        return await device.client.post(self.path, content=text.encode(), headers=headers)


DOORS = [
    Door("/v1/quizzes/basics/attempts", "rate", "basics", "attempt"),
    Door("/v1/surveys/opinion/responses", "score", "opinion", "response"),
]


@pytest.fixture(params=DOORS, ids=lambda door: door.item)
def door(request: pytest.FixtureRequest) -> Door:
    found: Door = request.param
    return found


@pytest.fixture
async def ada(publish: Publish, taker: NewTaker) -> Taker:
    await publish(write_quiz(questions=[NUMBER, TEXT]), write_survey())
    found = taker("ada")
    found.device.sign_in("ada")
    found.hashes = {one["id"]: one["hash"] for one in (await found.device.sync())["items"]}
    return found


async def test_tokens_of_others_and_of_other_purposes(
    door: Door, ada: Taker, taker: NewTaker, app: Starlette, cast: Cast
) -> None:
    signer = services_of(app).signer
    said = signer.loads(Purpose.PERSON, ada.device.token or "")
    foreign = taker("foreign", cast.globex).device
    await foreign.sync()
    forged = [
        *(signer.dumps(purpose, said) for purpose in Purpose if purpose is not Purpose.PERSON),
        foreign.token,
        cast.acme.secret_key,
        ada.device.user_token,
        f"{ada.device.token}x",
        "",
    ]
    for token in forged:
        refused = await door.knock(ada, token=token)
        told = refused.json()
        assert (refused.status_code, told["type"]) == (401, "/problems/bad_token"), token
        assert told["detail"]
        assert refused.headers["content-type"] == "application/problem+json"
    assert [await count_rows(app, name) for name in KEPT] == [0, 0, 0, 0]
    assert (await door.knock(ada)).status_code == 200


async def test_numbers_that_are_none(door: Door, ada: Taker, app: Starlette) -> None:
    for answer, status in [*((one, 400) for one in NO_JSON), *((one, 422) for one in NO_NUMBER)]:
        refused = await door.knock(ada, answer)
        assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json"), answer
        assert refused.json()["detail"]
    assert [await count_rows(app, name) for name in KEPT] == [0, 0, 0, 0]
