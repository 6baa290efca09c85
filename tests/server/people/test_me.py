"""What is kept about somebody: given out and forgotten, wholly, by themselves and by the team."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Connection, func, select
from sqlmodel import SQLModel
from starlette.applications import Starlette

from handrail.app import FEATURES, create_app
from handrail.contact.files.keep import FileOwner, keep_file
from handrail.contact.thread import load_conversation
from handrail.core.feature import Feature
from handrail.core.multipart import Upload
from handrail.learn.quizzes.held import keep_answers, keep_attempt
from handrail.learn.quizzes.tables import QuizAnswer, QuizAttempt
from handrail.learn.tables import SurveyResponse
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.contact.talking import block
from tests.server.database_views import count_rows
from tests.server.device import Device

NewDevice = Callable[..., Device]
people = SQLModel.metadata.tables["person"]


@pytest.fixture
def device(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> NewDevice:
    return lambda name="d1", stage=cast.acme: Device(client, stage, clock, name)


def tables_about_people() -> list[str]:
    """Every table with a column `person_id`, and that of people itself."""
    return sorted(
        {name for name, table in SQLModel.metadata.tables.items() if "person_id" in table.columns} | {"person"}
    )


async def rows_about(app: Starlette, person_id: str) -> dict[str, int]:
    def count(conn: Connection) -> dict[str, int]:
        found = {}
        for name in tables_about_people():
            table = SQLModel.metadata.tables[name]
            whose = table.c.id if name == "person" else table.c.person_id
            found[name] = conn.scalar(select(func.count()).select_from(table).where(whose == person_id)) or 0
        return found

    return await services_of(app).db.scan(count)


async def live_a_little(browser: Device) -> dict[str, Any]:
    return await browser.sync(
        browser.happened("tour_started"),
        browser.happened("step_shown", step="a"),
        browser.happened("tour_dismissed", props={"reason": "declined"}),
        browser.happened("preferences_changed", None, props={"tours": False}),
    )


async def write_to_the_team(app: Starlette, browser: Device) -> None:
    """And be blocked for it."""
    answer = await browser.post("/v1/conversations", {"client_id": "c1", "text": "Help"})
    assert answer.status_code == 201, answer.text

    def answer_rudely(conn: Connection) -> None:
        conversation = load_conversation(conn, answer.json()["id"])
        assert conversation is not None
        owner = FileOwner(conversation.site_id, conversation.person_id, conversation.id)
        keep_file(conn, owner, Upload("notes.txt", b"What I saw"), conversation.created_at)
        block(conn, conversation, conversation.created_at)

    await services_of(app).db.write(answer_rudely)


async def answer_a_survey(app: Starlette, person_id: str) -> None:
    def answer(conn: Connection) -> None:
        where = conn.execute(select(people.c.site_id, people.c.environment_id).where(people.c.id == person_id)).one()
        row = SurveyResponse(
            environment_id=where.environment_id,
            id=str(uuid4()),
            site_id=where.site_id,
            person_id=person_id,
            item="opinion",
            item_hash="0",
            at=0,
            answers='{"score":9}',
        )
        conn.execute(SQLModel.metadata.tables["survey_response"].insert().values(row.model_dump()))

    await services_of(app).db.write(answer)


async def take_a_quiz(app: Starlette, person_id: str) -> None:
    def take(conn: Connection) -> None:
        where = conn.execute(select(people.c.site_id, people.c.environment_id).where(people.c.id == person_id)).one()
        attempt = QuizAttempt(
            id=str(uuid4()),
            site_id=where.site_id,
            environment_id=where.environment_id,
            person_id=person_id,
            item="basics",
            item_hash="0",
            run="r1",
            number=1,
            started_at=0,
        )
        given = QuizAnswer(attempt_id=attempt.id, question="q", site_id=where.site_id, answer='"a"', right=True, at=0)
        assert keep_attempt(conn, attempt)
        keep_answers(conn, [given])

    await services_of(app).db.write(take)


async def test_export_and_erase_reach_every_table_about_people(device: NewDevice, app: Starlette) -> None:
    browser, other = device("d1"), device("d2")
    browser.sign_in("u1")
    person = (await live_a_little(browser))["person"]["id"]
    bystander = (await live_a_little(other))["person"]["id"]
    await write_to_the_team(app, browser)
    await write_to_the_team(app, other)
    await answer_a_survey(app, person)
    await answer_a_survey(app, bystander)
    await take_a_quiz(app, person)
    await take_a_quiz(app, bystander)
    kept = await rows_about(app, person)
    assert min(kept.values()) > 0, f"this test must put something into {kept}"

    exported = await browser.post("/v1/me/export", {})
    assert exported.status_code == 200, exported.text
    assert exported.json()["person_id"] == person
    assert {name: len(rows) for name, rows in exported.json()["tables"].items()} == kept
    assert bystander not in exported.text

    erased = await browser.post("/v1/me/erase", {})
    assert erased.status_code == 200, erased.text
    assert set((await rows_about(app, person)).values()) == {0}
    assert await rows_about(app, bystander) == kept


async def test_nothing_of_somebody_erased_stays_anywhere(
    device: NewDevice, client: httpx.AsyncClient, app: Starlette, cast: Cast, settings: Settings
) -> None:
    """In no column of any table, the audit log among them, and with SQLite in no byte of its files."""
    browser = device()
    browser.sign_in("somebody-special")
    person = (await live_a_little(browser))["person"]["id"]
    for call in ("revoke", "erase"):
        path = f"/api/sites/acme/people/{call}"
        answer = await client.post(path, json={"sub": "somebody-special"}, headers=cast.acme.bearer)
        assert answer.status_code == 200, answer.text

    def read_all(conn: Connection) -> str:
        return str([list(conn.execute(select(table))) for table in SQLModel.metadata.sorted_tables])

    kept = await services_of(app).db.scan(read_all)
    assert "person_erased" in kept
    assert (person in kept, "somebody-special" in kept) == (False, False)
    name = settings.database_url.removeprefix("sqlite:///")
    for file in Path(name).parent.glob(Path(name).name + "*") if name.startswith("/") else ():
        content = file.read_bytes()
        assert (person.encode() in content, b"somebody-special" in content) == (False, False), file


async def test_after_erasing_the_token_is_worth_nothing_and_the_person_starts_anew(device: NewDevice) -> None:
    browser = device()
    before = await live_a_little(browser)
    token = browser.token
    await browser.post("/v1/me/erase", {})
    assert (await browser.post("/v1/me/export", {})).status_code == 401
    after = await browser.sync(token=token)
    assert after["person"]["id"] != before["person"]["id"]
    assert (after["progress"], after["preferences"]) == ({}, {"tours": True, "items": {}})


async def test_an_identified_person_who_was_erased_starts_anew_too(device: NewDevice) -> None:
    browser, other = device("d1"), device("d2")
    browser.sign_in("u1")
    other.sign_in("u1")
    before = await live_a_little(browser)
    await other.sync()
    await browser.post("/v1/me/erase", {})
    for either in (browser, other):
        after = await either.sync()
        assert after["person"]["id"] != before["person"]["id"]
        assert after["progress"] == {}


async def test_a_visitor_without_a_row_can_be_forgotten_too(device: NewDevice) -> None:
    browser = device()
    before = await browser.sync()
    assert (await browser.post("/v1/me/erase", {})).status_code == 200
    assert (await browser.sync(browser.happened("tour_started")))["person"] != before["person"]


@pytest.mark.parametrize("call", ["/v1/me/export", "/v1/me/erase", "/v1/preferences"])
async def test_these_calls_refuse_what_a_sync_goes_on_without(
    call: str, device: NewDevice, cast: Cast, app: Starlette
) -> None:
    browser, stranger = device("d1"), device("d2", cast.globex)
    browser.sign_in("u1")
    person = (await live_a_little(browser))["person"]["id"]
    kept = await rows_about(app, person)
    token = browser.token or ""
    refusals: list[tuple[Device, dict[str, Any], int, str]] = [
        (browser, {"token": "x" * 80}, 401, "bad_token"),
        (browser, {"token": token[:-3] + "xxx"}, 401, "bad_token"),
        (stranger, {"token": token}, 401, "bad_token"),
        (browser, {"key": "pk_unknown"}, 401, "unauthorised"),
        (browser, {"key": cast.globex.key}, 403, "foreign_origin"),
        (browser, {"key": cast.globex.key, "origin": cast.globex.origin}, 401, "bad_token"),
        (browser, {"origin": "https://evil.test"}, 403, "foreign_origin"),
        (browser, {"user_token": "garbage"}, 401, "bad_user_token"),
        (browser, {"token": None}, 422, "invalid_body"),
        (browser, {"token": 7}, 422, "invalid_body"),
    ]
    for sender, changes, status, problem in refusals:
        sender.token = token
        body = {name: value for name, value in changes.items() if value is None}
        if body:
            sender.token = None
        answer = await sender.post(call, {}, **{k: v for k, v in changes.items() if v is not None})
        assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}"), changes
        assert person not in answer.text
    assert await rows_about(app, person) == kept


async def test_who_only_looks_can_neither_export_nor_erase(device: NewDevice, app: Starlette) -> None:
    person, support = device("person"), device("support")
    person.sign_in("u1")
    found = (await live_a_little(person))["person"]["id"]
    await support.sync()
    support.sign_in("u1", act={"sub": "support-7"})
    for call in ("/v1/me/export", "/v1/me/erase", "/v1/preferences"):
        assert (await support.post(call, {})).json()["type"] == "/problems/acting"
    assert (await rows_about(app, found))["event"] == 4


async def test_the_team_exports_and_erases_by_sub_and_by_id(
    device: NewDevice, client: httpx.AsyncClient, cast: Cast, app: Starlette
) -> None:
    browser = device()
    browser.sign_in("u1")
    person = (await live_a_little(browser))["person"]["id"]
    exported = await client.post("/api/sites/acme/people/export", json={"sub": "u1"}, headers=cast.acme.bearer)
    assert exported.json()["tables"]["person"][0]["sub"] == "u1"
    erased = await client.post("/api/sites/acme/people/erase", json={"person": person}, headers=cast.acme.bearer)
    assert (erased.status_code, erased.json()["person_id"]) == (200, person)
    assert set((await rows_about(app, person)).values()) == {0}
    again = await client.post("/api/sites/acme/people/erase", json={"sub": "u1"}, headers=cast.acme.bearer)
    assert again.status_code == 404


async def test_the_team_reaches_only_its_own_people_in_the_named_environment(
    device: NewDevice, client: httpx.AsyncClient, cast: Cast, app: Starlette
) -> None:
    browser = device()
    browser.sign_in("u1")
    person = (await live_a_little(browser))["person"]["id"]
    globex = cast.globex.bearer
    for call in ("export", "erase", "revoke"):
        for site, body, headers, status in (
            ("globex", {"person": person}, globex, 404),
            ("globex", {"sub": "u1"}, globex, 404),
            ("acme", {"person": person}, globex, 404),
            ("acme", {"person": person, "environment": "staging"}, cast.acme.bearer, 404),
            ("acme", {"person": person}, {}, 401),
            ("acme", {}, cast.acme.bearer, 422),
            ("acme", {"person": person, "sub": "u1"}, cast.acme.bearer, 422),
        ):
            answer = await client.post(f"/api/sites/{site}/people/{call}", json=body, headers=headers)
            assert answer.status_code == status, (call, site, body)
    assert (await rows_about(app, person))["event"] == 4


async def test_revoking_ends_the_tokens_and_keeps_the_person(
    device: NewDevice, client: httpx.AsyncClient, cast: Cast
) -> None:
    browser = device()
    browser.sign_in("u1")
    before = await live_a_little(browser)
    await client.post("/api/sites/acme/people/revoke", json={"sub": "u1"}, headers=cast.acme.bearer)
    browser.user_token, lost = None, browser.token
    assert (await browser.post("/v1/me/export", {})).status_code == 401
    assert (await browser.sync())["progress"] == {}
    browser.token = lost
    browser.sign_in("u1")
    after = await browser.sync()
    assert after["person"] == before["person"]
    browser.user_token = None
    assert (await browser.sync())["person"] == before["person"]


async def test_erase_reaches_every_feature_that_there_is(settings: Settings, cast: Cast, clock: MovingClock) -> None:
    asked: list[str] = []
    dummy = Feature(name="dummy", erase=lambda _conn, person_id: asked.append(person_id))
    app = create_app(settings, clock=clock, features=(*FEATURES, dummy))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://testserver") as client,
    ):
        browser = Device(client, cast.acme, clock)
        person = (await live_a_little(browser))["person"]["id"]
        await browser.post("/v1/me/erase", {})
    assert asked == [person]


async def test_nothing_is_kept_of_somebody_erased_but_a_digest(device: NewDevice, app: Starlette) -> None:
    browser = device()
    await live_a_little(browser)
    await browser.post("/v1/me/erase", {})
    assert await count_rows(app, "gone_person") == 1
