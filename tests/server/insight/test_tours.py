"""The report on tours: what became of people, told by what really happened."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from handrail.core.clock import DAY
from tests.server.cast import Cast, MovingClock
from tests.server.device import Device

SITE = {"kind": "site", "id": "acme", "title": "Acme", "account": {"plan": "string"}}
STEPS = [{"id": step, "type": "modal", "title": step.upper()} for step in ("one", "two", "three")]
STEPS[1]["was"] = ["zwei"]  # type: ignore[assignment]  # a step as authors write it
WELCOME = {"kind": "tour", "id": "welcome", "title": "Welcome", "steps": STEPS}
PRO = {"kind": "tour", "id": "pro", "title": "Pro", "steps": STEPS, "audience": {"account": "plan", "is": "pro"}}


@pytest.fixture
def person(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> Callable[..., Device]:
    def arrive(sub: str, **claims: Any) -> Device:
        device = Device(client, cast.acme, clock, sub)
        device.sign_in(sub, **claims)
        return device

    return arrive


async def publish(client: httpx.AsyncClient, cast: Cast, *tours: dict[str, Any]) -> None:
    files = {f"{tour['id']}.json": json.dumps(tour) for tour in tours} | {"site.json": json.dumps(SITE)}
    pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=cast.acme.bearer)
    version = {"version": pushed.json()["version"]}
    path = "/api/sites/acme/environments/production/publish"
    assert (await client.post(path, json=version, headers=cast.acme.bearer)).status_code == 200


async def report(client: httpx.AsyncClient, cast: Cast, environment: str = "production") -> dict[str, Any]:
    path = f"/api/sites/acme/reports/tours?environment={environment}"
    answer = await client.get(path, headers=cast.acme.bearer)
    assert answer.status_code == 200, answer.text
    return {tour["id"]: tour for tour in answer.json()["tours"]}


async def walk(device: Device, *names: str, run: str = "r1", reason: str = "left") -> None:
    """`tour_started`, then steps by their id, then how it ended."""
    endings = ("tour_completed", "tour_dismissed", "tour_failed", "target_missing")
    events = [device.happened("tour_started", run=run)]
    for name in names:
        if name in endings:
            told = {"step": "two"} if name == "target_missing" else {}
            events.append(
                device.happened(name, run=run, props={"reason": reason} if name == "tour_dismissed" else {}, **told)
            )
        else:
            events.append(device.happened("step_shown", run=run, step=name))
    assert (await device.sync(*events))["rejected"] == []


async def test_everybody_counts_once_by_what_became_of_them(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock, person: Callable[..., Device]
) -> None:
    await publish(client, cast, WELCOME, PRO)
    await walk(person("finisher"), "one", "two", "three", "tour_completed")
    leaver = person("leaver")
    await walk(leaver, "one", "zwei", "tour_dismissed")
    await walk(person("decliner"), "one", "tour_dismissed", reason="declined")
    await walk(person("failed"), "one", "two", "target_missing", "target_missing", "tour_failed")
    await walk(person("bounced"), "tour_dismissed")
    await walk(person("sleeper"), "one", "two")
    again = person("again")
    await walk(again, "one", "two", "three", "tour_completed")
    clock.advance(31 * DAY)
    again.sign_in("again")
    await walk(again, "one", "tour_dismissed", run="r2")
    await walk(person("walker", account={"plan": "pro"}), "one")
    await person("onlooker", account={"plan": "pro"}).sync()

    reports = await report(client, cast)
    welcome = reports["welcome"]
    assert {name: welcome[name] for name in welcome if name not in ("id", "title", "steps", "goal")} == {
        "eligible": 9,
        "started": 8,
        "completed": 2,
        "left": 2,
        "declined": 1,
        "failed": 1,
        "abandoned": 1,
        "under_way": 1,
        "snoozed": 0,
        "target_missing": 2,
    }
    assert welcome["steps"] == [
        {"id": None, "lost": 1},
        {"id": "one", "lost": 1},
        {"id": "two", "lost": 3},
        {"id": "three", "lost": 0},
    ]
    assert (reports["pro"]["eligible"], reports["pro"]["started"]) == (2, 0)


async def test_a_withdrawn_tour_keeps_its_numbers(
    client: httpx.AsyncClient, cast: Cast, person: Callable[..., Device]
) -> None:
    await publish(client, cast, WELCOME, PRO)
    await walk(person("u1"), "one", "tour_dismissed")
    await publish(client, cast, PRO)
    welcome = (await report(client, cast))["welcome"]
    assert (welcome["title"], welcome["eligible"], welcome["started"]) == (None, 1, 1)
    assert welcome["steps"] == [{"id": "one", "lost": 1}]


async def test_environments_and_sites_do_not_mix(
    client: httpx.AsyncClient, cast: Cast, person: Callable[..., Device]
) -> None:
    await publish(client, cast, WELCOME)
    await walk(person("u1"), "one")
    assert await report(client, cast, "staging") == {}
    for headers, status in ((cast.globex.bearer, 404), ({}, 401)):
        assert (await client.get("/api/sites/acme/reports/tours", headers=headers)).status_code == status
    unknown = await client.get("/api/sites/acme/reports/tours?environment=nowhere", headers=cast.acme.bearer)
    assert unknown.status_code == 404


async def test_somebody_erased_is_in_no_number(
    client: httpx.AsyncClient, cast: Cast, person: Callable[..., Device]
) -> None:
    await publish(client, cast, WELCOME)
    device = person("u1")
    await walk(device, "one", "tour_dismissed")
    await device.post("/v1/me/erase", {})
    welcome = (await report(client, cast))["welcome"]
    assert (welcome["eligible"], welcome["started"], welcome["left"]) == (0, 0, 0)
