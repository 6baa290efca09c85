"""The site's other systems hear of what was said in a survey; of an anonymous one only that somebody said something."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from handrail.core.clock import to_iso
from handrail.settings import Settings
from tests.server.cast import MovingClock
from tests.server.content.kinds import write_survey
from tests.server.learn.conftest import Deliver
from tests.server.learn.surveys.test_respond import answer, answer_namelessly, find_hash
from tests.server.sync.site import NewDevice, Publish


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url, private_webhooks=True)


async def test_who_answered_is_told_with_all_that_was_said_so_far(
    device: NewDevice, publish: Publish, deliver: Deliver, clock: MovingClock
) -> None:
    await publish(write_survey())
    browser, response = device(), str(uuid4())
    browser.sign_in("ada")
    person = (await browser.sync())["person"]["id"]
    for said in (("score", 3), ("score", 9), ("why", " Exports ")):  # the first answer stands
        assert (await answer(browser, response, said)).status_code == 200
    assert (await answer(browser, str(uuid4()), ("score", "ten"))).status_code == 422
    told = await deliver()
    assert [(one["type"], one["data"].pop("answers")) for one in told] == [
        ("survey.answered", {"score": 3}),
        ("survey.answered", {"score": 3, "why": "Exports"}),
    ]
    for one in told:
        who = one["data"].pop("person")
        assert (who["id"], who["sub"]) == (person, "ada")
        assert one["data"] == {
            "environment": "production",
            "survey": "opinion",
            "response": response,
            "at": to_iso(clock.now()),
        }


async def test_of_an_anonymous_one_nothing_but_the_day_is_told(
    device: NewDevice, publish: Publish, deliver: Deliver, clock: MovingClock
) -> None:
    await publish(write_survey(anonymous=True))
    browser, response = device(), str(uuid4())
    browser.sign_in("ada")
    person = (await browser.sync())["person"]["id"]
    hash_ = await find_hash(browser)
    assert (await answer_namelessly(browser, response, ("score", 3), hash_=hash_)).status_code == 200
    told = await deliver()
    day = to_iso(clock.now())[:10]
    assert [(one["type"], one["data"]) for one in told] == [("survey.answered", {"survey": "opinion", "day": day})]
    assert told[0]["timestamp"].startswith(f"{day}T00:00:00")
    for secret in (person, "ada", response):
        assert secret not in json.dumps(told)
