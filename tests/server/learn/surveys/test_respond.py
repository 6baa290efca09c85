"""Answers to surveys over the wire: kept once, of whom they are, and of nobody where the survey says so."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Connection, select
from sqlmodel import SQLModel
from starlette.applications import Starlette

from handrail.core.clock import DAY, HOUR, to_iso
from handrail.learn.surveys.keep import BY_PERSON
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.content.kinds import write_quiz, write_survey
from tests.server.database_views import count_rows
from tests.server.device import Device
from tests.server.sync.site import NewDevice, Publish

POLL = {"id": "tools", "type": "poll", "text": "What do you use?", "several": True, "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}  # fmt: skip


async def find_hash(browser: Device, item: str = "opinion") -> str:
    listed = (await browser.sync())["items"]
    return str(next(one["hash"] for one in listed if one["id"] == item))


async def answer(browser: Device, response: str, *answers: tuple[str, Any], item: str = "opinion", **changes: Any) -> httpx.Response:  # fmt: skip
    said = [{"question": question, "answer": value} for question, value in answers]
    body = {"response": response, "answers": said} | changes
    if "hash" not in body:
        body["hash"] = await find_hash(browser, item)
    return await browser.post(f"/v1/surveys/{item}/responses", body)


async def answer_namelessly(browser: Device, response: str, *answers: tuple[str, Any], hash_: str, **changes: Any) -> httpx.Response:  # fmt: skip
    """As the page does: nothing of the person goes along."""
    said = [{"question": question, "answer": value} for question, value in answers]
    body = {"key": browser.stage.key, "response": response, "hash": hash_, "answers": said} | changes
    headers = {"Content-Type": "text/plain", "Origin": browser.stage.origin}
    return await browser.client.post("/v1/surveys/opinion/responses", content=json.dumps(body), headers=headers)


async def read_rows(app: Starlette, name: str) -> list[dict[str, Any]]:
    def read(conn: Connection) -> list[dict[str, Any]]:
        return [dict(row._mapping) for row in conn.execute(select(SQLModel.metadata.tables[name]))]

    return await services_of(app).db.scan(read)


async def test_one_question_at_a_time_makes_one_response(
    device: NewDevice, publish: Publish, app: Starlette, clock: MovingClock
) -> None:
    await publish(write_survey())
    browser, response, began = device(), str(uuid4()), clock.now()
    said = await answer(browser, response, ("score", 3), path="/invoices", locale="en")
    assert said.status_code == 200, said.text
    assert said.json() == {"response": response}
    clock.advance(HOUR)
    assert (await answer(browser, response, ("why", "  Exports  "))).status_code == 200
    assert (await answer(browser, response, ("score", 9), ("why", "Else"))).status_code == 200
    (row,) = await read_rows(app, "survey_response")
    assert json.loads(row.pop("answers")) == {"score": 3, "why": "Exports"}
    assert row["person_id"] == (await browser.sync())["person"]["id"]
    assert (row["item"], row["at"], row["path"], row["locale"]) == ("opinion", began, "/invoices", "en")


async def test_of_an_anonymous_one_nothing_is_kept_that_leads_to_anybody(
    device: NewDevice, publish: Publish, app: Starlette, clock: MovingClock
) -> None:
    await publish(write_survey(anonymous=True))
    browser, response = device(), str(uuid4())
    browser.sign_in("somebody-special")
    person = (await browser.sync())["person"]["id"]
    hash_ = await find_hash(browser)
    before = {name: await count_rows(app, name) for name in SQLModel.metadata.tables if "index" not in name}
    said = await answer_namelessly(browser, response, ("score", 3), hash_=hash_)
    assert said.status_code == 200, said.text
    assert (await answer_namelessly(browser, response, ("why", "Exports"), hash_=hash_)).status_code == 200
    (row,) = await read_rows(app, "survey_anonymous")
    assert row.keys() == {"environment_id", "id", "site_id", "item", "item_hash", "day", "answers"}
    assert (row["id"], row["item"], row["day"]) == (response, "opinion", to_iso(clock.now())[:10])
    assert json.loads(row["answers"]) == {"score": 3, "why": "Exports"}
    assert person not in json.dumps(row)
    assert "somebody-special" not in json.dumps(row)
    # Besides, only the address was counted.
    after = {name: await count_rows(app, name) for name in before}
    assert {name for name in after if after[name] != before[name]} == {"survey_anonymous", "limited_use"}
    exported = await browser.post("/v1/me/export", {})
    assert "Exports" not in exported.text
    assert (await browser.post("/v1/me/erase", {})).status_code == 200
    assert len(await read_rows(app, "survey_anonymous")) == 1


@pytest.mark.parametrize("named", [{"token": "t"}, {"user_token": "t"}, {"path": "/"}, {"locale": "en"}])
async def test_whatever_names_a_person_is_refused_of_an_anonymous_one(
    named: dict[str, str], device: NewDevice, publish: Publish, app: Starlette
) -> None:
    await publish(write_survey(anonymous=True))
    browser = device()
    hash_ = await find_hash(browser)
    refused = await answer_namelessly(browser, str(uuid4()), ("score", 3), hash_=hash_, **named)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["path"] == next(iter(named))
    assert await read_rows(app, "survey_anonymous") == []


async def test_rows_of_anonymous_responses_are_in_no_order_of_arrival(
    device: NewDevice, publish: Publish, app: Starlette
) -> None:
    """On SQLite: PostgreSQL keeps its own order, as docs say."""
    await publish(write_survey(anonymous=True))
    browser = device()
    hash_ = await find_hash(browser)
    ids = sorted((str(uuid4()) for _ in range(8)), reverse=True)
    for id_ in ids:
        assert (await answer_namelessly(browser, id_, ("score", 3), hash_=hash_)).status_code == 200

    def read(conn: Connection) -> list[str]:
        return list(conn.exec_driver_sql("SELECT id FROM survey_anonymous").scalars())

    found = await services_of(app).db.scan(read)
    assert sorted(found, reverse=True) == ids
    if services_of(app).settings.database_url.startswith("sqlite"):
        assert found == sorted(ids)


BAD_ANSWERS: dict[str, tuple[str, Any, str]] = {
    "no such question": ("nowhere", 1, "asks no such question"),
    "beyond the scale": ("score", 11, "a whole number from 0 to 10"),
    "true is no number": ("score", True, "a whole number from 0 to 10"),
    "a text for a number": ("score", "7", "a whole number from 0 to 10"),
    "a number for a text": ("why", 7, "takes a text"),
    "nothing but space": ("why", "   ", "takes a text"),
    "no option": ("tools", ["c"], "takes a list"),
    "an option twice": ("tools", ["a", "a"], "takes a list"),
    "one option where several are": ("tools", "a", "takes a list"),
    "not asked after what was said": ("why", "Nothing", "is not asked"),
}


@pytest.mark.parametrize(("question", "value", "problem"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
async def test_an_answer_that_fits_no_question_is_refused_whole(
    question: str, value: Any, problem: str, device: NewDevice, publish: Publish, app: Starlette
) -> None:
    questions = write_survey()["questions"]
    await publish(write_survey(questions=[*questions, POLL, {"id": "again", "type": "csat", "text": "And?"}]))
    refused = await answer(device(), str(uuid4()), ("again", 5), (question, value))
    assert refused.status_code == 422, refused.text
    (fault,) = refused.json()["errors"]
    assert fault["path"] == "answers.1"
    assert problem in fault["problem"]
    assert await read_rows(app, "survey_response") == []


@pytest.mark.parametrize(
    "body",
    [
        {"response": "1"},
        {"response": "00000000-0000-1000-8000-000000000000"},
        {"hash": "../../etc"},
        {"answers": []},
        {"answers": [{"question": "score", "answer": 1}] * 11},
        {"answers": [{"question": "why", "answer": "x" * 2_001}]},
        {"answers": [{"question": "score", "answer": {"deep": 1}}]},
    ],
)
async def test_what_is_no_response_is_refused(body: dict[str, Any], device: NewDevice, publish: Publish) -> None:
    await publish(write_survey())
    browser = device()
    usual = {
        "response": str(uuid4()),
        "hash": await find_hash(browser),
        "answers": [{"question": "score", "answer": 1}],
    }
    refused = await browser.post("/v1/surveys/opinion/responses", usual | body)
    assert refused.status_code == 422
    assert refused.json()["type"] == "/problems/invalid_body"


async def test_a_megabyte_is_refused_before_it_is_read(device: NewDevice, publish: Publish) -> None:
    await publish(write_survey())
    assert (await answer(device(), str(uuid4()), ("why", "x" * 1_000_000))).status_code == 413


async def test_what_is_not_there_is_not_found(device: NewDevice, publish: Publish, cast: Cast) -> None:
    await publish(write_survey(), write_quiz())
    browser = device()
    quiz = await find_hash(browser, "basics")
    for item, hash_ in (("nowhere", quiz), ("basics", quiz), ("opinion", quiz), ("opinion", "0" * 32)):
        missing = await answer(browser, str(uuid4()), ("score", 1), item=item, hash=hash_)
        assert missing.status_code == 404, missing.text
    # Nor at another customer's, where it was never published.
    here = await find_hash(browser)
    body = {
        "key": cast.globex.key,
        "response": str(uuid4()),
        "hash": here,
        "answers": [{"question": "score", "answer": 1}],
    }
    elsewhere = await browser.client.post(
        "/v1/surveys/opinion/responses", json=body, headers={"Origin": cast.globex.origin}
    )
    assert elsewhere.status_code == 404


async def test_who_began_on_an_older_version_finishes_on_it(
    device: NewDevice, publish: Publish, app: Starlette
) -> None:
    await publish(write_survey())
    browser, response = device(), str(uuid4())
    older = await find_hash(browser)
    assert (await answer(browser, response, ("score", 3), hash=older)).status_code == 200
    await publish(write_survey(questions=[{"id": "only", "type": "ces", "text": "How easy was it?"}]))
    assert (await answer(browser, response, ("why", "Exports"), hash=older)).status_code == 200
    # Also where the page says that it has the newer one: nothing of what was said before is lost.
    assert (await answer(browser, response, ("score", 3))).status_code == 200
    assert (await answer(browser, response, ("only", 5))).status_code == 422
    (row,) = await read_rows(app, "survey_response")
    assert row["item_hash"] == older
    assert json.loads(row["answers"]) == {"score": 3, "why": "Exports"}


async def test_a_response_belongs_to_whoever_began_it(device: NewDevice, publish: Publish) -> None:
    await publish(write_survey())
    browser, response = device("d1"), str(uuid4())
    assert (await answer(browser, response, ("score", 3))).status_code == 200
    assert (await answer(device("d2"), response, ("why", "Mine"))).status_code == 404
    hash_ = await find_hash(browser)
    assert (await answer(browser, str(uuid4()), ("score", 1), hash=hash_, token=None)).status_code == 401
    assert (await answer(browser, str(uuid4()), ("score", 1), hash=hash_, token="forged")).status_code == 401
    browser.sign_in("u1", act={"sub": "agent"})
    assert (await answer(browser, str(uuid4()), ("score", 1), hash=hash_)).status_code == 403


async def test_answers_go_with_a_visitor_who_signs_in_and_leave_with_who_is_forgotten(
    device: NewDevice, publish: Publish, app: Starlette
) -> None:
    await publish(write_survey())
    browser, response = device(), str(uuid4())
    assert (await answer(browser, response, ("score", 3))).status_code == 200
    browser.sign_in("u1")
    person = (await browser.sync())["person"]["id"]
    (row,) = await read_rows(app, "survey_response")
    assert row["person_id"] == person
    assert (await answer(browser, response, ("why", "Exports"))).status_code == 200
    (exported,) = (await browser.post("/v1/me/export", {})).json()["tables"]["survey_response"]
    assert exported["answers"] == {"score": 3, "why": "Exports"}
    assert (await browser.post("/v1/me/erase", {})).status_code == 200
    assert await read_rows(app, "survey_response") == []


async def test_of_many_at_once_the_first_stands(device: NewDevice, publish: Publish, app: Starlette) -> None:
    await publish(write_survey())
    browser, response = device(), str(uuid4())
    hash_ = await find_hash(browser)
    said = await asyncio.gather(*(answer(browser, response, ("score", n), hash=hash_) for n in range(10)))
    assert {one.status_code for one in said} == {200}
    (row,) = await read_rows(app, "survey_response")
    assert json.loads(row["answers"])["score"] in range(10)


async def test_nobody_answers_without_end(device: NewDevice, publish: Publish, clock: MovingClock) -> None:
    await publish(write_survey())
    browser = device()
    hash_ = await find_hash(browser)
    kept = [await answer(browser, str(uuid4()), ("score", 1), hash=hash_) for _ in range(BY_PERSON.most + 1)]
    assert [one.status_code for one in kept] == [200] * BY_PERSON.most + [429]
    clock.advance(DAY)
    assert (await answer(browser, str(uuid4()), ("score", 1))).status_code == 200
