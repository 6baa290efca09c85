"""Who else hears of it: other systems of the site, and an agent whom the person asks afterwards."""

from __future__ import annotations

import pytest

from handrail.core.clock import to_iso
from handrail.settings import Settings
from tests.server.cast import MovingClock
from tests.server.learn.conftest import Deliver
from tests.server.learn.quizzes.conftest import NewTaker, Publish
from tests.server.learn.quizzes.taking import RIGHT, WRONG, Taker, make_attempt, ok, write_quiz

CHECKLIST = {
    "kind": "checklist",
    "id": "start",
    "title": "Get started",
    "items": [{"id": "look", "title": "Look around", "by_hand": True}],
}


@pytest.fixture
def settings(database_url: str) -> Settings:
    """The receiver is on this machine."""
    return Settings(database_url=database_url, private_webhooks=True)


async def test_other_systems_are_told_once_who_passed_and_who_did_not(
    ada: Taker, deliver: Deliver, clock: MovingClock
) -> None:
    lost, won = make_attempt(), make_attempt()
    ok(await ada.take(lost, answers=WRONG, finish=True))
    for _ in range(2):
        ok(await ada.take(won, answers=RIGHT, retry_of=lost, finish=True))
    told = await deliver()
    assert [one["type"] for one in told] == ["quiz.failed", "quiz.passed"]
    person = told[1]["data"].pop("person")
    assert person["sub"] == "ada"
    assert told[1]["data"] == {
        "environment": "production",
        "quiz": "basics",
        "title": "The basics",
        "attempt": won,
        "number": 2,
        "score": 6,
        "of": 6,
        "passed": True,
        "at": to_iso(clock.now()),
    }


async def test_a_checklist_that_was_done_is_told_once(publish: Publish, taker: NewTaker, deliver: Deliver) -> None:
    await publish(CHECKLIST, write_quiz())
    ada = await taker("ada").arrive("ada")
    device = ada.device
    done = device.happened("checklist_completed", "start")
    await device.sync(device.happened("checklist_started", "start"), done)
    await device.sync(done)
    await device.sync(device.happened("checklist_completed", "start", run="r2"))
    await device.sync(device.happened("checklist_completed", "basics"), device.happened("checklist_completed", "none"))
    told = await deliver()
    assert [(one["type"], one["data"]["checklist"], one["data"]["person"]["sub"]) for one in told] == [
        ("checklist.completed", "start", "ada")
    ]


async def test_what_is_on_its_way_goes_with_the_person(ada: Taker, taker: NewTaker, deliver: Deliver) -> None:
    ok(await ada.take(make_attempt(), answers=RIGHT, finish=True))
    visitor = await taker("laptop").arrive()
    ok(await visitor.take(make_attempt(), answers=WRONG, finish=True))
    await visitor.arrive("ada")
    assert (await visitor.device.post("/v1/me/erase", {})).status_code == 200
    assert await deliver() == []


@pytest.mark.parametrize(
    ("locale", "label"), [("en", "Quiz not passed"), ("nb-NO", "Quiz ikke bestått"), ("de", "Quiz nicht bestanden")]
)
async def test_an_agent_sees_what_somebody_did_not_pass(ada: Taker, locale: str, label: str) -> None:
    ok(await ada.take(make_attempt(), answers=RIGHT | {"send": ["fax"], "vat": "you"}, finish=True))
    ok(await ada.take(make_attempt(), answers=RIGHT, finish=True))
    form = ok(await ada.device.post("/v1/contact", {"locale": locale}))
    assert form["trail"] == [{"kind": "quiz", "label": label, "value": "The basics: 3/6"}]


async def test_a_page_does_not_grade(ada: Taker) -> None:
    """Nor does naming a quiz in another event tell its title."""
    device = ada.device
    props = {"attempt": make_attempt(), "number": 1, "score": 6, "of": 6, "passed": True}
    synced = await device.sync(device.happened("quiz_graded", "basics", props=props))
    assert [one["index"] for one in synced["rejected"]] == [0]
    assert "basics" not in synced["progress"]
    await device.sync(device.happened("article_read", "basics", run=None))
    (line,) = ok(await device.post("/v1/contact", {}))["trail"]
    assert line["value"] == "basics"
