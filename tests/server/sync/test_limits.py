"""Who reports without end: what is kept of one person has an end, and their "no" is heard all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from starlette.applications import Starlette

from handrail.core.clock import HOUR, SECOND
from handrail.progress import audience, limits
from handrail.sync import pace
from handrail.sync.answer import MOST_BODIES
from tests.server.cast import MovingClock
from tests.server.database_views import count_rows
from tests.server.device import Device
from tests.server.sync.site import NewDevice, Publish, write_tour
from tests.server.sync.test_items import auto


async def test_of_one_tour_so_much_is_kept_and_no_more(
    device: NewDevice, app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_OF_ITEM", 4)
    browser, other = device("d1"), device("d2")
    await browser.sync(browser.happened("tour_started"), browser.happened("step_shown", step="a"))
    more = [browser.happened("step_shown", step=step) for step in "bcde"]
    answer = await browser.sync(more[0], {"id": "x"}, *more[1:], browser.happened("tour_started", "second", "r2"))
    assert (answer["accepted"], answer["progress"]["welcome"]["step"]) == (3, "c")
    assert [(entry["index"], entry["problem"]) for entry in answer["rejected"]] == [
        (1, "bad_event"),
        (3, "too_many"),
        (4, "too_many"),
    ]
    assert await count_rows(app, "event") == 5
    no = await browser.sync(browser.happened("tour_dismissed", props={"reason": "declined"}))
    assert (no["accepted"], no["preferences"]["items"]) == (1, {"welcome": False})
    noes = await browser.sync(*(browser.happened("tour_dismissed") for _ in range(9)))
    assert (noes["accepted"], len(noes["rejected"])) == (3, 6)
    assert (await other.sync(*(other.happened("tour_started") for _ in range(4))))["accepted"] == 4


async def test_of_one_article_as_well_and_a_vote_on_it_is_heard(
    device: NewDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_OF_ITEM", 2)
    browser = device()
    await browser.sync(browser.happened("article_read", "refunds", None))
    reads = [browser.happened("article_read", "refunds", None) for _ in range(2)]
    vote = browser.happened("article_voted", "refunds", None, props={"helped": False})
    answer = await browser.sync(*reads, vote)
    assert (answer["accepted"], [entry["problem"] for entry in answer["rejected"]]) == (2, ["too_many"])
    assert answer["votes"] == {"refunds": False}


async def test_of_what_hosts_track_as_well(
    device: NewDevice, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_TRACKED", 3)
    await publish(write_tour())
    browser = device()
    await browser.sync(browser.happened("invoice_sent", None), browser.happened("invoice_sent", None))
    answer = await browser.sync(*(browser.happened("invoice_sent", None) for _ in range(3)))
    assert (answer["accepted"], [entry["index"] for entry in answer["rejected"]]) == (1, [1, 2])
    changed = browser.happened("preferences_changed", None, props={"tours": False})
    assert (await browser.sync(changed))["preferences"]["tours"] is False


async def test_of_what_was_tracked_the_newest_counts(
    device: NewDevice, publish: Publish, monkeypatch: pytest.MonkeyPatch, clock: MovingClock
) -> None:
    monkeypatch.setattr(audience, "MOST_COUNTED", 2)
    small: dict[str, Any] = {"event": "invoice_sent", "where": {"amount": {"lt": 10}}}
    await publish(
        write_tour("small", audience=small), write_tour("twice", audience={"event": "invoice_sent", "at_least": 2})
    )
    browser = device()
    for amount, listed in ((5, {"small"}), (50, {"small", "twice"}), (60, {"twice"})):
        clock.advance(SECOND)
        answer = await browser.sync(browser.happened("invoice_sent", None, props={"amount": amount}))
        assert auto(answer).keys() == listed


async def test_one_person_may_not_report_without_a_pause(
    device: NewDevice, app: Starlette, monkeypatch: pytest.MonkeyPatch, clock: MovingClock
) -> None:
    monkeypatch.setattr(pace, "AT_ONCE", 5)
    browser, other = device("d1"), device("d2")
    for each in (browser, other):
        await each.sync(each.happened("tour_started"))
    body: dict[str, Any] = {"url": "/", "device": "d1", "visit": "v1"}

    async def send(number: int) -> Any:
        shown = [browser.happened("step_shown", step="a") for _ in range(number)]
        return await browser.post("/v1/sync", body | {"events": shown})

    assert (await send(5)).status_code == 200
    refused = await send(3)
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/too_fast")
    assert refused.headers["retry-after"] == "4"
    assert await count_rows(app, "event") == 7
    assert (await browser.sync())["progress"]["welcome"]["status"] == "active"
    assert (await other.sync(other.happened("tour_completed")))["accepted"] == 1
    clock.advance(2 * SECOND)
    assert (await send(3)).status_code == 429
    clock.advance(SECOND)
    assert (await send(3)).status_code == 200


async def test_one_address_does_not_vote_without_end_as_ever_somebody_else(
    device: NewDevice, monkeypatch: pytest.MonkeyPatch, clock: MovingClock
) -> None:
    monkeypatch.setattr(limits, "VOTES_OF_UNKNOWN", replace(limits.VOTES_OF_UNKNOWN, most=3))

    def vote(browser: Device) -> dict[str, Any]:
        return browser.happened("article_voted", "refunds", None, props={"helped": True})

    visitors = [device(f"d{number}") for number in range(2)]
    first = await visitors[0].sync(vote(visitors[0]), vote(visitors[0]))
    second = await visitors[1].sync(vote(visitors[1]), vote(visitors[1]))
    assert (first["accepted"], first["rejected"]) == (2, [])
    assert (second["accepted"], [entry["problem"] for entry in second["rejected"]]) == (1, ["too_many"])
    ola = device("d3")
    ola.sign_in("ola")
    assert (await ola.sync(vote(ola)))["accepted"] == 1
    clock.advance(HOUR)
    assert (await visitors[1].sync(vote(visitors[1])))["accepted"] == 1


async def test_so_many_bodies_ride_along_and_no_more(device: NewDevice, publish: Publish) -> None:
    tours = [write_tour(f"t{number}", priority=number) for number in range(MOST_BODIES + 10)]
    await publish(*tours)
    browser = device()
    answer = await browser.sync(browser.happened("tour_started", "t0"))
    assert len(answer["items"]) == len(tours)
    assert {body["id"] for body in answer["bodies"].values()} == {"t0", *(f"t{n}" for n in range(11, 30))}
