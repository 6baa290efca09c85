"""Whether a tour reached its goal, by those who saw it and those held out: each person once, by what came first."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.clock import DAY, HOUR
from handrail.insight.goals import compare
from tests.server.cast import Cast, MovingClock
from tests.server.device import Device

SITE = {"kind": "site", "id": "acme", "title": "Acme", "events": {"invoice_sent": {}, "logged_in": {}}}
STEPS = [{"id": "one", "type": "modal", "title": "One"}]
GOAL = {"event": "invoice_sent", "within": "2d", "hold_out": 0.2}
TOUR = {"kind": "tour", "id": "welcome", "title": "Welcome", "steps": STEPS, "goal": GOAL}
Act = Callable[..., Any]


@pytest.fixture
async def publish(client: httpx.AsyncClient, cast: Cast) -> Act:
    async def push(tour: dict[str, Any]) -> None:
        files = {"site.json": json.dumps(SITE), f"{tour['id']}.json": json.dumps(tour)}
        pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=cast.acme.bearer)
        path, version = "/api/sites/acme/environments/production/publish", {"version": pushed.json()["version"]}
        assert (await client.post(path, json=version, headers=cast.acme.bearer)).status_code == 200

    await push(TOUR)
    return push


@pytest.fixture
def goal(client: httpx.AsyncClient, cast: Cast) -> Act:
    async def read(id_: str = "welcome", environment: str = "production") -> Any:
        path = f"/api/sites/acme/reports/tours?environment={environment}"
        tours = (await client.get(path, headers=cast.acme.bearer)).json()["tours"]
        return next((tour["goal"] for tour in tours if tour["id"] == id_), None)

    return read


@pytest.fixture
def act(client: httpx.AsyncClient, cast: Cast, clock: MovingClock, publish: Act) -> Act:
    """`act("u1", "held", DAY, "goal")`: what one person does, and how long they wait between."""

    async def play(name: str, *story: str | int) -> Device:
        device = Device(client, cast.acme, clock, name)
        happened = {
            "started": lambda: device.happened("tour_started"),
            "by hand": lambda: device.happened("tour_started", props={"auto": False}),
            "again": lambda: device.happened("tour_started", run="r2"),
            "held": lambda: device.happened("tour_held_out", run=None),
            "goal": lambda: device.happened("invoice_sent", None),
            "other": lambda: device.happened("logged_in", None),
        }
        began = clock.now()
        for part in story:
            if isinstance(part, int):
                clock.advance(part)
            else:
                assert (await device.sync(happened[part]()))["rejected"] == []
        clock.instant = began
        return device

    return play


def counts(goal: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {name: (goal[name]["reached"], goal[name]["people"]) for name in ("saw", "by_itself", "held_out")}


async def test_nobody_yet(publish: Act, goal: Act) -> None:
    nobody = {"people": 0, "reached": 0, "rate": None}
    assert await goal() == GOAL | {"saw": nobody, "by_itself": nobody, "held_out": nobody, "difference": None}


async def test_each_person_counts_once_by_what_came_first(act: Act, goal: Act) -> None:
    await act("reached", "started", HOUR, "goal", "goal", "goal")
    await act("just", "started", 2 * DAY, "goal")
    await act("late", "started", 2 * DAY + 1, "goal")
    await act("before", "goal", HOUR, "started")
    await act("another", "started", "other")
    await act("again", "started", 3 * DAY, "again", HOUR, "goal")
    await act("byhand", "by hand", "goal")
    await act("held", "held", DAY, "goal")
    await act("heldtwice", "held", "held", DAY, "by hand", "started", "goal")
    await act("heldonly", "held", "other")
    await act("onlooker", "goal")
    told = await goal()
    assert counts(told) == {"saw": (3, 7), "by_itself": (2, 6), "held_out": (2, 3)}
    assert (told["by_itself"]["rate"], told["held_out"]["rate"]) == (0.3333, 0.6667)
    assert told["difference"]["low"] < told["difference"]["value"] == -0.3333 < told["difference"]["high"]
    assert await goal(environment="staging") is None


async def test_a_former_name_counts_and_no_goal_is_no_line(act: Act, goal: Act, publish: Act) -> None:
    await act("u1", "started", HOUR, "goal")
    await act("u2", "held")
    await publish({**TOUR, "id": "hello", "was": ["welcome"]})
    assert counts(await goal("hello")) == {"saw": (1, 1), "by_itself": (1, 1), "held_out": (0, 1)}
    await publish({name: value for name, value in TOUR.items() if name != "goal"})
    assert await goal() is None


async def test_who_signs_in_is_one_person_and_who_is_erased_none(act: Act, goal: Act, clock: MovingClock) -> None:
    for name in ("phone", "laptop"):
        device = await act(name, "started")
        device.sign_in("u1")
        await device.sync(device.happened("invoice_sent", None))
    assert counts(await goal()) == {"saw": (1, 1), "by_itself": (1, 1), "held_out": (0, 0)}
    assert (await device.post("/v1/me/erase", {})).status_code == 200
    assert counts(await goal()) == {"saw": (0, 0), "by_itself": (0, 0), "held_out": (0, 0)}


@pytest.mark.parametrize(
    ("one", "other", "value", "low", "high"),
    [
        # Newcombe 1998, table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 10/10 - 0/20.
        ((70, 56), (80, 48), 0.2, 0.0524, 0.3339),
        ((10, 9), (10, 3), 0.6, 0.1705, 0.8090),
        ((10, 10), (20, 0), 1.0, 0.6791, 1.0),
    ],
)
def test_the_interval_is_the_published_one(
    one: tuple[int, int], other: tuple[int, int], value: float, low: float, high: float
) -> None:
    found = compare(one, other)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=0.0001)


groups = st.integers(1, 500).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of)))


@given(groups, groups)
def test_the_interval_holds_the_difference_and_turns_with_it(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there is not None
    assert back is not None
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert (back.low, back.value, back.high) == pytest.approx((-there.high, -there.value, -there.low), abs=0.0002)
