"""What starts by itself, and when: the gap and the caps, over tabs and reloads; what was put off; groups, schedules, and who is held out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.responses import Response

from tests.flows.cards import card, expect_no_card, press
from tests.flows.scripted import Json, Scene, make_step, make_tour, open_scene, wait_until

ALLOWED: Json = {"gap": 0, "day": 100, "week": 500, "starts": [], "ended": None}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def scene() -> Iterator[Scene]:
    with open_scene() as scene:
        yield scene


def iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def allow(scene: Scene, **rest: Any) -> None:
    scene.server.more["attention"] = ALLOWED | rest


def offer(scene: Scene, *names: str, **listed: Any) -> None:
    """Of the first the priority is highest."""
    for index, name in enumerate(names):
        step = make_step("one", title=[f"Of {name}"])
        scene.server.offer(make_tour(name, step), **{"priority": -index, **listed})


def why(page: Page, item: str) -> dict[str, Json]:
    return {one["clause"]: one for one in page.evaluate("(item) => handrail.why(item)", item)}


def when_ready(page: Page) -> None:
    page.evaluate("new Promise((done) => (window.handrail ||= []).push(['on', 'ready', done]))")


def test_the_next_starts_when_the_gap_runs_out_while_the_page_is_open(page: Page, scene: Scene) -> None:
    allow(scene, gap=3000)
    offer(scene, "first", "second")
    scene.open(page)
    press(page, "Of first", "Done")
    scene.wait_for(page, "tour_completed")
    expect_no_card(page)
    assert why(page, "second")["attention.gap"]["value"] is False
    expect(card(page, "Of second")).to_be_visible(timeout=15_000)
    ended = scene.wait_for(page, "tour_completed")[0]["at"]
    started = scene.wait_for(page, "tour_started", 2)[1]["at"]
    assert datetime.fromisoformat(started) - datetime.fromisoformat(ended) >= timedelta(seconds=3)


def test_a_gap_outlasts_the_page_though_the_server_has_not_heard_of_the_end(page: Page, scene: Scene) -> None:
    allow(scene, gap=600_000)
    offer(scene, "first", "second")
    scene.open(page)
    scene.wait_for(page, "tour_started")
    scene.server.fail = lambda _: Response(status_code=503)
    press(page, "Of first", "Done")
    scene.open(page, "/other")
    when_ready(page)
    expect_no_card(page)
    assert why(page, "second")["attention.gap"]["value"] is False
    assert page.evaluate("handrail.start('second')") is True
    expect(card(page, "Of second")).to_be_visible()


@pytest.mark.parametrize(("cap", "clause"), [("day", "per_day"), ("week", "per_week")])
def test_at_the_cap_nothing_starts_but_what_is_asked_for(page: Page, scene: Scene, cap: str, clause: str) -> None:
    allow(scene, **{cap: 1, "starts": [iso(datetime.now(UTC) - MINUTE)]})
    offer(scene, "first")
    scene.open(page)
    when_ready(page)
    expect_no_card(page)
    assert why(page, "first")[f"attention.{clause}"] == {"clause": f"attention.{clause}", "value": False, "saw": 1}
    page.evaluate("handrail.start('first')")
    press(page, "Of first", "Done")


def test_what_started_in_another_tab_counts_before_the_server_knows(page: Page, scene: Scene) -> None:
    allow(scene, day=1)
    offer(scene, "first", "second")
    scene.server.fail = lambda body: Response(status_code=503) if body["events"] else None
    scene.open(page)
    press(page, "Of first", "Done")
    other = page.context.new_page()
    page.close()
    scene.open(other)
    when_ready(other)
    expect_no_card(other)


def test_a_tab_takes_up_what_another_had_when_that_is_closed(page: Page, scene: Scene) -> None:
    offer(scene, "first")
    scene.open(page)
    expect(card(page, "Of first")).to_be_visible()
    other = page.context.new_page()
    scene.open(other)
    when_ready(other)
    wait_until(other, lambda: why(other, "first")["lock"]["saw"] == "another tab")
    expect_no_card(other)
    page.close()
    press(other, "Of first", "Done")
    scene.wait_for(other, "tour_completed")
    assert scene.server.names.count("tour_started") == 1


def test_a_clock_set_wrong_starts_nothing_early_and_nothing_late(page: Page, scene: Scene) -> None:
    """The page's clock is ten years ahead: by it every gap has passed, and every schedule is over."""
    page.add_init_script("const ahead = 315576e6; const now = Date.now; Date.now = () => now() + ahead;")
    now = datetime.now(UTC)
    allow(scene, gap=600_000, ended=iso(now))
    offer(scene, "first", schedule={"days": [], "hours": None, "until": iso(now + 10 * MINUTE)})
    scene.open(page)
    when_ready(page)
    expect_no_card(page)
    said = why(page, "first")
    assert (said["attention.gap"]["value"], said["schedule"]["value"]) == (False, True)
    allow(scene)
    page.reload()
    expect(card(page, "Of first")).to_be_visible()


def snoozed(until: datetime, **rest: Any) -> Json:
    at = iso(datetime.now(UTC) - 60 * MINUTE)
    run = {"run": "run-1", "step": "two", "hash": "hash-first-1", "at": at, "started": 1, "visit": "before"}
    return {"status": "snoozed", "completed": False, "until": iso(until), **run, **rest}


def offer_put_off(scene: Scene, until: datetime) -> None:
    tour = make_tour("first", make_step("one"), make_step("two"))
    scene.server.offer(tour, auto=False, start={"when": {"url": "/here"}})
    scene.server.progress = {"first": snoozed(until)}


def test_what_was_put_off_shows_nothing_until_then_and_goes_on_by_hand(page: Page, scene: Scene) -> None:
    offer_put_off(scene, datetime.now(UTC) + 60 * MINUTE)
    scene.open(page, "/here")
    when_ready(page)
    expect_no_card(page)
    assert why(page, "first")["progress"]["value"] is False
    scene.server.progress["first"] |= {"status": "active", "until": None}
    page.evaluate("handrail.start('first')")
    expect(card(page, "Title two")).to_be_visible()
    (back,) = scene.wait_for(page, "tour_resumed")
    assert (back["run"], back["props"].get("auto", False)) == ("run-1", False)


def test_what_was_put_off_comes_back_by_itself_where_it_may_start(page: Page, scene: Scene) -> None:
    offer_put_off(scene, datetime.now(UTC) - MINUTE)
    scene.open(page, "/elsewhere")
    when_ready(page)
    expect_no_card(page)
    scene.open(page, "/here")
    expect(card(page, "Title two")).to_be_visible()
    (back,) = scene.wait_for(page, "tour_resumed")
    assert (back["run"], back["props"]["auto"]) == ("run-1", True)
    assert "tour_started" not in scene.server.names


def test_of_a_group_one_starts_in_a_visit(page: Page, scene: Scene) -> None:
    offer(scene, "first", "second", group="g")
    scene.open(page)
    press(page, "Of first", "Done")
    scene.wait_for(page, "tour_completed")
    assert why(page, "second")["group"] == {"clause": "group", "value": False, "saw": "first"}
    expect_no_card(page)


def test_who_is_held_out_is_told_of_once_and_sees_something_else(page: Page, scene: Scene) -> None:
    offer(scene, "first", held=True)
    offer(scene, "second", priority=-5)
    scene.open(page)
    expect(card(page, "Of second")).to_be_visible()
    page.reload()
    expect(card(page, "Of second")).to_be_visible()
    press(page, "Of second", "Done")
    scene.wait_for(page, "tour_completed")
    assert scene.server.names.count("tour_held_out") == 1
    (held,) = scene.wait_for(page, "tour_held_out")
    assert held["item"] == "first"
    assert [event["item"] for event in scene.server.events if event["name"] == "tour_started"] == ["second"]


def test_out_of_hours_nothing_starts_and_why_says_so(page: Page, scene: Scene) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%a").lower()
    page.emulate_media()
    offer(scene, "first", schedule={"days": [tomorrow], "hours": None, "until": None})
    scene.open(page)
    when_ready(page)
    expect_no_card(page)
    assert why(page, "first")["schedule"]["value"] is False
    page.evaluate("handrail.start('first')")
    expect(card(page, "Of first")).to_be_visible()


def test_why_says_where_a_tour_waits(page: Page, scene: Scene) -> None:
    tour = make_tour("t", make_step("one"), make_step("two", page="/elsewhere"))
    scene.server.offer(tour)
    scene.open(page)
    press(page, "Title one", "Next")
    wait_until(page, lambda: why(page, "t")["progress"]["saw"]["step"] == "two")
    said = why(page, "t")
    assert said["progress"]["value"] is True
    saw = said["progress"]["saw"]
    assert (saw["status"], saw["step"], saw["page"], saw["here"]) == ("active", "two", "/elsewhere", True)
    assert said["lock"] == {"clause": "lock", "value": True, "saw": "t"}


def test_why_says_that_a_kind_is_not_known_here(page: Page, scene: Scene) -> None:
    offer(scene, "odd", kind="hologram")
    scene.open(page)
    when_ready(page)
    assert why(page, "odd")["kind"] == {"clause": "kind", "value": False, "saw": "hologram"}
    assert page.evaluate("handrail.start('odd')") is False
