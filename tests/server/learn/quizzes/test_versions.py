"""A quiz that changes while somebody is in it: they finish on the version that they began."""

from __future__ import annotations

from typing import Any

from tests.server.learn.quizzes.conftest import NewTaker, Publish
from tests.server.learn.quizzes.taking import (
    CHOICE,
    NUMBER,
    RIGHT,
    TRUE,
    Taker,
    make_attempt,
    ok,
    refused,
    write_quiz,
)
from tests.server.sync.site import write_tour

TURNED = {**TRUE, "answer": True}


async def test_what_was_begun_is_finished_as_it_was(publish: Publish, ada: Taker, taker: NewTaker) -> None:
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "acme"}))
    await publish(write_quiz(questions=[TURNED], attempts=1))
    await ada.arrive()
    told = ok(await ada.take(attempt, answers=RIGHT, finish=True))
    assert (told["score"], told["of"], told["passed"], told["left"]) == (6, 6, True, None)
    ben = await taker("ben").arrive("ben")
    told = ok(await ben.take(make_attempt(), answers={"edit": False}, finish=True))
    assert (told["score"], told["of"], told["left"]) == (0, 1, 0)


async def test_a_page_that_has_the_version_before_may_still_begin_it(publish: Publish, ada: Taker) -> None:
    await publish(write_quiz(questions=[TURNED]))
    attempt = make_attempt()
    told = ok(await ada.take(attempt, answers={"vat": "acme"}))
    assert told["of"] == 6
    await ada.arrive()
    assert ok(await ada.take(attempt, answers={"edit": False}, finish=True))["score"] == 2


async def test_what_is_withdrawn_is_finished_but_not_begun(publish: Publish, ada: Taker) -> None:
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "acme"}))
    await publish(write_tour())
    refused(await ada.take(make_attempt(), answers={"vat": "acme"}), 404, "not_found")
    assert ok(await ada.take(attempt, answers=RIGHT, finish=True))["passed"] is True


async def test_what_is_called_otherwise_now_has_the_attempts_that_it_had(publish: Publish, ada: Taker) -> None:
    first, second = make_attempt(), make_attempt()
    await publish(write_quiz(attempts=3))
    await ada.arrive()
    ok(await ada.take(first, answers=RIGHT | {"vat": "you"}, finish=True))
    ok(await ada.take(second, answers={"edit": False}))
    changed = {**CHOICE, "id": "tax", "was": ["vat"]}
    await publish(write_quiz("first-steps", was=["basics"], attempts=3, questions=[changed, TRUE, NUMBER]))
    old = dict(ada.hashes)
    await ada.arrive()
    assert list(ada.hashes) == ["first-steps"]
    # By either name, on the version that it was begun on.
    assert ok(await ada.take(second, "first-steps", hash=old["basics"]))["of"] == 6
    assert ok(await ada.take(second, "basics", hash=old["basics"], finish=True))["left"] == 1
    third = make_attempt()
    for attempt in (first, second):
        await ada.leave(attempt)
    told = ok(await ada.take(third, "first-steps", {"tax": "acme"}, retry_of=first, finish=True))
    assert (told["number"], told["left"]) == (3, 0)
    assert (told["score"], told["of"], told["passed"]) == (3, 3, True)
    synced = await ada.device.sync()
    assert (synced["progress"]["first-steps"]["passed"], synced["progress"]["first-steps"]["attempts"]) == (True, 3)


async def test_a_question_that_is_another_one_now_is_asked_again(publish: Publish, ada: Taker) -> None:
    first, second = make_attempt(), make_attempt()
    ok(await ada.take(first, answers=RIGHT | {"rate": 7}, finish=True))
    asked: list[dict[str, Any]] = [{**CHOICE, "type": "true-false", "answer": True, "options": None}, TURNED, NUMBER]
    await publish(write_quiz(questions=[{k: v for k, v in one.items() if v is not None} for one in asked]))
    await ada.leave(first)
    told = ok(await ada.take(second, answers={"rate": 73}, retry_of=first))
    assert told["answered"] == ["rate"]
