"""What happened, as a page reports it: kept once, acknowledged once it is durable, and folded into a state that can be made again from the log."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, select
from sqlmodel import SQLModel
from starlette.applications import Starlette

from handrail.core.clock import HOUR, to_iso
from handrail.core.db import table
from handrail.progress.store import Owner, derive_all, load_state
from handrail.progress.tables import Event
from handrail.sync.schema import SyncResponse
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.database_views import count_rows
from tests.server.sync.site import NewDevice


async def test_the_answer_is_of_the_declared_shape(device: NewDevice) -> None:
    browser = device()
    answer = await browser.sync(browser.happened("tour_started"), {"id": "x"})
    SyncResponse.model_validate(answer)
    assert answer.keys() == SyncResponse.model_fields.keys()
    assert answer["now"] == to_iso(browser.clock.now())


async def test_a_bad_event_is_rejected_by_index_and_the_good_ones_are_kept(device: NewDevice, app: Starlette) -> None:
    browser = device()
    answer = await browser.sync(
        browser.happened("tour_started"),
        browser.happened("never_declared", None, id="bad"),
        browser.happened("tour_completed"),
    )
    assert answer["accepted"] == 2
    assert answer["rejected"] == [{"index": 1, "id": "bad", "problem": "unknown_event"}]
    assert answer["progress"]["welcome"]["completed"]
    assert await count_rows(app, "event") == 2


async def test_odd_characters_hold_nothing_up(device: NewDevice, app: Starlette) -> None:
    """What no database keeps becomes U+FFFD, and what only looks like it stays."""
    browser, events = device(), table(Event)
    paths = ["/\0", "/\ud83d", "/\ude00\ud83d", "/\U0001f600", "/\\u0000", "/\\ud83d"]
    answer = await browser.sync(
        *(browser.happened("step_shown", step="a", path=path) for path in paths),
        url="https://app.acme.test/\0",
        locale=None,
        release="\ud83d" * 300,
    )
    assert (answer["accepted"], answer["rejected"]) == (6, [])
    kept = await services_of(app).db.read(lambda conn: list(conn.scalars(select(events.c.path).order_by(events.c.seq))))
    assert kept == ["/\ufffd", "/\ufffd", "/\ufffd\ufffd", "/\U0001f600", "/\\u0000", "/\\ud83d"]


async def test_a_decline_of_what_is_no_item_spoils_no_other(device: NewDevice) -> None:
    browser = device()
    odd = browser.happened("tour_dismissed", "No item!", props={"reason": "declined"})
    answer = await browser.sync(odd, browser.happened("tour_completed"))
    assert (answer["accepted"], [bad["problem"] for bad in answer["rejected"]]) == (1, ["bad_event"])
    assert answer["progress"]["welcome"]["completed"]


async def test_null_is_as_good_as_nothing(client: httpx.AsyncClient, cast: Cast) -> None:
    body = {"key": cast.acme.key, "url": "/"} | dict.fromkeys(
        ("token", "user_token", "locale", "release", "device", "visit", "since", "events")
    )
    answer = await client.post("/v1/sync", content=json.dumps(body), headers={"Origin": cast.acme.origin})
    assert answer.status_code == 200, answer.text


async def test_only_bad_events_leave_no_trace(device: NewDevice, app: Starlette) -> None:
    assert (await device().sync(7, None, [], {}))["accepted"] == 0
    assert await count_rows(app, "event") + await count_rows(app, "person") == 0


async def test_what_is_sent_again_counts_once_and_is_acknowledged_again(device: NewDevice, app: Starlette) -> None:
    browser = device()
    event = browser.happened("tour_started")
    first = await browser.sync(event)
    second = await browser.sync(event, event | {"name": "tour_completed"})
    assert (first["accepted"], second["accepted"]) == (1, 2)
    assert second["progress"] == first["progress"]
    assert await count_rows(app, "event") == 1


async def test_the_same_id_of_another_person_is_another_event(device: NewDevice, app: Starlette) -> None:
    for browser in (device("d1"), device("d2")):
        await browser.sync(browser.happened("tour_started", id="same"))
    assert await count_rows(app, "event") == 2


async def test_eight_requests_with_the_same_events_at_once_store_them_once(device: NewDevice, app: Starlette) -> None:
    browser = device()
    await browser.sync()
    token = browser.token
    events = [browser.happened("tour_started"), *(browser.happened("step_shown", step=f"s{i}") for i in range(9))]
    answers = await asyncio.gather(*(browser.sync(*events, token=token) for _ in range(8)))
    assert {answer["accepted"] for answer in answers} == {10}
    assert len({answer["person"]["id"] for answer in answers}) == 1
    assert len({json.dumps(answer["progress"]) for answer in answers}) == 1
    assert (await count_rows(app, "event"), await count_rows(app, "person"), await count_rows(app, "run")) == (10, 1, 1)


async def test_a_user_who_comes_from_eight_devices_at_once_is_one_person(device: NewDevice, app: Starlette) -> None:
    browsers = [device(f"d{i}") for i in range(8)]
    for browser in browsers:
        await browser.sync(browser.happened("step_shown", run=browser.name, step="a"))
        browser.sign_in("u1")
    answers = await asyncio.gather(*(browser.sync() for browser in browsers))
    assert len({answer["person"]["id"] for answer in answers}) == 1
    assert await count_rows(app, "person") == 1
    assert (await browsers[0].sync())["progress"]["welcome"]["started"] == 8


async def test_two_tabs_that_decline_and_complete_at_once_agree(device: NewDevice) -> None:
    browser = device()
    await browser.sync(browser.happened("tour_started"))
    token = browser.token
    await asyncio.gather(
        browser.sync(browser.happened("tour_dismissed", props={"reason": "declined"}), token=token),
        browser.sync(browser.happened("tour_completed"), token=token),
    )
    after = await browser.sync()
    assert after["progress"]["welcome"]["status"] == "completed"
    assert after["preferences"]["items"] == {"welcome": False}


async def test_erasing_while_events_come_in_leaves_nothing_of_the_one_who_was_erased(
    device: NewDevice, app: Starlette
) -> None:
    browser = device()
    person = (await browser.sync(browser.happened("tour_started")))["person"]["id"]
    token = browser.token

    async def tell() -> None:
        await browser.sync(browser.happened("step_shown", step="a"), token=token)

    await asyncio.gather(
        *(tell() for _ in range(4)), browser.post("/v1/me/erase", {}, token=token), *(tell() for _ in range(4))
    )

    def left(conn: Connection) -> list[str]:
        table = SQLModel.metadata.tables[str(Event.__tablename__)]
        return list(conn.scalars(select(table.c.id).where(table.c.person_id == person)))

    assert await services_of(app).db.scan(left) == []


async def test_the_state_can_be_made_again_from_the_log(
    device: NewDevice, app: Starlette, clock: MovingClock, cast: Cast
) -> None:
    browser, other = device("d1"), device("d2")
    late = browser.happened("tour_started", "late", "r9")
    await browser.sync(browser.happened("tour_started"), browser.happened("step_shown", step="a"))
    clock.advance(HOUR)
    await other.sync(
        other.happened("tour_started", run="r2"),
        other.happened("tour_dismissed", run="r2", props={"reason": "declined"}),
    )
    await browser.post("/v1/preferences", {"set": {"tours": False}})
    for either in (browser, other):
        either.sign_in("u1")
        await either.sync()
    answer = await browser.sync(browser.happened("step_shown", "late", "r9", step="b"), late)
    person = answer["person"]["id"]

    def again(conn: Connection) -> tuple[Any, Any]:
        table = SQLModel.metadata.tables[str(Event.__tablename__)]
        site, environment = conn.execute(select(table.c.site_id, table.c.environment_id).limit(1)).one()
        return load_state(conn, person), derive_all(conn, Owner(site, environment, person))

    kept, derived = await services_of(app).db.write(again)
    assert kept == derived
    assert kept.progress.keys() == {"welcome", "late"}
    assert not kept.preferences.tours


async def test_preferences_change_at_once_and_back(device: NewDevice) -> None:
    browser, other = device("d1"), device("d2")
    browser.sign_in("u1")
    other.sign_in("u1")
    await browser.sync()
    changed = await browser.post("/v1/preferences", {"set": {"tours": False, "items": {"welcome": False}}})
    assert changed.json() == {"preferences": {"tours": False, "items": {"welcome": False}}, "token": browser.token}
    assert (await other.sync())["preferences"] == changed.json()["preferences"]
    back = await browser.post("/v1/preferences", {"set": {"items": {"welcome": True}}})
    assert back.json()["preferences"] == {"tours": False, "items": {"welcome": True}}
    assert (await browser.post("/v1/preferences", {})).json() == back.json()
    assert (await browser.post("/v1/preferences", {"tours": True})).status_code == 422  # rather than change nothing


@pytest.mark.parametrize(
    "change", [{"tours": "no"}, {"tours": 0}, {"items": {"A b": False}}, {"items": {"a": "x"}}, {"x": 1}]
)
async def test_preferences_of_another_shape_are_refused(change: Any, device: NewDevice) -> None:
    browser = device()
    await browser.sync()
    answer = await browser.post("/v1/preferences", {"set": change})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid_body")


GOOD = {"id": "e", "name": "tour_started", "item": "welcome", "run": "r1", "at": "2026-01-05T09:00:00Z"}
ENVELOPES: dict[str, tuple[Any, int, str]] = {
    "no JSON": (b"{", 400, "not_json"),
    "nothing": (b"", 400, "not_json"),
    "not UTF-8": (b'{"key":"\xff"}', 400, "not_json"),
    "a list": ([], 422, "invalid_body"),
    "no url": ({"url": None}, 422, "invalid_body"),
    "events that are no list": ({"events": {}}, 422, "invalid_body"),
    "101 events": ({"events": [GOOD] * 101}, 422, "invalid_body"),
    "10,000 events": ({"events": [GOOD] * 10_000}, 413, "too_large"),
    "10,000 small events": ({"events": [1] * 10_000}, 422, "invalid_body"),
    "61 kB": ({"events": [GOOD | {"path": "x" * 62_000}]}, 413, "too_large"),
    "5 MB": (b'{"key":"' + b"x" * 5_000_000 + b'"}', 413, "too_large"),
    "nested 20,000 deep": (b'{"events":' + b"[" * 20_000, 400, "not_json"),
    "a nested bomb in props": (b'{"events":[{"props":' + b'{"a":' * 9_000 + b"1" + b"}" * 9_000 + b"}]}", 400, "not_json"),
    "a key with a NUL": ({"key": "pk_\0"}, 401, "unauthorised"),
    "an unknown key": ({"key": "pk_unknown"}, 401, "unauthorised"),
    "a secret key": ({"key": "sk_unknown"}, 401, "unauthorised"),
    "a number as token": ({"token": 7}, 422, "invalid_body"),
    "a device that is no id": ({"device": "~server"}, 422, "invalid_body"),
}  # fmt: skip


@pytest.mark.parametrize("case", ENVELOPES)
async def test_a_bad_envelope_is_refused_whole(
    case: str, cast: Cast, client: httpx.AsyncClient, app: Starlette
) -> None:
    body, status, problem = ENVELOPES[case]
    if isinstance(body, dict):
        usual = {"key": cast.acme.key, "url": "/", "device": "d1", "events": [GOOD]}
        body = {name: value for name, value in (usual | body).items() if value is not None}
    content = body if isinstance(body, bytes) else json.dumps(body)
    headers = {"Content-Type": "text/plain", "Origin": cast.acme.origin}
    answer = await client.post("/v1/sync", content=content, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")
    assert await count_rows(app, "event") == 0


async def test_a_foreign_origin_and_another_sites_key_are_refused(
    device: NewDevice, cast: Cast, app: Starlette
) -> None:
    browser = device()
    for changes in ({"origin": "https://evil.test"}, {"origin": "null"}, {"key": cast.globex.key}):
        answer = await browser.post("/v1/sync", {"url": "/", "events": [GOOD]}, **changes)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/foreign_origin")
    assert await count_rows(app, "event") == 0


async def test_a_page_may_read_the_answer_without_a_preflight(device: NewDevice, cast: Cast) -> None:
    answer = await device().post("/v1/sync", {"url": "/"})
    assert answer.headers["access-control-allow-origin"] == cast.acme.origin
    assert "origin" in answer.headers["vary"].lower()
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-credentials" not in answer.headers


async def test_100_events_are_taken(device: NewDevice) -> None:
    browser = device()
    answer = await browser.sync(*(browser.happened("step_shown", step=f"s{i}") for i in range(100)))
    assert answer["accepted"] == 100
    assert answer["progress"]["welcome"]["step"] == "s99"
