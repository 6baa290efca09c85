"""When a tour is there, by the server's clock; who is held out of it; what was put off; what it was called before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from handrail.conditions.compare import to_instant
from handrail.core.clock import DAY, HOUR, MINUTE, to_iso
from handrail.sync.hold_out import is_held
from tests.server.cast import MovingClock
from tests.server.content.kinds import write_announcement
from tests.server.sync.site import NewDevice, Publish, write_tour
from tests.server.sync.test_items import auto


def item(answer: dict[str, Any], id_: str = "welcome") -> Any:
    return next(item for item in answer["items"] if item["id"] == id_)


async def test_before_its_time_a_tour_is_not_told_of(device: NewDevice, publish: Publish, clock: MovingClock) -> None:
    since, until = "2026-01-05T10:00:00Z", "2026-01-05T12:00:00+00:00"
    await publish(write_tour("secret", schedule={"from": since, "until": until}), write_tour("other"))
    browser = device()
    first = await browser.sync()
    assert "secret" not in str(first)
    clock.advance(HOUR - 1)
    assert (await browser.sync(since=first["revision"]))["items"] is None
    clock.advance(1)
    there = await browser.sync(since=first["revision"])
    assert auto(there) == {"other": True, "secret": True}
    assert item(there, "secret")["schedule"] == {"days": [], "hours": None, "until": "2026-01-05T12:00:00.000Z"}
    await browser.sync(browser.happened("tour_started", "secret"))
    clock.advance(2 * HOUR - 1)
    assert "secret" in auto(await browser.sync())
    clock.advance(1)
    assert auto(await browser.sync()) == {"other": True}


SPANS = {
    "an hour is left out": ("2026-03-29T01:59:00+01:00", "2026-03-29T03:01:00+02:00", "2026-03-29T00:59:00Z", 2 * MINUTE),
    "an hour comes twice": ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-25T00:30:00Z", HOUR),
    "begun where it is late": ("2027-01-01T00:00:00+14:00", "2026-12-31T23:00:00-11:00", "2026-12-31T10:00:00Z", DAY),
    "a quarter of an hour": ("2026-06-01T00:00:00+05:45", "2026-06-01T00:00:00+05:30", "2026-05-31T18:15:00Z", 15 * MINUTE),
}  # fmt: skip


@pytest.mark.parametrize(("from_", "until", "begins", "lasts"), SPANS.values(), ids=SPANS)
async def test_news_comes_and_goes_at_an_instant_whatever_the_clocks_do_there(
    from_: str, until: str, begins: str, lasts: int, device: NewDevice, publish: Publish, clock: MovingClock
) -> None:
    await publish(write_announcement(schedule={"from": from_, "until": until}), write_tour())
    browser, begin = device(), to_instant(datetime.fromisoformat(begins))

    async def is_there(instant: int) -> bool:
        clock.instant = instant
        return "dark-mode" in auto(await browser.sync())

    assert [await is_there(begin + at) for at in (-1, 0, lasts - 1, lasts)] == [False, True, True, False]


async def test_days_and_hours_are_for_the_page_to_keep(device: NewDevice, publish: Publish) -> None:
    schedule = {"days": ["mon", "fri"], "hours": {"from": "22:00", "to": "06:30"}}
    await publish(write_tour(schedule=schedule), write_tour("begun", schedule={"from": "2026-01-01T00:00:00Z"}))
    answer = await device().sync()
    assert item(answer)["schedule"] == schedule | {"until": None}
    assert item(answer, "begun")["schedule"] is None


async def test_some_are_held_out_and_stay_so_on_all_devices(device: NewDevice, publish: Publish) -> None:
    goal = {"event": "invoice_sent", "hold_out": 0.5}
    await publish(write_tour(goal=goal), write_tour("other", goal=goal), write_tour("plain"))
    seen = set()
    for number in range(20):
        home, work = device(f"home{number}"), device(f"work{number}")
        for browser in (home, work):
            browser.sign_in(f"u{number}")
        answer, again = await home.sync(), await work.sync()
        held = {item["id"]: item["held"] for item in answer["items"]}
        assert held == {item["id"]: item["held"] for item in again["items"]}
        assert held["welcome"] is is_held(answer["person"]["id"], "welcome", 0.5)
        assert set(auto(answer).values()) == {True}
        bodies = {body["id"] for body in answer["bodies"].values()}
        assert bodies == {id_ for id_, is_held_out in held.items() if not is_held_out}
        seen.add((held["welcome"], held["other"], held["plain"]))
    assert seen == {(one, other, False) for one in (True, False) for other in (True, False)}


@pytest.mark.parametrize("frequency", ["once", "every-visit"])
async def test_what_was_put_off_waits_on_every_device_and_comes_back(
    device: NewDevice, publish: Publish, clock: MovingClock, frequency: str
) -> None:
    await publish(write_tour(frequency=frequency), write_tour("byhand", start={"on": "manual"}))
    home, work = device("home"), device("work")
    for browser in (home, work):
        browser.sign_in("u1")
        await browser.sync()
    until = to_iso(clock.now() + DAY)
    for name in ("welcome", "byhand"):
        run = {"item": name, "run": name}
        await home.sync(
            home.happened("tour_started", **run),
            home.happened("step_shown", **run, step="b"),
            home.happened("tour_snoozed", **run, props={"until": until}),
        )
    answer = await work.sync()
    assert {name: known["status"] for name, known in answer["progress"].items()} == dict.fromkeys(
        ("welcome", "byhand"), "snoozed"
    )
    assert (answer["progress"]["welcome"]["until"], answer["progress"]["welcome"]["step"]) == (until, "b")
    assert auto(answer) == {"welcome": True, "byhand": True}
    clock.advance(2 * DAY)
    work.sign_in("u1")
    assert auto(await work.sync(visit="v2")) == {"welcome": True, "byhand": True}
    assert (await work.post("/v1/preferences", {"set": {"tours": False}})).status_code == 200
    assert auto(await work.sync(visit="v2")) == {"welcome": False, "byhand": False}


async def test_nonsense_is_not_put_off(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour())
    browser = device()
    for until in ("tomorrow", "", 5, None, "1969-01-01T00:00:00Z", "2026-01-06T08:00:00"):
        answer = await browser.sync(browser.happened("tour_snoozed", props={"until": until}))
        assert [entry["problem"] for entry in answer["rejected"]] == ["bad_props"]
    assert [e["problem"] for e in (await browser.sync(browser.happened("tour_snoozed")))["rejected"]] == ["bad_props"]


async def test_of_a_group_one_starts_by_itself_per_visit(
    device: NewDevice, publish: Publish, clock: MovingClock
) -> None:
    await publish(
        *(write_tour(name, group="g") for name in ("one", "two")), write_tour("free"), write_tour("else", group="h")
    )
    browser = device()
    under_way = await browser.sync(browser.happened("tour_started", "one"))
    assert auto(under_way) == {"one": False, "two": False, "free": True, "else": True}
    assert not auto(await browser.sync(visit="v2"))["two"]
    await browser.sync(browser.happened("tour_completed", "one"))
    assert not auto(await browser.sync())["two"]
    assert auto(await browser.sync(visit="v2"))["two"]
    until = {"until": to_iso(clock.now() + DAY)}
    await browser.sync(
        browser.happened("tour_started", "two", "r2", props={"auto": False}),
        browser.happened("tour_snoozed", "two", "r2", props=until),
    )
    assert auto(await browser.sync(visit="v3")) == {"one": False, "two": True, "free": True, "else": True}


async def test_what_was_done_under_a_former_name_still_counts(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour("old", frequency="every-visit"), write_tour("gone"))
    finished, declined, going = device("finished"), device("declined"), device("going")
    begun = [going.happened("tour_started", "old"), going.happened("step_shown", "old", step="b")]
    old = item(await going.sync(), "old")["hash"]
    await going.sync(*[event | {"item_hash": old} for event in begun])
    await finished.sync(finished.happened("tour_started", "old"), finished.happened("tour_completed", "old"))
    no = declined.happened("tour_dismissed", "old", props={"reason": "declined"})
    await declined.sync(declined.happened("tour_started", "old"), no)
    await publish(write_tour("new", was=["older", "old"], frequency="until-completed"))

    answer = await finished.sync(visit="v2")
    assert answer["progress"].keys() == {"new"}
    assert answer["progress"]["new"]["completed"]
    assert auto(answer) == {"new": False}
    answer = await declined.sync(visit="v2")
    assert answer["preferences"]["items"] == {"new": False}
    assert auto(answer) == {"new": False}
    told = (await declined.post("/v1/preferences", {"set": {"items": {"new": True}}})).json()
    assert told["preferences"]["items"] == {"new": True}
    assert auto(await declined.sync(visit="v2")) == {"new": True}

    answer = await going.sync()
    assert (answer["progress"]["new"]["status"], answer["progress"]["new"]["step"]) == ("active", "b")
    assert item(answer, "new")["hash"] == old
    assert [step["id"] for step in answer["bodies"][old]["steps"]] == ["a", "b"]
    ended = await going.sync(going.happened("tour_completed", "new"))
    assert (ended["progress"]["new"]["status"], ended["progress"]["new"]["started"]) == ("completed", 1)
    assert item(ended, "new")["hash"] != old
    back = write_tour("old", frequency="every-visit")
    await publish(back)
    assert (await finished.sync(visit="v2"))["progress"].keys() == {"old"}
