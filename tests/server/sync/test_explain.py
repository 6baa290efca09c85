"""Why a tour starts by itself or not: every gate with the value that it saw, for members alone, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, select
from sqlmodel import SQLModel
from starlette.applications import Starlette

from handrail.core.clock import DAY, HOUR, SECOND, to_iso
from handrail.sync.hold_out import is_held
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.sync.site import NewDevice, Publish, write_tour

Ask = Callable[..., Any]
GATES = [
    "listed",
    "schedule",
    "audience",
    "progress",
    "preferences",
    "frequency",
    "goal.hold_out",
    "group",
    "start.on",
    "start.when",
    "attention.gap",
    "attention.per_day",
    "attention.per_week",
    "lock",
]


@pytest.fixture
def ask(client: httpx.AsyncClient, cast: Cast) -> Ask:
    async def explain(item: str = "welcome", **asked: Any) -> Any:
        answer = await client.post("/api/sites/acme/explain", json={"item": item} | asked, headers=cast.acme.bearer)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return explain


def clauses(explanation: dict[str, Any]) -> dict[str, tuple[bool | None, Any]]:
    return {clause["clause"]: (clause["value"], clause["saw"]) for clause in explanation["clauses"]}


async def test_every_gate_is_told_for_a_new_visitor(publish: Publish, ask: Ask, clock: MovingClock) -> None:
    await publish(write_tour(audience={"all": []}, start={"when": {"url": "/invoices"}}))
    told = await ask(url="https://app.acme.test/invoices?page=2")
    assert [clause["clause"] for clause in told["clauses"]] == GATES
    assert (told["starts"], told["because"], told["person"], told["now"]) == (True, [], None, to_iso(clock.now()))
    assert {value for clause, (value, _) in clauses(told).items() if clause != "lock"} == {True}
    elsewhere = await ask(url="/customers")
    assert (elsewhere["starts"], elsewhere["because"]) == (False, ["start.when"])
    assert clauses(elsewhere)["start.when"] == (False, "/customers")


async def test_what_only_the_page_knows_is_unknown(publish: Publish, ask: Ask) -> None:
    when = {"all": [{"url": "/invoices"}, {"element": {"test_id": "new"}}, {"device": "phone"}]}
    await publish(
        write_tour(start={"when": when}), write_tour("called", start={"on": "event", "event": "invoice_sent"})
    )
    told = await ask(url="/invoices", device="phone")
    assert (told["starts"], told["because"]) == (None, ["start.when.all[1]"])
    assert clauses(told)["start.when.all[1]"] == (None, None)
    assert (await ask(url="/invoices", device="tablet"))["because"] == ["start.when.all[2]"]
    assert "start.delay" not in clauses(told)
    called = await ask("called")
    assert (called["starts"], clauses(called)["start.on"]) == (None, (None, "invoice_sent"))


async def test_a_delay_is_told_until_it_was_begun(device: NewDevice, publish: Publish, ask: Ask) -> None:
    await publish(write_tour(start={"delay": "5s"}))
    told = await ask()
    assert (told["starts"], clauses(told)["start.delay"]) == (True, (None, "5s"))
    browser = device()
    browser.sign_in("u1")
    await browser.sync(browser.happened("tour_started", "welcome"))
    assert "start.delay" not in clauses(await ask(sub="u1"))


async def test_the_audience_says_what_it_saw_of_the_person(device: NewDevice, publish: Publish, ask: Ask) -> None:
    audience = {
        "all": [{"segment": "paying"}, {"trait": "role", "is": "admin"}, {"event": "invoice_sent", "at_least": 2}]
    }
    await publish(write_tour(audience=audience))
    browser = device()
    browser.sign_in("u1", traits={"role": "clerk"}, account={"plan": "pro"})
    person = (await browser.sync(browser.happened("invoice_sent", None)))["person"]["id"]
    for named in ({"person": person}, {"person": "u1"}, {"sub": "u1"}):
        told = await ask(**named)
        assert (told["person"], told["starts"]) == (person, False)
        assert told["because"] == ["listed", "audience.all[1]"]
        assert {path: found for path, found in clauses(told).items() if path.startswith(("audience", "segments"))} == {
            "audience": (False, None),
            "audience.all[0]": (True, True),
            "audience.all[1]": (False, "clerk"),
            "audience.all[2]": (False, 1),
            "segments.paying": (True, "pro"),
        }
    stranger = clauses(await ask())
    assert stranger["audience.all[1]"] == (None, None)
    assert stranger["listed"][0] is False


async def test_an_audience_that_is_unknown_is_why_it_is_not_listed(publish: Publish, ask: Ask) -> None:
    await publish(write_tour(audience={"all": [{"locale": ["en"]}, {"trait": "role", "is": "admin"}]}))
    told = await ask(locale="en")
    assert (told["starts"], told["because"]) == (False, ["listed", "audience.all[1]"])


async def test_what_was_done_and_said_stands_in_the_way(
    device: NewDevice, publish: Publish, ask: Ask, clock: MovingClock
) -> None:
    await publish(
        *(write_tour(name, group="g") for name in ("left", "declined", "going", "later")),
        write_tour("byhand", start={"on": "manual"}),
    )
    browser = device()
    browser.sign_in("u1")
    until = to_iso(clock.now() + DAY)
    endings: dict[str, dict[str, Any]] = {
        "left": {"name": "tour_dismissed", "props": {"reason": "left"}},
        "declined": {"name": "tour_dismissed", "props": {"reason": "declined"}},
        "later": {"name": "tour_snoozed", "props": {"until": until}},
    }
    for name in ("left", "declined", "later", "going"):
        ended = [browser.happened(item=name, run=name, **endings[name])] if name in endings else []
        started = browser.happened("tour_started", name, name, props={"auto": False})
        await browser.sync(started | {"seq": 0}, *ended)
    left, declined, later, going = [await ask(name, sub="u1") for name in ("left", "declined", "later", "going")]
    assert left["because"] == ["frequency", "group"]
    assert clauses(left)["frequency"] == (False, {"frequency": "once", "started": 1, "at": to_iso(clock.now())})
    assert declined["because"] == ["progress", "preferences", "frequency", "group"]
    assert clauses(declined)["preferences"] == (False, {"tours": True, "item": False})
    assert later["because"] == ["progress"]
    assert clauses(later)["progress"] == (False, {"status": "snoozed", "step": None, "until": until})
    assert clauses(left)["group"] == (False, "going")
    assert going["because"] == []
    assert (await ask("later", sub="u1", now=until))["because"] == []
    assert (await ask("byhand"))["because"] == ["start.on"]


async def test_who_is_in_the_middle_goes_on_whatever_a_start_asks_for(
    device: NewDevice, publish: Publish, ask: Ask, clock: MovingClock
) -> None:
    goal = {"event": "invoice_sent", "hold_out": 0.5}
    elsewhere = {"when": {"url": "/invoices"}}
    await publish(
        write_tour(goal=goal, group="g", start=elsewhere, schedule={"hours": {"from": "09:00", "to": "10:00"}}),
        write_tour("other", group="g"),
        write_tour("byhand", start={"on": "manual"}),
    )
    for number in range(8):
        browser = device(f"d{number}")
        browser.sign_in(f"u{number}")
        for item in ("welcome", "byhand", "other"):
            await browser.sync(browser.happened("tour_started", item, item))
        for item in ("welcome", "byhand", "other"):
            assert (await ask(item, sub=f"u{number}", url="/"))["because"] == [], item
        until = to_iso(clock.now() + HOUR)
        await browser.sync(browser.happened("tour_snoozed", run="welcome", props={"until": until}))
        put_off = await ask(sub=f"u{number}", url="/", now=to_iso(clock.now() + DAY))
        assert put_off["because"] == ["start.when"]


async def test_the_budget_says_what_it_saw(device: NewDevice, publish: Publish, ask: Ask, clock: MovingClock) -> None:
    await publish(write_tour(), write_tour("other"), site={"attention": {"gap": "1h", "per_day": 2, "per_week": 2}})
    browser = device()
    browser.sign_in("u1")
    for run in ("r1", "r2"):
        await browser.sync(browser.happened("tour_started", run=run), browser.happened("tour_completed", run=run))
    told = await ask("other", sub="u1")
    assert told["because"] == ["attention.gap", "attention.per_day", "attention.per_week"]
    assert clauses(told)["attention.gap"] == (False, to_iso(clock.now()))
    assert clauses(told)["attention.per_day"] == (False, 2)
    assert (await ask("other", sub="u1", now=to_iso(clock.now() + DAY)))["because"] == ["attention.per_week"]
    await browser.sync(browser.happened("tour_started", "other", "r3"))
    assert (await ask("other", sub="u1"))["because"] == []


async def test_schedule_and_hold_out(device: NewDevice, publish: Publish, ask: Ask, clock: MovingClock) -> None:
    since = to_iso(clock.now() + HOUR)
    goal = {"event": "invoice_sent", "hold_out": 0.5}
    await publish(
        write_tour("soon", schedule={"from": since}),
        write_tour("days", schedule={"days": ["mon"]}),
        write_tour(goal=goal),
    )
    soon = await ask("soon")
    assert (soon["because"], clauses(soon)["schedule"]) == (["listed", "schedule"], (False, to_iso(clock.now())))
    assert (await ask("soon", now=since))["starts"] is True
    assert (await ask("days"))["because"] == ["schedule"]
    for number in range(8):
        browser = device(f"d{number}")
        browser.sign_in(f"u{number}")
        id_ = (await browser.sync())["person"]["id"]
        assert clauses(await ask(sub=f"u{number}"))["goal.hold_out"] == (not is_held(id_, "welcome", 0.5), 0.5)


async def test_what_is_not_there_is_not_listed(publish: Publish, ask: Ask) -> None:
    nothing = [{"clause": "listed", "value": False, "saw": None}]
    assert (await ask())["clauses"] == nothing
    await publish(write_tour("hello", was=["welcome"]))
    assert (await ask("goodbye"))["clauses"] == nothing
    assert (await ask("welcome"))["item"] == "hello"


async def test_pages_are_told_former_names_where_there_are_any(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour("hello", was=["welcome", "hi"]), write_tour("other"))
    listed = (await device().sync())["items"]
    assert {item["id"]: item.get("was") for item in listed} == {"hello": ["welcome", "hi"], "other": None}


async def test_it_agrees_with_what_pages_are_told(device: NewDevice, publish: Publish, ask: Ask) -> None:
    """Told as for a new visit, on a page where it may start."""
    await publish(
        write_tour("all", frequency="every-visit"),
        write_tour("admins", audience={"trait": "role", "is": "admin"}),
        write_tour("one", group="g"),
        write_tour("two", group="g"),
        site={"attention": {"gap": "1s", "per_day": 100, "per_week": 100}},
    )
    browser = device()
    browser.sign_in("u1", traits={"role": "clerk"})
    for name in ("all", "one"):
        await browser.sync(browser.happened("tour_started", name), visit="v1")
    await browser.sync(browser.happened("tour_completed", "all"))
    answer = await browser.sync(visit="v2")
    listed = {item["id"]: item["auto"] for item in answer["items"]}
    later = to_iso(browser.clock.now() + SECOND)
    for name in ("all", "admins", "two"):
        assert (await ask(name, sub="u1", now=later))["starts"] is listed.get(name, False), name


async def test_nothing_is_recorded(
    device: NewDevice, publish: Publish, ask: Ask, app: Starlette, clock: MovingClock
) -> None:
    await publish(write_tour())
    browser = device()
    browser.sign_in("u1")
    await browser.sync(browser.happened("tour_started"))

    def dump(conn: Connection) -> dict[str, Any]:
        return {name: sorted(map(repr, conn.execute(select(t)))) for name, t in SQLModel.metadata.tables.items()}

    before = await services_of(app).db.scan(dump)
    clock.advance(2 * DAY)
    await ask(sub="u1", url="/invoices", device="desktop", locale="en")
    await ask()
    assert await services_of(app).db.scan(dump) == before


async def test_who_may_not_ask_is_told_nothing(
    client: httpx.AsyncClient, cast: Cast, device: NewDevice, publish: Publish
) -> None:
    """The door itself is tried in `test_refusals.py`."""
    await publish(write_tour())
    browser = device()
    browser.sign_in("u1")
    person = (await browser.sync())["person"]["id"]
    made = await client.post("/api/sites/acme/keys", json={"name": "k", "role": "viewer"}, headers=cast.acme.bearer)
    viewer = {"Authorization": f"Bearer {made.json()['secret_key']}"}
    path = "/api/sites/acme/explain"
    got = await client.get(path, params={"item": "welcome", "person": person}, headers=viewer)
    assert (got.status_code, got.json()["person"]) == (200, person)
    refused: list[tuple[dict[str, str], int]] = [
        ({"person": "nobody"}, 404),
        ({"person": person, "environment": "staging"}, 404),
        ({"sub": "u1", "environment": "staging"}, 404),
        ({"sub": person}, 404),
        ({"environment": "nowhere"}, 404),
        ({"person": person, "sub": "u1"}, 422),
        ({"now": "soon"}, 422),
        ({"device": "watch"}, 422),
        ({"item": "No Slug"}, 422),
        ({"url": "x" * 8_001}, 422),
        ({"more": "x"}, 422),
    ]
    for asked, status in refused:
        for answer in (
            await client.get(path, params={"item": "welcome"} | asked, headers=viewer),
            await client.post(path, json={"item": "welcome"} | asked, headers=viewer),
        ):
            assert answer.status_code == status, (asked, answer.text)
    foreign = await client.post(
        "/api/sites/globex/explain", json={"item": "welcome", "sub": "u1"}, headers=cast.globex.bearer
    )
    assert foreign.status_code == 404
    assert (
        await client.post(path, json={"item": "welcome", "sub": "u1"}, headers=cast.globex.bearer)
    ).status_code == 404
