"""The budget of a person's attention, as pages are told of it: one for all their devices, kept here, over a day and a week."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette

from handrail.core.clock import DAY, HOUR, MINUTE, SECOND, from_iso, to_iso
from handrail.progress.attention import Attention, may_interrupt
from tests.server.cast import MovingClock
from tests.server.database_views import count_rows
from tests.server.device import Device
from tests.server.sync.site import NewDevice, Publish, write_tour

SITE: dict[str, Any] = {"attention": {"gap": "10m", "per_day": 2, "per_week": 3}}


def verdict(answer: dict[str, Any]) -> str | None:
    """What a page makes of the answer: why nothing may start now."""
    told = answer["attention"]
    starts = [from_iso(start) for start in told["starts"]]
    ended = None if told["ended"] is None else from_iso(told["ended"])
    return may_interrupt(
        Attention(told["gap"], told["day"], told["week"], starts, ended), from_iso(answer["now"])
    ).reason


async def run_through(device: Device, run: str, **started: Any) -> dict[str, Any]:
    return await device.sync(
        device.happened("tour_started", run=run, props=started), device.happened("tour_completed", run=run)
    )


@pytest.fixture
async def site(publish: Publish) -> None:
    await publish(write_tour(), write_tour("second"), site=SITE)


async def test_before_anything_started_the_limits_are_told(device: NewDevice, publish: Publish) -> None:
    nothing: dict[str, Any] = {"starts": [], "ended": None}
    assert (await device().sync())["attention"] == {"gap": 30_000, "day": 5, "week": 15} | nothing
    await publish(write_tour(), site=SITE)
    assert (await device().sync())["attention"] == {"gap": 600_000, "day": 2, "week": 3} | nothing


async def test_one_persons_devices_share_it(device: NewDevice, site: None, clock: MovingClock) -> None:
    home, work = device("home"), device("work")
    for browser in (home, work):
        browser.sign_in("u1")
        assert verdict(await browser.sync()) is None
    began = to_iso(clock.now())
    await home.sync(home.happened("tour_started"))
    clock.advance(MINUTE)
    await home.sync(home.happened("tour_dismissed", props={"reason": "left"}))
    told = await work.sync()
    assert told["attention"]["starts"] == [began]
    assert told["attention"]["ended"] == to_iso(clock.now())
    assert verdict(told) == "gap"
    clock.advance(10 * MINUTE - 1)
    assert verdict(await work.sync()) == "gap"
    clock.advance(1)
    assert verdict(await work.sync()) is None


async def test_the_caps_of_a_day_and_of_a_week(device: NewDevice, site: None, clock: MovingClock) -> None:
    browser = device()
    await run_through(browser, "r1")
    clock.advance(HOUR)
    assert verdict(await run_through(browser, "r2")) == "gap"
    clock.advance(HOUR)
    assert verdict(await browser.sync()) == "per_day"
    clock.advance(22 * HOUR)
    assert verdict(await browser.sync()) is None
    await run_through(browser, "r3")
    clock.advance(3 * DAY)
    assert verdict(await browser.sync()) == "per_week"
    clock.advance(3 * DAY - SECOND)
    assert verdict(await browser.sync()) == "per_week"
    clock.advance(SECOND)
    answer = await browser.sync()
    assert verdict(answer) is None
    assert len(answer["attention"]["starts"]) == 2


async def test_what_was_started_by_hand_is_free(device: NewDevice, site: None) -> None:
    answer = await run_through(device(), "r1", auto=False)
    assert answer["attention"]["starts"] == []
    assert verdict(answer) is None


async def test_what_comes_back_by_itself_counts_and_by_hand_does_not(
    device: NewDevice, site: None, clock: MovingClock
) -> None:
    browser = device()
    until = {"until": to_iso(clock.now() + HOUR)}
    await browser.sync(browser.happened("tour_started"), browser.happened("tour_snoozed", props=until))
    clock.advance(2 * HOUR)
    again = await browser.sync(browser.happened("tour_resumed", props={"auto": True}))
    assert len(again["attention"]["starts"]) == 2
    until = {"until": to_iso(clock.now() + HOUR)}
    byhand = await browser.sync(browser.happened("tour_snoozed", props=until), browser.happened("tour_resumed"))
    assert len(byhand["attention"]["starts"]) == 2


async def test_a_page_is_told_no_more_than_the_caps_can_ask_for(device: NewDevice, site: None) -> None:
    browser = device()
    for part in range(3):
        answer = await browser.sync(*(browser.happened("tour_started", run=f"r{part}-{n}") for n in range(100)))
    assert len(answer["attention"]["starts"]) == 3


async def test_who_signs_in_keeps_what_came_to_them_as_a_visitor(
    device: NewDevice, site: None, clock: MovingClock
) -> None:
    visitor, known = device("visitor"), device("known")
    known.sign_in("u1")
    await run_through(known, "k1")
    clock.advance(HOUR)
    await run_through(visitor, "v1")
    clock.advance(HOUR)
    assert verdict(await visitor.sync()) is None
    assert verdict(await known.sync()) is None
    visitor.sign_in("u1")
    for browser in (visitor, known):
        answer = await browser.sync()
        assert verdict(answer) == "per_day"
        assert len(answer["attention"]["starts"]) == 2


async def test_it_is_given_out_and_forgotten(device: NewDevice, site: None, app: Starlette, clock: MovingClock) -> None:
    browser = device()
    await run_through(browser, "r1")
    exported = (await browser.post("/v1/me/export", {})).json()["tables"]["person_state"]
    assert [state["starts"] for state in exported] == [{"welcome": [to_iso(clock.now())]}]
    assert (await browser.post("/v1/me/erase", {})).status_code == 200
    assert await count_rows(app, "person_state") == 0
    assert verdict(await browser.sync()) is None


async def test_whoever_only_looks_sees_the_persons_and_changes_nothing(device: NewDevice, site: None) -> None:
    person, agent = device("person"), device("agent")
    person.sign_in("u1")
    before = (await run_through(person, "r1"))["attention"]
    agent.sign_in("u1", act={"sub": "agent"})
    assert (await run_through(agent, "r2"))["attention"] == before
    assert (await person.sync())["attention"] == before
