"""What a page is told of quizzes, checklists, surveys and announcements: as of tours, and what each has besides."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from handrail.core.clock import DAY, to_iso
from handrail.sync.schema import SyncResponse
from tests.server.cast import Cast, MovingClock
from tests.server.content.kinds import WRITERS, write_announcement, write_checklist, write_quiz, write_survey
from tests.server.device import Device
from tests.server.sync.site import NewDevice, Publish, write_tour

ALL = {"quiz": write_quiz, "checklist": write_checklist, "survey": write_survey, "announcement": write_announcement}


async def listed(browser: Device, *events: Any, **changes: Any) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in (await browser.sync(*events, **changes))["items"] or []}


async def test_each_kind_is_listed_with_its_title_and_comes_with_its_body(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(), *(write() for write in ALL.values()))
    answer = await device().sync()
    SyncResponse.model_validate(answer)
    items = {item["kind"]: item for item in answer["items"]}
    assert items.keys() == {"tour", *ALL}
    assert "title" not in items["tour"]
    assert {kind: items[kind]["title"] for kind in ALL} == {
        "quiz": "Basics",
        "checklist": "Set up",
        "survey": "Your opinion",
        "announcement": "Dark mode",
    }
    assert {kind for kind in items if items[kind].get("in_panel")} == {"checklist", "announcement"}
    # A quiz waits for somebody who wants it.
    assert {kind for kind in items if items[kind]["auto"]} == {"tour", "checklist", "survey", "announcement"}
    assert {body["kind"] for body in answer["bodies"].values()} == {"tour", "checklist", "survey", "announcement"}
    for item in items.values():
        assert answer["bodies"].get(item["hash"], {}).get("id", item["id"]) == item["id"]


async def test_content_gives_each_by_its_hash_in_the_readers_language(
    device: NewDevice, publish: Publish, client: httpx.AsyncClient
) -> None:
    translated = {"opinion.nb.json": {"title": "Din mening", "questions.score.text": "Hvor sannsynlig?"}}
    await publish(*(write() for write in ALL.values()), also=translated)
    browser = device()
    items = await listed(browser, locale="nb")
    assert items["opinion"]["title"] == "Din mening"
    for item in items.values():
        shown = await client.get(f"/v1/content/{item['hash']}", params={"locale": "nb"})
        assert shown.status_code == 200
        assert (shown.json()["kind"], shown.json()["id"]) == (item["kind"], item["id"])
    survey = (await client.get(f"/v1/content/{items['opinion']['hash']}", params={"locale": "nb"})).json()
    assert survey["questions"][0] == {"id": "score", "type": "nps", "text": ["Hvor sannsynlig?"]}
    assert survey["questions"][1]["if"] == {"answer": "score", "lte": 6}


async def test_news_for_the_panel_alone_never_come_by_themselves(
    device: NewDevice, publish: Publish, clock: MovingClock
) -> None:
    since = to_iso(clock.now() - DAY)
    await publish(write_announcement(show="panel", schedule={"from": since}), write_announcement("b", in_panel=False))
    items = await listed(device())
    assert (items["dark-mode"]["auto"], items["dark-mode"]["show"], items["dark-mode"]["since"]) == (
        False,
        "panel",
        since,
    )
    assert (items["b"]["auto"], "show" in items["b"], "in_panel" in items["b"]) == (True, False, False)


async def test_an_announcement_ends(device: NewDevice, publish: Publish, clock: MovingClock) -> None:
    await publish(write_announcement(schedule={"until": to_iso(clock.now() + DAY)}))
    browser = device()
    assert (await listed(browser))["dark-mode"]["schedule"]["until"] == to_iso(clock.now() + DAY)
    clock.advance(DAY)
    assert await listed(browser) == {}


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind != "quiz"])
async def test_what_was_declined_or_put_off_stays_so_whatever_it_is(
    kind: str, device: NewDevice, publish: Publish, clock: MovingClock
) -> None:
    item = ALL[kind]()["id"]
    await publish(ALL[kind](frequency="every-visit"))
    browser = device()
    assert (await listed(browser))[item]["auto"] is True
    until = to_iso(clock.now() + DAY)
    later = [
        browser.happened(f"{kind}_started", item),
        browser.happened(f"{kind}_snoozed", item, props={"until": until}),
    ]
    answer = await browser.sync(*later)
    assert answer["accepted"] == 2
    assert answer["progress"][item]["status"] == "snoozed"
    gone = [browser.happened(f"{kind}_dismissed", item, props={"reason": "declined"})]
    answer = await device("d2").sync(token=(await browser.sync(*gone))["token"], visit="v2")
    assert answer["preferences"]["items"] == {item: False}
    assert answer["items"][0]["auto"] is False


async def test_no_more_tours_is_no_more_of_anything(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(), *(write() for write in ALL.values()))
    items = await listed(device(), device().happened("preferences_changed", None, props={"tours": False}))
    assert {item["auto"] for item in items.values()} == {False}


async def test_what_one_is_in_the_middle_of_stays_as_it_was_begun(device: NewDevice, publish: Publish) -> None:
    await publish(write_survey())
    browser = device()
    older = (await listed(browser))["opinion"]["hash"]
    begun = browser.happened("survey_started", "opinion", item_hash=older)
    shown = browser.happened("step_shown", "opinion", item_hash=older, step="survey")
    await browser.sync(begun, shown)
    await publish(write_survey(title="Another opinion", audience={"completed": "opinion"}))
    answer = await browser.sync()
    (item,) = answer["items"]
    assert item["hash"] == older
    assert answer["bodies"][older]["title"] == "Your opinion"
    (fresh,) = (await browser.sync(browser.happened("survey_completed", "opinion")))["items"]
    assert fresh["hash"] != older


async def test_a_share_of_people_is_asked_always_the_same(device: NewDevice, publish: Publish) -> None:
    await publish(write_survey(start={"share": 0.5}), write_survey("all"))
    browsers = [device(f"d{n}") for n in range(24)]
    first = [(await listed(browser))["opinion"]["auto"] for browser in browsers]
    assert 2 <= sum(first) <= 22
    await publish(write_survey("mind", was=["opinion"], start={"share": 0.5}), write_survey("all"))
    assert [(await listed(browser))["mind"]["auto"] for browser in browsers] == first
    assert all([(await listed(browser))["all"]["auto"] for browser in browsers])


async def test_an_event_of_ours_starts_something(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(), write_survey(start={"on": "event", "event": "tour_completed", "of": "welcome"}))
    start = (await listed(device()))["opinion"]["start"]
    assert start == {"on": "event", "when": None, "event": "tour_completed", "of": "welcome", "delay": 0}


async def test_a_page_cannot_say_that_a_quiz_was_passed(device: NewDevice, publish: Publish) -> None:
    await publish(write_quiz(), write_tour(audience={"passed": "basics"}))
    browser = device()
    props = {"attempt": "a", "number": 1, "score": 1, "of": 1, "passed": True}
    claimed = browser.happened("quiz_graded", "basics", props=props)
    completed = browser.happened("quiz_completed", "basics", props={"passed": True, "score": 1})
    answer = await browser.sync(browser.happened("quiz_started", "basics"), claimed, completed)
    assert answer["rejected"] == [{"index": 1, "id": claimed["id"], "problem": "by_server"}]
    assert answer["progress"]["basics"]["completed"] is True
    assert "passed" not in answer["progress"]["basics"]
    assert [item["id"] for item in answer["items"]] == ["basics"]


async def test_the_entries_of_a_checklist_are_kept_across_devices_and_names(
    device: NewDevice, publish: Publish
) -> None:
    await publish(write_checklist())
    browser = device()

    def tick(what: str, step: str) -> dict[str, Any]:
        return browser.happened(f"checklist_item_{what}", "setup", step=step)

    begun = [browser.happened("checklist_started", "setup"), tick("completed", "tea"), tick("completed", "logo")]
    answer = await browser.sync(*begun, tick("reopened", "tea"))
    assert answer["progress"]["setup"]["done"] == ["logo"]
    # Begun again by hand, it is where it was.
    again = browser.happened("checklist_started", "setup", "r2", props={"auto": False})
    await publish(write_checklist("begin", was=["setup"]))
    answer = await device("d2").sync(again, token=browser.token)
    assert answer["progress"]["begin"]["done"] == ["logo"]


EXPLAINED = {
    "quiz": ("start.on", False),
    "checklist": ("start.on", True),
    "survey": ("start.on", True),
    "announcement": ("start.on", True),
}


@pytest.mark.parametrize(("kind", "gate"), EXPLAINED.items())
async def test_why_is_told_of_each_kind(
    kind: str, gate: tuple[str, bool], client: httpx.AsyncClient, cast: Cast, publish: Publish
) -> None:
    await publish(write_quiz(), ALL[kind](audience={"not": {"passed": "basics"}}, was=["former"]) | {"id": "asked"})
    told = await client.post("/api/sites/acme/explain", json={"item": "former"}, headers=cast.acme.bearer)
    assert told.status_code == 200
    clauses = {clause["clause"]: clause["value"] for clause in told.json()["clauses"]}
    assert told.json()["item"] == "asked"
    assert clauses[gate[0]] is gate[1]
    assert clauses["audience.not"] is False
    assert "goal.hold_out" not in clauses
    assert json.dumps(told.json())


async def test_whoever_is_not_in_the_share_is_told_so(
    client: httpx.AsyncClient, cast: Cast, device: NewDevice, publish: Publish
) -> None:
    await publish(write_survey(start={"share": 0.000001}))
    browser = device()
    person = (await browser.sync())["person"]["id"]
    await browser.sync(browser.happened("preferences_changed", None, props={"tours": True}))
    asked = {"item": "opinion", "person": person}
    told = (await client.post("/api/sites/acme/explain", json=asked, headers=cast.acme.bearer)).json()
    assert told["starts"] is False
    assert told["because"] == ["start.share"]
