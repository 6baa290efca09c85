"""The whole database after several people answered an anonymous survey: nothing in it tells which answers are whose, not even the databases' own columns."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text
from sqlmodel import SQLModel
from starlette.applications import Starlette

from handrail.core.clock import MINUTE, SECOND, to_iso
from handrail.settings import Settings
from tests.server.cast import MovingClock, services_of
from tests.server.content.kinds import write_survey
from tests.server.learn.conftest import Deliver
from tests.server.learn.surveys.test_respond import answer_namelessly, find_hash, read_rows
from tests.server.sync.site import NewDevice, Publish

PEOPLE = ("ada", "ben", "cleo", "dan", "eve", "fay", "gil", "hana")
ALIKE = ("environment_id", "site_id", "item", "item_hash", "day")


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url, private_webhooks=True)


@dataclass(frozen=True)
class Answered:
    """Who answered, what, under which id, and when: in milliseconds."""

    person: str
    response: str
    said: str
    instants: tuple[int, int]


Dump = dict[str, list[dict[str, Any]]]


async def dump_database(app: Starlette) -> Dump:
    """Every row of every table, with what the database itself keeps of it, in the order in which it comes."""

    def read(conn: Connection) -> Dump:
        own = dict.fromkeys(SQLModel.metadata.tables, "xmin::text AS xmin, ctid::text AS ctid, *")
        if conn.dialect.name == "sqlite":
            made = conn.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
            plain = {name for name, sql in made if "WITHOUT ROWID" in sql}
            own = {name: "*" if name in plain else "rowid, *" for name in own}
        return {
            name: [dict(row._mapping) for row in conn.execute(text(f"SELECT {columns} FROM {name}"))]
            for name, columns in own.items()
        }

    return await services_of(app).db.scan(read)


async def answer_by_many(device: NewDevice, clock: MovingClock, hash_: str) -> list[Answered]:
    """Each signs in, is shown the survey, answers one question and then another, and is through with it, as a page tells it."""
    answered = []
    for number, name in enumerate(PEOPLE):
        browser = device(name)
        browser.sign_in(name)
        clock.advance(7 * MINUTE + 13)
        run = str(uuid4())
        synced = await browser.sync(browser.happened("survey_started", "opinion", run=run, hash_=hash_))
        response, said, instants = str(uuid4()), f"said in confidence {number}", []
        for question, value in (("score", number % 7), ("why", said)):
            clock.advance(11 * SECOND + 17)
            instants.append(clock.now())
            kept = await answer_namelessly(browser, response, (question, value), hash_=hash_)
            assert kept.status_code == 200, kept.text
        clock.advance(SECOND + 19)
        await browser.sync(browser.happened("survey_completed", "opinion", run=run, hash_=hash_))
        answered.append(Answered(synced["person"]["id"], response, said, (instants[0], instants[1])))
    return answered


async def test_no_row_anywhere_tells_whose_an_answer_is(
    device: NewDevice, publish: Publish, app: Starlette, clock: MovingClock, deliver: Deliver
) -> None:
    await publish(write_survey(anonymous=True))
    hash_ = await find_hash(device("first"))
    answered = await answer_by_many(device, clock, hash_)
    told = await deliver()
    dump = await dump_database(app)
    rows = dump["survey_anonymous"]
    assert {row["id"] for row in rows} == {one.response for one in answered}
    assert sum(one["type"] == "survey.answered" for one in told) == len(PEOPLE)

    # What was said, and its id, are there and nowhere else: not in events, counts, the outbox or the audit log, nor in what was sent.
    secrets = [secret for one in answered for secret in (one.response, one.said)]
    elsewhere = json.dumps([dump | {"survey_anonymous": []}, told], default=str)
    assert [secret for secret in secrets if secret in elsewhere] == []
    # And there is nothing beside them that is not the same in each.
    assert [{row[name] for row in rows} for name in ALIKE] == [{rows[0][name]} for name in ALIKE]
    assert rows[0].keys() - {*ALIKE, "id", "answers"} <= {"xmin", "ctid"}
    here = json.dumps(rows)
    for one in answered:
        assert one.person not in here
        for instant in one.instants:
            for finer in (str(instant), str(instant // SECOND), to_iso(instant)[11:19]):
                assert finer not in here

    # Neither does the place of a row say when it came, nor the transaction that wrote it: it is the same one, however many they were.
    assert [row["id"] for row in sort_as_kept(rows)] == sorted(one.response for one in answered)
    assert len({row.get("xmin") for row in rows}) == 1


def sort_as_kept(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By place where the database tells it; else as they came."""
    if "ctid" not in rows[0]:
        return rows
    return sorted(rows, key=lambda row: [int(part) for part in row["ctid"].strip("()").split(",")])


async def test_what_is_written_anew_with_another_stays_what_it_was(
    device: NewDevice, publish: Publish, app: Starlette, clock: MovingClock
) -> None:
    """With more of them on one day than are written anew at once, and all of them together."""
    await publish(write_survey(anonymous=True))
    browser = device()
    hash_ = await find_hash(browser)
    said = {str(uuid4()): f"Because {number}" for number in range(60)}

    async def say(response: str) -> set[int]:
        one_by_one = [("score", 1), ("why", said[response])]
        return {(await answer_namelessly(browser, response, one, hash_=hash_)).status_code for one in one_by_one}

    assert set().union(*await asyncio.gather(*map(say, said))) == {200}
    found = {row["id"]: json.loads(row["answers"])["why"] for row in await read_rows(app, "survey_anonymous")}
    assert found == said
