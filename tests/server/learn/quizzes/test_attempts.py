"""A quiz taken from its first answer to its grade, again for what was missed, and what is told when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.server.cast import MovingClock
from tests.server.learn.quizzes.conftest import NewTaker, Publish
from tests.server.learn.quizzes.taking import (
    CHOICE,
    CHOICES,
    DO,
    RIGHT,
    TEXT,
    TRUE,
    WRONG,
    Taker,
    make_attempt,
    ok,
    write_quiz,
)
from tests.server.sync.site import write_tour


def right(told: dict[str, Any]) -> dict[str, bool]:
    return {result["question"]: result["right"] for result in told["results"]}


async def test_all_right_is_passed_and_known_everywhere(ada: Taker, taker: NewTaker) -> None:
    told = ok(await ada.take(make_attempt(), answers=RIGHT, finish=True))
    assert (told["number"], told["left"], told["finished"]) == (1, None, True)
    assert (told["score"], told["of"], told["passed"]) == (6, 6, True)
    assert [result["question"] for result in told["results"]] == ["vat", "send", "edit", "undo", "rate"]
    assert set(right(told).values()) == {True}
    assert [result["key"] for result in told["results"][:3]] == ["acme", ["mail", "print"], False]
    assert told["results"][4]["key"] == 73.25
    assert told["results"][0]["explanation"][0]["children"] == ["Acme does. pineapple"]
    assert [(o["id"], o["right"]) for o in told["results"][0]["options"]] == [("you", False), ("acme", True)]
    assert (told["progress"]["passed"], told["progress"]["attempts"]) == (True, 1)
    phone = await taker("phone").arrive("ada")
    synced = await phone.device.sync()
    assert (synced["progress"]["basics"]["passed"], synced["progress"]["basics"]["attempts"]) == (True, 1)


async def test_what_asks_for_a_pass_is_there_at_once(publish: Publish, ada: Taker) -> None:
    await publish(write_quiz(), write_tour(audience={"passed": "basics"}))

    async def list_items() -> list[str]:
        return sorted(item["id"] for item in (await ada.device.sync())["items"])

    assert await list_items() == ["basics"]
    ok(await ada.take(make_attempt(), answers=WRONG, finish=True))
    assert await list_items() == ["basics"]
    ok(await ada.take(make_attempt(), answers=RIGHT, finish=True))
    assert await list_items() == ["basics", "welcome"]


async def test_what_was_missed_is_told_but_not_what_is_right(ada: Taker) -> None:
    first = make_attempt()
    told = ok(await ada.take(first, answers=RIGHT | {"vat": "you", "send": ["fax", "mail"]}, finish=True))
    assert (told["score"], told["of"], told["passed"]) == (3, 6, False)
    assert right(told) == {"vat": False, "send": False, "edit": True, "undo": True, "rate": True}
    assert [result["key"] for result in told["results"]] == [None] * 5
    assert [(o["id"], o["right"]) for o in told["results"][0]["options"]] == [("you", None)]
    assert told["results"][0]["options"][0]["explanation"] is not None
    assert told["progress"].get("passed", False) is False


async def test_only_what_was_missed_is_asked_again(ada: Taker) -> None:
    first, second = make_attempt(), make_attempt()
    ok(await ada.take(first, answers=RIGHT | {"vat": "you"}, finish=True))
    begun = ok(await ada.take(second, answers={"vat": "acme"}, retry_of=first))
    assert (begun["number"], begun["finished"], begun["results"]) == (2, False, [])
    assert begun["answered"] == ["vat", "send", "edit", "undo", "rate"]
    told = ok(await ada.take(second, answers={"vat": "acme"}, retry_of=first, finish=True))
    assert (told["score"], told["passed"], told["progress"]["attempts"]) == (6, True, 2)
    # It is told of as a whole: what was right before is so here, with what was said then.
    assert right(told) == dict.fromkeys(RIGHT, True)
    assert {result["question"]: result["answer"] for result in told["results"]} == RIGHT


async def test_all_is_asked_again_where_the_quiz_says_so(publish: Publish, ada: Taker) -> None:
    await publish(write_quiz(retry="all"))
    await ada.arrive()
    first, second = make_attempt(), make_attempt()
    ok(await ada.take(first, answers=RIGHT | {"vat": "you"}, finish=True))
    told = ok(await ada.take(second, answers={"vat": "acme"}, retry_of=first, finish=True))
    assert (told["score"], told["answered"]) == (1, ["vat"])


async def test_one_question_at_a_time_and_the_page_may_be_left(ada: Taker, taker: NewTaker) -> None:
    attempt = make_attempt()
    for question in ("vat", "send"):
        told = ok(await ada.take(attempt, answers={question: RIGHT[question]}))
        assert (told["finished"], told["passed"], told["score"], told["results"]) == (False, None, 0, [])
    phone = await taker("phone").arrive("ada")
    assert ok(await phone.take(attempt))["answered"] == ["vat", "send"]
    told = ok(await phone.take(attempt, answers={"edit": False}, finish=True))
    assert (told["score"], told["of"], told["passed"]) == (4, 6, False)
    assert right(told)["rate"] is False


async def test_each_answer_is_told_of_at_once_where_the_quiz_says_so(publish: Publish, ada: Taker) -> None:
    await publish(write_quiz(feedback="each"))
    await ada.arrive()
    attempt = make_attempt()
    told = ok(await ada.take(attempt, answers={"send": ["mail"], "vat": "acme"}))
    assert right(told) == {"vat": True, "send": False}
    assert (told["score"], told["of"], told["passed"]) == (1, 6, None)
    assert [result["key"] for result in told["results"]] == [None, None]
    assert [option["id"] for option in told["results"][1]["options"]] == ["mail"]


async def test_an_attempt_counts_once_it_has_an_answer(publish: Publish, ada: Taker) -> None:
    await publish(write_quiz(attempts=2))
    await ada.arrive()
    first, second = make_attempt(), make_attempt()
    assert ok(await ada.take(make_attempt()))["left"] == 2
    assert ok(await ada.take(first, answers={"vat": "you"}))["left"] == 1
    assert ok(await ada.take(make_attempt()))["left"] == 1
    assert ok(await ada.take(second, finish=True)) | {"results": []} == {
        "attempt": second,
        "number": 2,
        "left": 0,
        "finished": True,
        "score": 0,
        "of": 6,
        "passed": False,
        "answered": [],
        "results": [],
        "progress": {**ok(await ada.take(second))["progress"]},
    }


async def test_what_is_right_is_told_once_no_attempt_is_left_and_none_is_open(publish: Publish, ada: Taker) -> None:
    """Else who began two at once could answer the second with what the first one told."""
    await publish(write_quiz(attempts=2, questions=[CHOICE, TRUE]))
    await ada.arrive()
    open_, lost = make_attempt(), make_attempt()
    ok(await ada.take(open_, answers={"edit": True}))
    told = ok(await ada.take(lost, answers={"vat": "you"}, finish=True))
    assert (told["left"], [result["key"] for result in told["results"]]) == (0, [None, None])
    assert told["results"][1]["explanation"] is None
    ok(await ada.take(open_, finish=True))
    told = ok(await ada.take(lost))
    assert [result["key"] for result in told["results"]] == ["acme", False]
    assert [option["right"] for option in told["results"][0]["options"]] == [False, True]


async def test_what_is_told_comes_in_the_language_of_the_page(publish: Publish, ada: Taker) -> None:
    words = {
        "questions.vat.explanation": "Det gjør Acme.",
        "questions.vat.options.you.explanation": "Det trenger du ikke.",
        "questions.undo.accept.1": "Kreditnota",
    }
    await publish(write_quiz(), also={"basics.nb.json": words})
    await ada.arrive()
    told = ok(
        await ada.take(make_attempt(), answers={"vat": "you", "undo": "kreditnota."}, finish=True, locale="nb-NO")
    )
    assert told["results"][0]["explanation"][0]["children"] == ["Det gjør Acme."]
    assert told["results"][0]["options"][0]["explanation"][0]["children"] == ["Det trenger du ikke."]
    assert right(told)["undo"] is True


async def test_what_is_to_be_done_is_believed_unless_the_server_knows_better(publish: Publish, ada: Taker) -> None:
    seen = {"id": "look", "type": "do", "text": "Open it.", "when": {"url": "/invoices"}}
    await publish(write_quiz(questions=[DO, seen]))
    await ada.arrive()
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"look": True}))
    refusal = await ada.take(attempt, answers={"do": True}, finish=True)
    assert (refusal.status_code, refusal.json()["type"]) == (409, "/problems/not_done")
    assert ok(await ada.take(attempt))["finished"] is False
    await ada.device.sync(ada.device.happened("invoice_sent", None))
    told = ok(await ada.take(attempt, answers={"do": True}, finish=True))
    assert (told["score"], told["passed"]) == (2, True)


async def test_who_signs_in_takes_their_attempts_along(publish: Publish, taker: NewTaker, clock: MovingClock) -> None:
    await publish(write_quiz(attempts=3))
    phone = await taker("phone").arrive("ada")
    ok(await phone.take(make_attempt(), answers=WRONG, finish=True))
    visitor = await taker("laptop").arrive()
    passed = make_attempt()
    assert ok(await visitor.take(passed, answers=RIGHT, finish=True))["number"] == 1
    await visitor.arrive("ada")
    told = ok(await visitor.take(passed))
    assert (told["number"], told["left"], told["passed"]) == (2, 1, True)
    assert (await phone.device.sync())["progress"]["basics"]["passed"] is True


async def test_who_only_looks_neither_reads_nor_answers(ada: Taker, taker: NewTaker) -> None:
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "acme"}))
    ada.device.sign_in("ada", act={"sub": "support"})
    for answers in ({}, {"edit": True}):
        assert (await ada.take(attempt, answers=answers)).status_code == 403


@pytest.mark.parametrize("questions", [[CHOICE], [CHOICES], [TRUE], [TEXT]])
async def test_an_answer_sent_again_says_the_same(publish: Publish, ada: Taker, questions: list[Any]) -> None:
    await publish(write_quiz(questions=questions))
    await ada.arrive()
    attempt, (question,) = make_attempt(), questions
    given = {question["id"]: RIGHT[question["id"]]}
    first = ok(await ada.take(attempt, answers=given, finish=True))
    assert first["passed"] is True
    assert ok(await ada.take(attempt, answers=given, finish=True)) == first
    assert ok(await ada.take(attempt)) == first
